/** The database keeps an owner in every project, whatever happens at the same moment; here its refusal becomes a sentence. */
import { RequestRefused } from '../api/api.ts';

/** SQLSTATE of workprint.keep_an_owner. */
const lastOwnerState = 'WP001';

const isLastOwner = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && error.code === lastOwnerState) || isLastOwner(error.cause));

/** Runs a change of members; throws `conflict` when it would take away the last owner. */
export const keepingAnOwner = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!isLastOwner(error)) throw error;
    throw new RequestRefused(
      'conflict',
      'A project needs an owner, and this is the last one. Make another member an owner first, or delete the project.',
      { cause: error },
    );
  }
};
