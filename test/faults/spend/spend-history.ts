/** One random history of two people, two projects, two keys and two jobs, lived by the database and by the model, and compared at its end. */
import { pick, type Random, seededRandom } from '../../../src/domain/random.ts';
import { correctSpend } from '../../../src/features/spending/spending.ts';
import type { CallOutcome } from '../../../src/ports/call-journal.ts';
import type { RigPayer, SpendRig } from '../../kit/spend-rig.ts';
import { checkBooks } from './spend-books.ts';
import { createSpendModel, type ModelCall, purseName, type Scope, type SpendModel } from './spend-model.ts';

type World = {
  readonly rig: SpendRig;
  readonly model: SpendModel;
  readonly random: Random;
  readonly month: string;
  readonly payers: readonly RigPayer[];
  readonly jobs: readonly string[];
  readonly dead: Set<string>;
  months: number;
};

const amount = (random: Random, most: number): number => Math.floor(random() * (most + 1));
const error = { code: 'provider-failed', message: 'It broke.' };

const thisMonth = (): string => new Date().toISOString().slice(0, 7);

/** The second is an editor in the first’s project, and so may spend there. */
const openWorld = async (rig: SpendRig, random: Random): Promise<World> => {
  const model = createSpendModel();
  const limit = (): number | undefined => (random() < 0.6 ? amount(random, 3000) : undefined);
  const payers: RigPayer[] = [];
  const jobs: string[] = [];
  for (let at = 0; at < 2; at++) {
    const [budgetMicros, capMicros, keyCapMicros] = [limit(), limit(), limit()];
    const payer = await rig.payer({
      ...(budgetMicros !== undefined && { budgetMicros }),
      ...(capMicros !== undefined && { capMicros }),
      ...(keyCapMicros !== undefined && { keyCapMicros }),
    });
    if (budgetMicros !== undefined) model.limits.set(`project ${payer.projectId}`, budgetMicros);
    if (capMicros !== undefined) model.limits.set(`person ${payer.personId}`, capMicros);
    if (keyCapMicros !== undefined) model.limits.set(`key ${payer.keyId}`, keyCapMicros);
    payers.push(payer);
    const job = await rig.job(payer);
    jobs.push(job);
    const most = limit();
    if (most !== undefined) {
      await rig.asSuperuser(
        "insert into workprint.purses (scope, scope_id, period, limit_micros) values ('build', $1, 'always', $2)",
        [job, most],
      );
      model.limits.set(`build ${job}`, most);
    }
  }
  const [first, second] = payers as [RigPayer, RigPayer];
  await rig.asSuperuser(
    "insert into workprint.project_members (project_id, person_id, role) values ($1, $2, 'editor')",
    [...[first.projectId, second.personId]],
  );
  return { ...{ rig, model, random, payers, jobs }, month: thisMonth(), dead: new Set(), months: 0 };
};

const reserve = async ({ rig, model, random, month, payers, jobs, dead }: World): Promise<void> => {
  const by = amount(random, 1);
  const own = payers[by] as RigPayer;
  // The first has no say in the second’s project.
  const of = by === 0 ? 0 : amount(random, 1);
  const projectId = (payers[of] as RigPayer).projectId;
  if (dead.has(projectId)) return;
  const keyId = random() < 0.6 && !dead.has(own.keyId) ? own.keyId : undefined;
  const buildId = random() < 0.5 ? jobs[of] : undefined;
  const wanted = amount(random, 600);
  const counts = [
    ...(buildId === undefined ? [] : [purseName('build', buildId, 'always')]),
    ...(keyId === undefined ? [] : [purseName('key', keyId, month)]),
    ...[purseName('person', own.personId, month), purseName('project', projectId, 'always')],
  ];
  const payer = { personId: own.personId, projectId, ...(buildId !== undefined && { buildId }) };
  const fits = model.fits(counts, wanted);
  const made = await rig.journal
    .intend({ ...rig.intent(payer, wanted), ...(keyId !== undefined && { keyId }) })
    .catch((thrown: { readonly code?: string }) => {
      if (thrown.code !== 'budget-reached') throw thrown;
      return undefined;
    });
  if ((made !== undefined) !== fits)
    throw new Error(`${wanted} was ${made ? 'let in' : 'refused'} and should not have been`);
  if (made) model.calls.push({ id: made.id, reserve: wanted, counts, state: 'open', cost: 0 });
};

const someCall = ({ model, random }: World, states: readonly ModelCall['state'][]): ModelCall | undefined => {
  const fitting = model.calls.filter(({ state }) => states.includes(state));
  return fitting.length === 0 ? undefined : pick(random, fitting);
};

const settle = async (world: World): Promise<void> => {
  const call = someCall(world, ['open', 'unknown', 'over']);
  if (!call) return;
  const { random, rig } = world;
  const cost = random() < 0.3 ? 0 : amount(random, Math.ceil(call.reserve * 1.5));
  const state = pick(random, ['done', 'failed', 'unknown'] as const);
  const outcome: CallOutcome =
    state === 'done'
      ? { state, costMicros: cost, tookMs: 1, usage: {}, answer: { type: 'text', files: [] } }
      : state === 'failed'
        ? { state, costMicros: cost, tookMs: 1, error }
        : { state, tookMs: 1, error };
  const before = call.state;
  await rig.journal.settle(call.id, outcome);
  if (before === 'over') return;
  if (state !== 'unknown') Object.assign(call, { state: 'over', cost });
  else if (before === 'open') call.state = 'unknown';
};

/** A person says what an unknown charge was; the studio corrects what is over (a refund, a late bill). */
const correct = async (world: World): Promise<void> => {
  const call = someCall(world, ['unknown', 'over']);
  if (!call) return;
  const cost = amount(world.random, Math.ceil(call.reserve * 1.2));
  await world.rig.database.asStudio((query) => correctSpend(query, call.id, cost));
  Object.assign(call, { state: 'over', cost });
};

const changeLimit = async ({ rig, model, random, payers }: World): Promise<void> => {
  const { projectId, personId, keyId } = pick(random, payers);
  const limit = random() < 0.8 ? amount(random, 3000) : undefined;
  const scope = pick(random, ['project', 'person', 'key'] as const);
  if (scope === 'person') await rig.cap(personId, limit);
  else if (scope === 'project')
    await rig.asSuperuser('update workprint.projects set budget_micros = $2 where id = $1', [projectId, limit ?? null]);
  else
    await rig.asSuperuser('update workprint.provider_keys set monthly_cap_micros = $2 where id = $1', [
      keyId,
      limit ?? null,
    ]);
  const name = `${scope} ${{ project: projectId, person: personId, key: keyId }[scope]}`;
  if (limit === undefined) model.limits.delete(name);
  else model.limits.set(name, limit);
};

const monthPasses = async (world: World): Promise<void> => {
  const { rig, model, month, payers } = world;
  const label = `${2000 + Math.floor(world.months / 12)}-${String((world.months++ % 12) + 1).padStart(2, '0')}`;
  const ids = payers.flatMap(({ personId, keyId }) => [personId, keyId]);
  const calls = model.calls.map(({ id }) => id);
  await rig.asSuperuser('update workprint.purses set period = $2 where scope_id = any($1) and period = $3', [
    ids,
    label,
    month,
  ]);
  for (const [table, column] of [
    ['provider_calls', 'id'],
    ['ledger_entries', 'call_id'],
  ])
    await rig.asSuperuser(`update workprint.${table} set period = $2 where ${column} = any($1) and period = $3`, [
      calls,
      label,
      month,
    ]);
  model.monthPasses(month, label);
};

const remove = async ({ rig, model, random, payers, jobs, dead }: World): Promise<void> => {
  const at = amount(random, 1);
  const payer = payers[at] as RigPayer;
  const isKey = random() < 0.6;
  const [table, id] = isKey ? ['provider_keys', payer.keyId] : ['projects', payer.projectId];
  await rig.asSuperuser(`delete from workprint.${table} where id = $1`, [id]);
  const forgotten: readonly (readonly [Scope, string])[] = isKey
    ? [['key', id as string]]
    : [
        ['project', id as string],
        ['build', jobs[at] as string],
      ];
  for (const [scope, each] of forgotten) model.forget(scope, each);
  dead.add(id as string);
};

const deeds: readonly (readonly [share: number, deed: (world: World) => Promise<void>])[] = [
  [0.5, reserve],
  [0.3, settle],
  [0.07, correct],
  [0.06, changeLimit],
  [0.04, monthPasses],
  [0.03, remove],
];

/** Lives it and throws where database and model disagree. Gives how many calls there were. */
export const liveHistory = async (rig: SpendRig, seed: number, steps: number): Promise<number> => {
  const random = seededRandom('spend', seed);
  const world = await openWorld(rig, random);
  for (let step = 0; step < steps; step++) {
    let dice = random();
    const [, deed] = deeds.find(([share]) => (dice -= share) < 0) ?? [0, reserve];
    await deed(world).catch((thrown: unknown) => {
      throw new Error(`seed ${seed}, step ${step}: ${thrown instanceof Error ? thrown.message : String(thrown)}`, {
        cause: thrown,
      });
    });
  }
  const { payers, jobs, model } = world;
  const scopeIds = [...payers.flatMap(({ personId, projectId, keyId }) => [personId, projectId, keyId]), ...jobs];
  const books = await checkBooks(rig, { scopeIds, calls: model.calls.map(({ id }) => id) });
  const expected = model.purses();
  for (const name of new Set([...expected.keys(), ...books.keys()])) {
    const [should, is] = [expected.get(name) ?? [0, 0], books.get(name) ?? [0, 0]];
    if (should[0] !== is[0] || should[1] !== is[1])
      throw new Error(`seed ${seed}: ${name} should hold ${should.join(' and ')}, and holds ${is.join(' and ')}`);
  }
  return model.calls.length;
};
