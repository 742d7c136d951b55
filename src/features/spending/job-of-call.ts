/** The job a call was made for. Films name theirs as the build; a generation's calls go by its id, which is its job's, and their round. */
const ofGeneration = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?::\d+)?$/;

/** The id of the job; null: the call belongs to none. */
export const jobOfCall = (buildId: string | null, orderKey: string | null): string | null =>
  buildId ?? ofGeneration.exec(orderKey ?? '')?.[1] ?? null;
