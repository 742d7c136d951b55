/** PB2, the part about numbers: creations without end leave twenty uploads, and those that rest are gone after a sweep, with their bytes. */
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import { libraryChores } from '../../src/features/library/library.ts';
import { sweepObjects } from '../../src/features/storage/storage.ts';
import { startLibraryStudio } from '../kit/library-studio.ts';
import type { ProofRow } from '../prove/row.types.ts';

const atOnce = 50;

export const endlessCreations: ProofRow = {
  id: 'PB2',
  promise: 'However many uploads are begun, a person has twenty; what rests is swept with its bytes.',
  counts: 'floods',
  facts: { creations: 'sum', open: 'max', swept: 'sum' },
  open: async (size) => {
    const library = await startLibraryStudio();
    const { studio, parts, folder } = library;
    const flood = async () => {
      const creations = size === 'full' ? 10_000 : 200;
      const person = await studio.newPerson();
      const projectId = await studio.newProject(person);
      const headers = {
        ...{ 'tus-resumable': '1.0.0', 'upload-length': '1000', 'content-type': 'application/offset+octet-stream' },
        'upload-metadata': `projectId ${Buffer.from(projectId).toString('base64')}`,
      };
      const statuses = new Map<number, number>();
      for (let at = 0; at < creations; at += atOnce)
        await Promise.all(
          Array.from({ length: atOnce }, async () => {
            const { status } = await person.fetch('/uploads', { method: 'POST', headers, body: randomBytes(10) });
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
          }),
        );
      const open = statuses.get(201) ?? 0;
      if (open !== 20 || statuses.get(429) !== creations - 20)
        throw new Error(`answers: ${JSON.stringify([...statuses])}`);
      const uploads = join(folder, 'intake', 'uploads');
      if ((await readdir(uploads)).length !== 20) throw new Error('there are bytes of uploads that were refused');
      await studio.database.asStudio((query) =>
        sql`update workprint.uploads set expires_at = now() - interval '1 second'`.execute(query),
      );
      const deps = {
        database: studio.database,
        objects: parts.objects,
        discardUpload: (id: string) => parts.intake.removeUpload(id),
      };
      const swept = (await sweepObjects(deps)).filter(({ kind }) => kind === 'upload').length;
      for (const chore of libraryChores({ ...parts, log: silentLog })) await chore.run(AbortSignal.timeout(60_000));
      const left = (await readdir(uploads)).length;
      if (swept !== 20 || left !== 0) throw new Error(`${swept} were swept, ${left} left their bytes`);
      return { creations, open, swept };
    };
    return { cases: [{ name: 'one person', run: flood }], close: () => library.close() };
  },
};
