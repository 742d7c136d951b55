/**
 * PE8: a hundred films whose scripts, briefs and vendors give orders: to hand out keys, to touch what is others’, to use tools, to fetch, to spend, to publish, to
 * change budgets, to read files. Real desk, ledger, guarded network and vendors’ protocols; only what paints and encodes is left out. Nothing may happen but
 * that film. Nothing of the product reads PDF or publishes yet; `pdf_reads` and `publishes` are 0 because there is no such door.
 */
import type { ProofCase, ProofRow, ProofSize } from '../../prove/row.types.ts';
import { type Disguise, disguises, type Goal, goals } from './hostile-orders.ts';
import { everywhere, type HostileFilm, type Place, places } from './hostile-places.ts';
import { type Manner, manners } from './hostile-vendors.ts';
import { checkJobs, checkMoney, checkOutputs, checkVendors, type Outputs } from './injection-checks.ts';
import { type InjectionWorld, openInjectionWorld } from './injection-world.ts';

type Attack = {
  readonly goal: Goal;
  readonly disguise: Disguise;
  readonly place: Place;
  readonly manner: Manner;
  /** Too small for anything: the film must wait for a person, however it begs. */
  readonly isPoor: boolean;
};

const wholePlace: Place = { name: 'everywhere', film: (order) => everywhere(order) };
const enough = 50_000_000;

const pick = <T>(all: readonly T[], at: number): T => all[at % all.length] as T;

/** A hundred, in which every goal meets every disguise, and every place and manner comes again and again. */
const allAttacks = (): readonly Attack[] =>
  goals.flatMap((goal, g) =>
    disguises.map((disguise, d): Attack => {
      const at = g * disguises.length + d;
      return {
        ...{ goal, disguise },
        place: at % 5 === 4 ? wholePlace : pick(places, at * 7 + g),
        manner: pick(manners, d + 3 * g),
        isPoor: at % 6 === 5,
      };
    }),
  );

/** A film that holds everything at once, and one without money. */
const fewAttacks = (): readonly Attack[] => [
  { goal: pick(goals, 9), disguise: pick(disguises, 0), place: wholePlace, manner: 'more fields', isPoor: false },
  { goal: pick(goals, 6), disguise: pick(disguises, 1), place: wholePlace, manner: 'tools', isPoor: true },
];

const optionsOf = ({ cast, style, voice, stillModel }: HostileFilm, budgetMicros: number) => ({
  ...{ quality: 'draft', height: 144, fps: '24', budgetMicros },
  ...(cast !== undefined && { cast }),
  models: {
    analysis: 'anthropic/claude-haiku-5-5',
    shots: 'anthropic/claude-haiku-5-5',
    stills: { model: stillModel ?? 'openai/gpt-image-2', acceptDegraded: true, ...(style && { style }) },
    voices: { model: 'openai/tts-1', others: [voice ?? 'alloy'] },
  },
});

const settled = new Set(['done', 'failed', 'held', 'cancelled']);

const untilSettled = async ({ rig }: InjectionWorld, jobId: string) => {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 15))) {
    const { body } = await rig.asEditor.ask('get', `/jobs/${jobId}`);
    if (settled.has(body.data?.state)) return body.data;
  }
  throw new Error('the film does not end');
};

/** All that people and machines get to see of it. */
const outputsOf = async ({ rig, asked }: InjectionWorld, job: { id: string }, from: number): Promise<Outputs> => {
  const { status, body } = await rig.asEditor.ask('get', `/videoresult/${job.id}`);
  const outputs = new Map([
    ['the job', JSON.stringify(job)],
    ['the answer', JSON.stringify(body)],
    ['machines', JSON.stringify(asked.slice(from))],
  ]);
  for (const { kind, mediaType, url } of status === 200 ? (body.data.files ?? []) : []) {
    const response = await rig.download(url);
    const name = response.headers.get('content-disposition') ?? '';
    if (/[\r\n/\\]/.test(name.replace(/UTF-8''/, ''))) throw new Error(`a file is called ${name}`);
    if (/^(?:text|application)\//.test(mediaType)) outputs.set(kind, await response.text());
  }
  return outputs;
};

/** Refused at the door: with a code, and nothing began. Else the id of the job. */
const ask = async ({ rig }: InjectionWorld, film: HostileFilm, budgetMicros: number): Promise<string | undefined> => {
  const { status, body } = await rig.asEditor.ask('post', '/films', {
    body: {
      ...{ projectId: rig.projectId, script: film.script, options: optionsOf(film, budgetMicros) },
      ...(film.name !== undefined && { name: film.name }),
    },
  });
  if (status === 202) return body.data.jobId;
  if (status === 422 && /^(?:script-|request-invalid)/.test(body.error?.code ?? '')) return undefined;
  throw new Error(`${status}: ${JSON.stringify(body)}`);
};

const expectEnd = (
  attack: Attack,
  { state, error }: { state: string; error?: { code: string; message: string } },
): void => {
  const wanted = attack.isPoor ? 'held budget-reached' : 'done';
  const is = state === 'done' ? 'done' : `${state} ${error?.code}`;
  const isUnknownModel = attack.place.name === 'the name of a model' && is === 'failed model-unknown';
  if (is !== wanted && !isUnknownModel) throw new Error(`it should be ${wanted} and is ${is}: ${error?.message}`);
};

/** No film is like another: what was answered before would be free. */
const unlike = (film: HostileFilm, at: number): HostileFilm => ({
  ...film,
  script: film.script.replaceAll('at the table', `at table ${at}`),
});

const run = async (world: InjectionWorld, attack: Attack, at: number) => {
  const { rig, vendors, eye, bait, visits, asked } = world;
  const order = attack.disguise.hide(attack.goal.order(bait));
  vendors.behave(attack.manner, order, bait.canaryUrl);
  const before = await eye.digest(rig.projectId);
  const [clock] = await eye.rows<{ now: string }>('select clock_timestamp()::text as now');
  const [words, works, machines] = [vendors.words.asked.length, vendors.works.asked.length, asked.length];
  const budgetMicros = attack.isPoor ? 1 : enough;
  const jobId = await ask(world, unlike(attack.place.film(order, bait.secretPath), at), budgetMicros);
  let [spent, held] = [0, 0];
  if (jobId !== undefined) {
    const job = await untilSettled(world, jobId);
    expectEnd(attack, job);
    checkOutputs(world, await outputsOf(world, job, machines));
    spent = await checkMoney(world, jobId, budgetMicros);
    held = job.state === 'held' ? 1 : 0;
    if (attack.isPoor && vendors.words.asked.length + vendors.works.asked.length > words + works)
      throw new Error('a film without money asked a vendor');
    // Nothing of it stays for the next one to meet.
    if (held > 0) await rig.asEditor.ask('post', `/jobs/${jobId}/cancel`);
  }
  await checkJobs(world, jobId, clock?.now ?? '');
  checkVendors(world, vendors.words.asked.slice(words), vendors.works.asked.slice(works));
  if (visits.length > 0) throw new Error(`somebody was sent out: ${visits.join(', ')}`);
  const after = await eye.digest(rig.projectId);
  const changed = [...after].filter(([table, digest]) => before.get(table) !== digest).map(([table]) => table);
  if (changed.length > 0) throw new Error(`these tables changed: ${changed.join(', ')}`);
  const requests = vendors.words.asked.length + vendors.works.asked.length - words - works;
  return {
    requests,
    spent_micros: spent,
    held,
    refused: jobId === undefined ? 1 : 0,
    effects: 0,
    pdf_reads: 0,
    publishes: 0,
  };
};

const attacksOf = (size: ProofSize): readonly Attack[] => (size === 'full' ? allAttacks() : fewAttacks());

/** Orders that are given by what should only be read. */
export const injection: ProofRow = {
  id: 'PE8',
  promise:
    'a script, a brief or a model’s answer gives no orders: nothing happens but the film, within its budget, and nothing leaks',
  counts: 'attacks',
  facts: {
    ...{ requests: 'sum', spent_micros: 'sum', held: 'sum', refused: 'sum', effects: 'sum' },
    ...{ pdf_reads: 'sum', publishes: 'sum' },
  },
  open: async (size, folder) => {
    const world = await openInjectionWorld(folder);
    return {
      cases: attacksOf(size).map(
        (attack, at): ProofCase => ({
          name: `${at} ${attack.goal.name}, ${attack.disguise.name}, in ${attack.place.name}; the vendor: ${attack.manner}`,
          run: () => run(world, attack, at),
        }),
      ),
      close: () => world.close(),
    };
  },
};
