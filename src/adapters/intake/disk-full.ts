/** A full disk, told in the house's words; the path stays in the log. */
import { WorkprintError } from '../../domain/errors.ts';

const fullCodes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Throws `disk-full` where the disk is the reason, else the same error. */
export const asDiskFull = (error: unknown): never => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (fullCodes.has(code))
    throw new WorkprintError(
      'disk-full',
      'The studio has no room left for this file. What arrived before is kept; try again when space was freed.',
      { cause: error },
    );
  throw error;
};
