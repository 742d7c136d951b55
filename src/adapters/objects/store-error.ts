/** What a disk says, in the studio's words. */
import { WorkprintError } from '../../domain/errors.ts';

/** The code of a system error, such as `ENOSPC`. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** The same error, told as `disk-full` or `unavailable` where a person can do something about it. No path of the machine is in it. */
export const asStoreError = (error: unknown): unknown => {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new WorkprintError(
      'disk-full',
      'The studio’s storage is full. Nothing was stored; try again when there is space.',
      {
        cause: error,
      },
    );
  if (code === 'EACCES' || code === 'EROFS' || code === 'EIO' || code === 'ENOTCONN' || code === 'ESTALE')
    return new WorkprintError(
      'unavailable',
      'The studio’s storage cannot be written to just now. Nothing was stored.',
      {
        cause: error,
      },
    );
  return error;
};
