/** PB9: many uploads race for the last bytes of a quota, by form and by tus, and exactly as many are taken as fit. */
import { randomBytes } from 'node:crypto';
import { type LibraryStudio, startLibraryStudio, uploadForm } from '../kit/library-studio.ts';
import type { ProofCase, ProofRow } from '../prove/row.types.ts';

const fileBytes = 10_000;

const counts = (statuses: readonly number[]): string =>
  JSON.stringify(Object.groupBy(statuses, String), (_, value: unknown) =>
    Array.isArray(value) ? value.length : value,
  );

/** `free` files fit; `racers` try. */
const race = async (library: LibraryStudio, how: 'form' | 'tus', free: number, racers: number): Promise<number> => {
  const person = await library.studio.newPerson();
  const projectId = await library.studio.newProject(person);
  await library.studio.database.asStudio((query) =>
    query
      .updateTable('workprint.people')
      .set({ storage_limit_bytes: (free + 1) * fileBytes })
      .where('id', '=', person.personId)
      .execute(),
  );
  await uploadForm(person, projectId, randomBytes(fileBytes));
  const create = async (): Promise<number> => {
    const answer = await person.fetch('/api/v1/uploads', {
      method: 'POST',
      headers: {
        ...{ 'tus-resumable': '1.0.0', 'upload-length': String(fileBytes) },
        'upload-metadata': `projectId ${Buffer.from(projectId).toString('base64')}`,
      },
    });
    return answer.status;
  };
  const one = async (): Promise<number> =>
    how === 'form' ? (await uploadForm(person, projectId, randomBytes(fileBytes))).status : create();
  const statuses = await Promise.all(Array.from({ length: racers }, one));
  const taken = statuses.filter((status) => status === 201).length;
  const refused = statuses.filter((status) => status === 429).length;
  if (taken !== free || taken + refused !== racers)
    throw new Error(`${free} fit, but the answers were ${counts(statuses)}`);
  const used = await library.studio.database.asStudio((query) =>
    query
      .selectFrom('workprint.storage_used')
      .select('bytes')
      .where('person_id', '=', person.personId)
      .executeTakeFirst(),
  );
  if (used?.bytes !== (free + 1) * fileBytes) throw new Error(`${used?.bytes} bytes are counted`);
  return taken;
};

export const quotaRace: ProofRow = {
  id: 'PB9',
  promise: 'Of uploads that race for the last of a quota exactly as many are taken as fit.',
  counts: 'races',
  facts: { taken: 'sum' },
  open: async (size) => {
    const library = await startLibraryStudio({ limits: { openUploads: 1000 } });
    const [racers, rounds] = size === 'full' ? [32, 40] : [32, 1];
    const cases = Array.from({ length: rounds }, (_, round) =>
      (['form', 'tus'] as const).map(
        (how): ProofCase => ({
          name: `${how} ${round}`,
          run: async () => ({ taken: await race(library, how, round % 5 === 0 ? 1 : round % 7, racers) }),
        }),
      ),
    ).flat();
    return { cases, close: () => library.close() };
  },
};
