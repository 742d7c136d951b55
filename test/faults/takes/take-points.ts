/**
 * The points of a paid generation at which its process dies. A generation names its point in its prompt, `[halt:after-sent]`; there it says so and
 * stands still for ever, so that one SIGKILL finds many generations, each at its own point. All of it is wrapped around the product from outside.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { DeskDeps } from '../../../src/build/desk/desk.types.ts';
import type { AskType } from '../../../src/domain/generation/ask.types.ts';
import type { GenerationParts } from '../../../src/features/generations/generations.ts';
import type { AnyJobHandler } from '../../../src/features/jobs/jobs.ts';
import type { CallJournal } from '../../../src/ports/call-journal.ts';
import type { Database } from '../../../src/ports/database.ts';
import type { Maker, ProviderKind } from '../../../src/ports/provider.ts';

/** In the order in which a generation passes them. */
export const takePoints = [
  'before-intent', // the request is quoted, nothing is written
  'before-commit', // job, row and intent are written, the transaction is open
  'before-sent', // a worker has it, nothing says that it was sent
  'after-sent', // that it is sent is written, no byte is out
  'after-submit', // the vendor has taken it, nothing of what it said is saved
  'after-handle', // the handle is saved
  'during-poll', // the vendor is asked how far it is
  'during-download', // the vendor is done, its file is not here
  'before-settle', // the file is stored, nothing is booked
  'in-settle', // booked, the transaction is open
  'after-settle', // booked, no asset yet
  'before-end', // answer and assets are written, the job has not ended
] as const;
export type TakePoint = (typeof takePoints)[number];

/** Points that only work under way passes. */
export const pointsUnderWay: readonly TakePoint[] = ['after-handle', 'during-poll'];

/** What a generation that is to die at a point asks for. */
export const promptFor = (point: TakePoint, name: string): string => `${name} [halt:${point}]`;

export type Halts = {
  /** Whatever runs in `work` belongs to one generation. */
  around<T>(work: () => Promise<T>): Promise<T>;
  /** Says which one it is. */
  is(prompt: string): void;
  /** Stands still when this generation is to die here. */
  at(point: TakePoint): Promise<void>;
};

/** `say` is told where a generation stands still. */
export const createHalts = (say: (line: string) => void): Halts => {
  const current = new AsyncLocalStorage<{ prompt: string }>();
  return {
    around: (work) => current.run({ prompt: '' }, work),
    is: (prompt) => {
      const store = current.getStore();
      if (store) store.prompt = prompt;
    },
    at: (point) => {
      const prompt = current.getStore()?.prompt ?? '';
      if (!prompt.includes(`[halt:${point}]`)) return Promise.resolve();
      say(`at ${prompt}`);
      return new Promise(() => undefined);
    },
  };
};

export const haltingDesk =
  (halts: Halts) =>
  (desk: GenerationParts['desk']): GenerationParts['desk'] => {
    const promptOf = ({ ask }: Parameters<typeof desk.quote>[0]): string => ('prompt' in ask ? ask.prompt : '');
    return {
      quote: async (order) => {
        halts.is(promptOf(order));
        const quote = await desk.quote(order);
        await halts.at('before-intent');
        return quote;
      },
      serve: (order, signal, progress) => {
        halts.is(promptOf(order));
        return desk.serve(order, signal, progress);
      },
    };
  };

/** A database whose transactions of a kind stand still when all is written and nothing committed. */
const haltingDatabase = (database: Database, more: Partial<Database>): Database => ({
  asPerson: (personId, work) => database.asPerson(personId, work),
  asStudio: (work) => database.asStudio(work),
  readAsStudio: (read) => database.readAsStudio(read),
  asStudioLoosely: (work) => database.asStudioLoosely(work),
  listen: (channel, onNotice, onGap) => database.listen(channel, onNotice, onGap),
  health: () => database.health(),
  close: () => database.close(),
  ...more,
});

/** For the requests. */
export const databaseOfRequests = (database: Database, halts: Halts): Database =>
  haltingDatabase(database, {
    asPerson: (personId, work) =>
      halts.around(() =>
        database.asPerson(personId, async (query) => {
          const answer = await work(query);
          await halts.at('before-commit');
          return answer;
        }),
      ),
  });

/** For the journal: `in-settle` is passed by the transaction of `settle` alone. */
export const databaseOfJournal = (database: Database, halts: Halts, isSettling: () => boolean): Database =>
  haltingDatabase(database, {
    asStudio: (work) =>
      database.asStudio(async (query) => {
        const answer = await work(query);
        if (isSettling()) await halts.at('in-settle');
        return answer;
      }),
  });

/** The journal, and whether what runs now is its `settle`. */
export const createHaltingJournal = (halts: Halts) => {
  const settling = new AsyncLocalStorage<true>();
  return {
    isSettling: (): boolean => settling.getStore() === true,
    wrap: (journal: CallJournal): CallJournal => ({
      ...journal,
      sent: async (callId) => {
        await halts.at('before-sent');
        const isOurs = await journal.sent(callId);
        await halts.at('after-sent');
        return isOurs;
      },
      underWay: async (callId, handle, workId) => {
        await journal.underWay(callId, handle, workId);
        await halts.at('after-handle');
      },
      settle: async (callId, outcome) => {
        await halts.at('before-settle');
        const call = await settling.run(true, () => journal.settle(callId, outcome));
        await halts.at('after-settle');
        return call;
      },
    }),
  };
};

/** A vendor that is taken from us while it answers. */
export const haltingKind = (kind: ProviderKind, halts: Halts): ProviderKind => {
  const halting = (maker: Maker<AskType>): Maker<AskType> => ({
    ...maker,
    start: async (ask, call) => {
      const stage = await maker.start(ask, call);
      await halts.at('after-submit');
      return stage;
    },
    look: async (handle, call) => {
      await halts.at('during-poll');
      if (!maker.look) throw new Error('This vendor cannot be asked how far it is.');
      return maker.look(handle, call);
    },
  });
  return {
    ...kind,
    open: (access) => {
      const provider = kind.open(access);
      const makers = Object.entries(provider.makers).map(([type, maker]) => [type, halting(maker as Maker<AskType>)]);
      return { ...provider, makers: Object.fromEntries(makers) };
    },
  };
};

export const haltingKeep =
  (halts: Halts) =>
  (keep: DeskDeps['keep']): DeskDeps['keep'] =>
  async (file, by) => {
    await halts.at('during-download');
    return keep(file, by);
  };

/** A job that stands still when everything is written but its end. */
export const haltingHandler = (handler: AnyJobHandler, halts: Halts): AnyJobHandler => ({
  ...handler,
  parse: (input: unknown) => handler.parse(input),
  run: (context) =>
    halts.around(async () => {
      const result = await handler.run(context);
      await halts.at('before-end');
      return result;
    }),
});
