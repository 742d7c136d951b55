/** PF4, the server's side: two browsers on two servers edit one timeline while their connections break. Nothing acknowledged is lost, and undo is exact. */
import { setTimeout as wait } from 'node:timers/promises';
import { Array as SharedList, Map as SharedMap, UndoManager } from 'yjs';
import { seededRandom } from '../../src/domain/random.ts';
import { insertDocument } from '../../src/features/documents/documents.queries.ts';
import {
  createDocumentStore,
  openDocument,
  readContents,
  writeContents,
} from '../../src/features/documents/documents.ts';
import { startTestStudio } from '../kit/studio.ts';
import type { ProofCase, ProofRow } from '../prove/row.types.ts';
import { type LiveStudio, openAt, startLive, type Typist, until } from './live-studio.ts';

type Clip = { readonly id: string; readonly start: number };
const clipsOf = (typist: Typist): SharedList<SharedMap<unknown>> =>
  typist.doc.getMap('timeline').get('clips') as SharedList<SharedMap<unknown>>;
const shown = (typist: Typist): readonly Clip[] => clipsOf(typist).toJSON() as Clip[];

const startWith = { timeline: { name: 'PF4', clips: [{ id: 'first', start: 0 }] } };

/** One edit of one person. What was inserted and never deleted by anybody must be there in the end. */
const edit = (
  typist: Typist,
  name: string,
  pick: (below: number) => number,
  inserted: Set<string>,
  deleted: Set<string>,
): void => {
  const clips = clipsOf(typist);
  const kind = pick(10);
  const at = clips.length > 0 ? pick(clips.length) : 0;
  if (kind < 6 || clips.length === 0) {
    const clip = new SharedMap<unknown>([
      ['id', name],
      ['start', pick(1000)],
    ]);
    clips.insert(at, [clip]);
    inserted.add(name);
  } else if (kind < 8) clips.get(at).set('start', pick(1000));
  else {
    deleted.add(String(clips.get(at).get('id')));
    clips.delete(at, 1);
  }
};

const historyOf = async (
  seed: number,
  edits: number,
  studio: {
    newDocument(): Promise<string>;
    readonly persons: readonly string[];
    readonly servers: readonly LiveStudio[];
  },
) => {
  const random = seededRandom(`PF4 ${seed}`);
  const pick = (below: number): number => Math.floor(random() * below);
  const id = await studio.newDocument();
  const typists = studio.persons.map((person, at) =>
    openAt(studio.servers[at % studio.servers.length]?.url ?? '', id, person),
  );
  let breaks = 0;
  try {
    await Promise.all(typists.map((typist) => typist.settled()));
    const [inserted, deleted] = [new Set(['first']), new Set<string>()];
    for (let turn = 0; turn < edits; turn++) {
      const at = pick(typists.length);
      const typist = typists[at];
      if (!typist) continue;
      edit(typist, `${at}-${turn}`, pick, inserted, deleted);
      if (pick(12) === 0) {
        breaks++;
        // As a train does in a tunnel: without a word, in the middle of whatever was on its way.
        typist.socket.webSocket?.close();
      }
      if (pick(4) === 0) await wait(pick(8));
    }
    await until(
      () => typists.every((typist) => typist.provider.isSynced && !typist.provider.hasUnsyncedChanges),
      'all was acknowledged',
      60_000,
    );
    const [one, two] = typists as [Typist, Typist];
    await until(() => JSON.stringify(shown(one)) === JSON.stringify(shown(two)), 'both show the same', 30_000);
    return { id, typists, breaks, wanted: [...inserted].filter((name) => !deleted.has(name)) };
  } catch (error) {
    for (const typist of typists) typist.leave();
    throw error;
  }
};

/** Undo steps of one person, after everything settled: back to the very beginning, then forward to where they were. */
const checkUndo = async (typist: Typist, pick: (below: number) => number): Promise<void> => {
  const undo = new UndoManager(typist.doc.getMap('timeline'), { captureTimeout: 0 });
  const before = JSON.stringify(shown(typist));
  for (let turn = 0; turn < 10; turn++) edit(typist, `undo-${turn}`, pick, new Set(), new Set());
  const after = JSON.stringify(shown(typist));
  while (undo.canUndo()) undo.undo();
  if (JSON.stringify(shown(typist)) !== before) throw new Error('undo did not restore what was there');
  while (undo.canRedo()) undo.redo();
  if (JSON.stringify(shown(typist)) !== after) throw new Error('redo did not bring back what was done');
  await typist.settled();
};

/** PF4. */
export const autosave: ProofRow = {
  id: 'PF4',
  promise: 'two people edit one timeline through broken connections: nothing acknowledged is lost, undo is exact',
  counts: 'seeds',
  facts: { edits: 'sum', breaks: 'sum', lost: 'sum' },
  open: async (size) => {
    const studio = await startTestStudio();
    const { database, projectId } = studio;
    const servers = [await startLive(database, 60_000), await startLive(database, 60_000)];
    const store = createDocumentStore(database, () => Date.now());
    const newDocument = async (): Promise<string> => {
      const document = openDocument([]);
      const state = writeContents(document, startWith);
      const person = studio.asOwner.personId;
      const made = await database.asPerson(person, (query) =>
        insertDocument(query, { projectId, kind: 'timeline', name: 'PF4', state }),
      );
      return made.id;
    };
    const persons = [studio.asOwner.personId, studio.asEditor.personId];
    const edits = size === 'full' ? 100 : 40;
    const seeds = Array.from({ length: size === 'full' ? 200 : 4 }, (_, seed) => seed);
    const cases = seeds.map(
      (seed): ProofCase => ({
        name: `seed ${seed}`,
        run: async () => {
          const { id, typists, breaks, wanted } = await historyOf(seed, edits, { newDocument, persons, servers });
          try {
            const { updates } = await store.reload(id);
            const stored = readContents(openDocument(updates), 'timeline') as { timeline: { clips: readonly Clip[] } };
            const [one] = typists as [Typist];
            if (JSON.stringify(stored.timeline.clips) !== JSON.stringify(shown(one)))
              throw new Error('what is stored differs from what is shown');
            const names = new Set(stored.timeline.clips.map((clip) => clip.id));
            const lost = wanted.filter((name) => !names.has(name));
            if (lost.length > 0)
              throw new Error(`${lost.length} inserted clips are gone: ${lost.slice(0, 5).join(', ')}`);
            const random = seededRandom(`PF4 undo ${seed}`);
            await checkUndo(one, (below) => Math.floor(random() * below));
            return { edits, breaks, lost: 0 };
          } finally {
            for (const typist of typists) typist.leave();
          }
        },
      }),
    );
    return {
      cases,
      close: async () => {
        for (const server of servers) await server.close();
        await studio.close();
      },
    };
  },
};
