/** PA4: the same request many times at once under one `Idempotency-Key` is one effect, and everybody gets the same answer to the byte. */
import { projectRoutes } from '../../src/features/projects/projects.ts';
import { idleQueue } from '../kit/idle-queue.ts';
import { type Asker, startTestStudio, type TestStudio } from '../kit/studio.ts';
import type { ProofCase, ProofRow } from '../prove/row.types.ts';

const post = async (asker: Asker, key: string, name: string) => {
  const response = await asker.fetch('/api/v1/projects', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ name }),
  });
  return { status: response.status, text: await response.text(), isReplay: response.headers.has('idempotent-replay') };
};

const countOf = async (studio: TestStudio, name: string): Promise<number> => {
  const rows = await studio.database.asStudio((query) =>
    query.selectFrom('workprint.projects').select('id').where('name', '=', name).execute(),
  );
  return rows.length;
};

const caseOf = (studio: TestStudio, at: number, times: number): ProofCase => ({
  name: `key ${at}`,
  run: async () => {
    const [key, name] = [`key-${at}`, `Film ${at}`];
    const answers = await Promise.all(Array.from({ length: times }, () => post(studio.asOwner, key, name)));
    const texts = new Set(answers.map(({ status, text }) => `${status} ${text}`));
    if (texts.size !== 1 || answers[0]?.status !== 201)
      throw new Error(`${texts.size} answers: ${[...texts].slice(0, 2).join(' | ')}`);
    const replays = answers.filter(({ isReplay }) => isReplay).length;
    if (replays !== times - 1) throw new Error(`${replays} of ${times} answers say that they are repeated`);
    const made = await countOf(studio, name);
    if (made !== 1) throw new Error(`${made} projects were made`);
    const other = await post(studio.asOwner, key, `${name}, changed`);
    if (other.status !== 422 || !other.text.includes('idempotency-mismatch'))
      throw new Error(`another body: ${other.status} ${other.text}`);
    // The same key of somebody else is another key.
    const stranger = await post(studio.asOutsider, key, `${name} of somebody else`);
    if (stranger.status !== 201 || stranger.isReplay)
      throw new Error(`another person: ${stranger.status} ${stranger.text}`);
    return { effects: made, answers: times };
  },
});

/** 50 at once, for each of 200 keys. */
export const repeatedRequests: ProofRow = {
  id: 'PA4',
  promise: 'one Idempotency-Key is one effect and the same answer, however many ask at once',
  counts: 'keys',
  facts: { effects: 'sum', answers: 'sum' },
  open: async (size) => {
    const studio = await startTestStudio({
      routes: () => projectRoutes({ clock: { now: () => Date.now() }, queue: idleQueue }),
    });
    const keys = size === 'full' ? 200 : 4;
    return {
      cases: Array.from({ length: keys }, (_, at) => caseOf(studio, at, 50)),
      close: () => studio.close(),
    };
  },
};
