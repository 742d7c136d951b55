/** A program: the whole studio in a process of its own, with one person signed in. Says where it is in a line of JSON; ends with its stdin. */

import { closeTestPostgres } from '../kit/postgres.ts';
import { startWholeStudio } from '../kit/whole-studio.ts';

const studio = await startWholeStudio();
const person = await studio.signUp('Loader');
const made = await studio.send('POST', '/api/v1/projects', { headers: person.headers, body: { name: 'Loaded' } });
const { data } = (await made.json()) as { data: { id: string } };
process.stdout.write(
  `${JSON.stringify({ url: studio.url, databaseUrl: studio.fresh.url, personId: person.personId, headers: person.headers, projectId: data.id })}\n`,
);

process.stdin.resume();
process.stdin.once('end', () => {
  const end = async (): Promise<void> => {
    await studio.close();
    await closeTestPostgres();
  };
  end().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
