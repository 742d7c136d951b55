/** The journal on a real database: what it writes, what it refuses, what is left after deletions. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSpendRig, type SpendRig } from '../../../test/kit/spend-rig.ts';
import type { CallOutcome } from '../../ports/call-journal.ts';
import { intendIn, limitBuild, releaseUnsent } from './spending.ts';

let rig: SpendRig;
beforeAll(async () => {
  rig = await openSpendRig();
});
afterAll(() => rig.close());

const done = (costMicros: number, text = 'a harbour at dawn'): CallOutcome => ({
  ...{ state: 'done', costMicros, tookMs: 12, usage: { outputTokens: 3 } },
  answer: { type: 'text', files: [], text },
});
const failed = (costMicros = 0): CallOutcome => ({
  ...{ state: 'failed', costMicros, tookMs: 5 },
  error: { code: 'provider-failed', message: 'The vendor broke.' },
});

test('LED-1 LED-3 a call is reserved at its most and booked at its cost; the rest is free again', async () => {
  const payer = await rig.payer({ budgetMicros: 1000 });
  const call = await rig.journal.intend(rig.intent(payer, 700));
  expect(call).toMatchObject({ place: 1, state: 'intended', model: 'paid/painter', reserveMicros: 700, costMicros: 0 });
  expect(await rig.purses(payer)).toEqual({ project: [700, 0], person: [700, 0] });
  await expect(rig.journal.intend(rig.intent(payer, 301))).rejects.toMatchObject({
    code: 'budget-reached',
    message: expect.stringContaining('$0.0003 is left'),
    budget: { scope: 'project', limitMicros: 1000, reservedMicros: 700, spentMicros: 0, wantedMicros: 301 },
  });
  expect(await rig.journal.sent(call.id)).toBe(true);
  expect(await rig.journal.settle(call.id, done(450))).toMatchObject({
    state: 'done',
    costMicros: 450,
    charged: 'yes',
  });
  expect(await rig.purses(payer)).toEqual({ project: [0, 450], person: [0, 450] });
  expect(await rig.ledger(call.id)).toEqual(['reserve 700', 'commit 450', 'release 250']);
  const second = await rig.journal.settle(call.id, failed(99));
  expect(second).toMatchObject({ state: 'done', costMicros: 450 });
  expect(await rig.purses(payer)).toEqual({ project: [0, 450], person: [0, 450] });
});

test('LED-4 what a vendor bills beyond the reservation is booked in full and stands in the ledger as such', async () => {
  const payer = await rig.payer({ budgetMicros: 1000 });
  const call = await rig.journal.intend(rig.intent(payer, 400));
  await rig.journal.sent(call.id);
  await rig.journal.settle(call.id, done(1500));
  expect(await rig.purses(payer)).toEqual({ project: [0, 1500], person: [0, 1500] });
  expect(await rig.ledger(call.id)).toEqual(['reserve 400', 'commit 400', 'excess 1100']);
  await expect(rig.journal.intend(rig.intent(payer, 1))).rejects.toMatchObject({ code: 'budget-reached' });
  expect((await rig.journal.intend(rig.intent(payer, 0))).state).toBe('intended');
});

test('LED-5 a call is sent once; what was not taken after all can be sent again', async () => {
  const call = await rig.journal.intend(rig.intent(await rig.payer(), 5));
  const tries = await Promise.all(Array.from({ length: 8 }, () => rig.journal.sent(call.id)));
  expect(tries.filter(Boolean)).toHaveLength(1);
  await rig.journal.notSent(call.id);
  expect((await rig.journal.calls(call.orderKey))[0]?.state).toBe('intended');
  expect(await rig.journal.sent(call.id)).toBe(true);
  await rig.journal.underWay(call.id, { id: 'w1' }, 'w1');
  expect(await rig.journal.sent(call.id)).toBe(false);
  await rig.journal.notSent(call.id);
  expect((await rig.journal.calls(call.orderKey))[0]).toMatchObject({ state: 'under-way', handle: { id: 'w1' } });
});

test('LED-6 a wish has one open call, whoever asks for it at the same moment', async () => {
  const payer = await rig.payer({ budgetMicros: 100 });
  const intent = rig.intent(payer, 60);
  const calls = await Promise.all(Array.from({ length: 6 }, () => rig.journal.intend(intent)));
  expect(new Set(calls.map(({ id }) => id)).size).toBe(1);
  expect(await rig.purses(payer)).toEqual({ project: [60, 0], person: [60, 0] });
  await rig.journal.settle(calls[0]?.id ?? '', failed());
  expect(await rig.journal.intend(intent)).toMatchObject({ place: 2, state: 'intended' });
});

test('LED-7 equal requests are found in the same project only: the newest answer, else the oldest that is open, never one’s own', async () => {
  const [payer, other] = [await rig.payer(), await rig.payer()];
  const requestKey = randomUUID();
  const make = async (of: typeof payer, more: object = {}) =>
    rig.journal.intend({ ...rig.intent(of, 1), requestKey, ...more });
  const first = await make(payer);
  const second = await make(payer);
  await make(other);
  const found = async (except?: string) => (await rig.journal.equal(requestKey, payer, except))?.id;
  expect(await found()).toBe(first.id);
  expect(await found(first.orderKey)).toBe(second.id);
  await rig.journal.settle(second.id, done(1));
  expect(await found()).toBe(second.id);
  const fresh = await make(payer, { isFresh: true });
  await rig.journal.settle(fresh.id, done(1));
  expect(await found()).toBe(second.id);
  await rig.journal.settle(first.id, done(0));
  expect(await rig.journal.equal(requestKey, payer)).toMatchObject({ id: second.id });
  expect((await rig.journal.calls(first.orderKey))[0]).toMatchObject({ isShared: true, charged: 'no' });
});

test('LED-8 an unknown charge keeps its money; what is learned later is booked, also after a person had spoken', async () => {
  const payer = await rig.payer({ budgetMicros: 100 });
  const call = await rig.journal.intend(rig.intent(payer, 80));
  await rig.journal.sent(call.id);
  const error = { code: 'provider-silent', message: 'No answer came.' };
  await rig.journal.settle(call.id, { state: 'unknown', error, tookMs: 90_000 });
  expect(await rig.purses(payer)).toEqual({ project: [80, 0], person: [80, 0] });
  await expect(rig.journal.intend(rig.intent(payer, 21))).rejects.toMatchObject({ code: 'budget-reached' });
  const resolved = await rig.resolve(payer.personId, call.id, 0);
  expect(resolved).toMatchObject({ state: 'failed', charged: 'no' });
  expect(await rig.purses(payer)).toEqual({ project: [0, 0], person: [0, 0] });
  // The answer came after all.
  expect(await rig.journal.settle(call.id, done(70))).toMatchObject({ state: 'done', costMicros: 70 });
  expect(await rig.ledger(call.id)).toEqual(['reserve 80', 'release 80', 'commit 0', 'correct 70']);
  expect(await rig.purses(payer)).toEqual({ project: [0, 70], person: [0, 70] });
  expect(await rig.journal.settle(call.id, failed(5))).toMatchObject({ state: 'done', costMicros: 70 });
});

test('LED-2 every budget holds: of the job, the key, the person and the project; the tightest is named', async () => {
  const payer = await rig.payer({ budgetMicros: 1000, capMicros: 500, keyCapMicros: 300 });
  const buildId = await rig.job(payer);
  await rig.database.asPerson(payer.personId, (query) => limitBuild(query, buildId, 100));
  const full = { ...rig.intent(payer, 101), payer: { ...payer, buildId }, keyId: payer.keyId };
  const scopeOf = async (intent: object): Promise<unknown> =>
    rig.journal.intend({ ...full, orderKey: randomUUID(), ...intent }).then(
      () => 'let in',
      (error: { budget?: { scope: string } }) => error.budget?.scope,
    );
  expect(await scopeOf({})).toBe('build');
  expect(await scopeOf({ payer, reserveMicros: 301 })).toBe('key');
  expect(await scopeOf({ payer, keyId: undefined, reserveMicros: 501 })).toBe('person');
  expect(await scopeOf({ payer, keyId: undefined, reserveMicros: 1001 })).toBe('person');
  await rig.cap(payer.personId, undefined);
  expect(await scopeOf({ payer, keyId: undefined, reserveMicros: 1001 })).toBe('project');
  expect(await scopeOf({ reserveMicros: 100 })).toBe('let in');
  expect(await rig.purses({ ...payer, buildId })).toEqual({
    ...{ build: [100, 0], key: [100, 0], person: [100, 0], project: [100, 0] },
  });
  expect(await scopeOf({ reserveMicros: 1 })).toBe('build');
});

test('LED-9 nobody reserves in another’s name, where they may not start work, or with a key that is not theirs to use', async () => {
  const [payer, other] = [await rig.payer({ keyCapMicros: 1 }), await rig.payer()];
  const asPerson = (personId: string, intent: object) =>
    rig.database.asPerson(personId, (query) => intendIn(query, { ...rig.intent(payer, 1), ...intent }));
  expect(await asPerson(payer.personId, {})).toMatchObject({ state: 'intended' });
  await expect(asPerson(other.personId, {})).rejects.toMatchObject({ code: '42501' });
  await expect(asPerson(other.personId, { payer: { ...payer, personId: other.personId } })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(asPerson(other.personId, { payer: other, keyId: payer.keyId })).rejects.toMatchObject({
    code: 'key-missing',
  });
  await rig.asSuperuser('update workprint.provider_keys set project_id = $1 where id = $2', [
    other.projectId,
    payer.keyId,
  ]);
  await expect(asPerson(other.personId, { payer: other, keyId: payer.keyId })).rejects.toMatchObject({
    code: 'key-missing',
  });
  await rig.asSuperuser(
    "insert into workprint.project_members (project_id, person_id, role) values ($1, $2, 'editor')",
    [other.projectId, payer.personId],
  );
  expect(await asPerson(other.personId, { payer: other, keyId: payer.keyId })).toMatchObject({ keyId: payer.keyId });
  await rig.bin(payer.projectId);
  await expect(asPerson(payer.personId, {})).rejects.toMatchObject({ code: 'gone' });
  const settle = (personId: string) =>
    rig.database.asPerson(personId, (query) =>
      sql`select workprint.settle_spend(${randomUUID()}::uuid, '{}'::jsonb)`.execute(query),
    );
  await expect(settle(payer.personId)).rejects.toMatchObject({ code: '42501' });
  const late = await rig.payer();
  const call = await rig.journal.intend(rig.intent(late, 1));
  await rig.journal.settle(call.id, { state: 'unknown', error: { code: 'provider-silent', message: 'x' }, tookMs: 1 });
  await expect(rig.resolve(other.personId, call.id, 0)).rejects.toMatchObject({ code: '42501' });
});

test('LED-10 a reservation of last month is booked in last month', async () => {
  const payer = await rig.payer({ capMicros: 100 });
  const call = await rig.journal.intend(rig.intent(payer, 90));
  await rig.monthPasses(payer);
  expect(await rig.purses(payer, '2020-01')).toEqual({ project: [90, 0], person: [90, 0] });
  await rig.journal.intend(rig.intent(payer, 80));
  await rig.journal.sent(call.id);
  await rig.journal.settle(call.id, done(60));
  expect(await rig.purses(payer, '2020-01')).toEqual({ project: [80, 60], person: [0, 60] });
  expect(await rig.purses(payer)).toEqual({ project: [80, 60], person: [80, 0] });
});

test('LED-11 what is under way when its project or its person goes is booked all the same; purses go with what they belong to', async () => {
  const payer = await rig.payer({ keyCapMicros: 1000 });
  const call = await rig.journal.intend({ ...rig.intent(payer, 50), keyId: payer.keyId });
  await rig.journal.sent(call.id);
  await rig.asSuperuser('delete from workprint.projects where id = $1', [payer.projectId]);
  expect(await rig.purses(payer)).toEqual({ person: [50, 0], key: [50, 0] });
  await rig.asSuperuser('delete from workprint.provider_keys where id = $1', [payer.keyId]);
  expect(await rig.journal.settle(call.id, done(40))).toMatchObject({ state: 'done' });
  expect(await rig.purses(payer)).toEqual({ person: [0, 40] });
  expect(
    await rig.database.asPerson(payer.personId, (query) =>
      query.selectFrom('workprint.ledger_entries').select(['kind', 'micros', 'project_id']).orderBy('id').execute(),
    ),
  ).toEqual([
    { kind: 'reserve', micros: 50, project_id: null },
    { kind: 'commit', micros: 40, project_id: null },
    { kind: 'release', micros: 10, project_id: null },
  ]);
  await rig.database.asPerson(payer.personId, (query) => sql`select workprint.delete_account()`.execute(query));
  expect(await rig.purses(payer)).toEqual({});
});

test('LED-11 ACC-33 what somebody generated and paid for in a project of others stays with it when they leave', async () => {
  const [owner, guest] = [await rig.payer(), await rig.payer()];
  await rig.asSuperuser(
    "insert into workprint.project_members (project_id, person_id, role) values ($1, $2, 'editor')",
    [owner.projectId, guest.personId],
  );
  const payer = { personId: guest.personId, projectId: owner.projectId };
  const jobId = await rig.job(payer);
  await rig.asSuperuser(
    "insert into workprint.generations (project_id, person_id, job_id, type, asked, prompt) values ($1, $2, $3, 'text', '{}', 'A harbour.')",
    [owner.projectId, guest.personId, jobId],
  );
  const [over, open] = [
    await rig.journal.intend(rig.intent(payer, 30)),
    await rig.journal.intend(rig.intent(payer, 50)),
  ];
  await rig.journal.settle(over.id, done(20));
  await rig.database.asPerson(guest.personId, (query) => sql`select workprint.delete_account()`.execute(query));
  await rig.journal.settle(open.id, done(40));
  expect(await rig.purses(owner)).toEqual({ project: [0, 60] });
  const kept = await rig.asSuperuser('select person_id from workprint.generations where job_id = $1', [jobId]);
  expect(kept).toEqual([{ person_id: owner.personId }]);
  const lines = await rig.database.asPerson(owner.personId, (query) =>
    query.selectFrom('workprint.ledger_entries').select(['kind', 'person_id']).where('call_id', '=', open.id).execute(),
  );
  expect(lines).toEqual(['reserve', 'commit', 'release'].map((kind) => ({ kind, person_id: null })));
});

test('LED-12 answers are kept whatever a vendor put into them, and their bytes are named with them', async () => {
  const payer = await rig.payer();
  const hash = 'ab'.repeat(32);
  await rig.asSuperuser(
    "insert into workprint.blobs (hash, bytes, media_type, orphaned_at) values ($1, 3, 'image/png', now()) on conflict do nothing",
    [hash],
  );
  const call = await rig.journal.intend(rig.intent(payer, 5));
  await rig.journal.sent(call.id);
  const settled = await rig.journal.settle(call.id, {
    ...{ state: 'done', costMicros: 5, tookMs: 1, usage: {} },
    answer: {
      type: 'image',
      text: 'nul \0 and half \ud800',
      object: JSON.parse('{"a\\u0000b": ["\\udc00"], "__proto__": 1}'),
      files: [{ sha256: hash, sizeBytes: 3, mediaType: 'image/png' }],
    },
  });
  expect(settled.answer?.text).toBe('nul  and half \ufffd');
  expect(JSON.stringify(settled.answer?.object)).toBe('{"ab":["\ufffd"],"__proto__":1}');
  const named = await rig.asSuperuser(
    'select orphaned_at from workprint.blobs join workprint.provider_call_blobs on blob_hash = hash where call_id = $1',
    [call.id],
  );
  expect(named).toEqual([{ orphaned_at: null }]);
  const deep = await rig.journal.intend(rig.intent(payer, 5));
  const object = JSON.parse('['.repeat(5000) + ']'.repeat(5000));
  await expect(
    rig.journal.settle(deep.id, {
      state: 'done',
      costMicros: 1,
      tookMs: 1,
      usage: {},
      answer: { type: 'text', files: [], object },
    }),
  ).rejects.toMatchObject({ code: 'provider-unreadable' });
});

test('LED-13 a job that is cancelled while it waits gives its money back', async () => {
  const payer = await rig.payer();
  const waiting = await rig.journal.intend(rig.intent(payer, 9));
  expect(await rig.database.asStudio((query) => releaseUnsent(query, waiting.orderKey))).toBe(1);
  expect(await rig.journal.sent(waiting.id)).toBe(false);
  expect(await rig.purses(payer)).toEqual({ project: [0, 0], person: [0, 0] });
  const sent = await rig.journal.intend(rig.intent(payer, 9));
  await rig.journal.sent(sent.id);
  expect(await rig.database.asStudio((query) => releaseUnsent(query, sent.orderKey))).toBe(0);
});

test('LED-14 what was spent is counted once, by provider, model and type; medians are of calls that were sent', async () => {
  const payer = await rig.payer();
  const told: unknown[] = [];
  const journal = rig.journalWith({ spent: (facts) => told.push(facts) });
  const model = `paid/by/${randomUUID()}`;
  for (const tookMs of [10, 30, 20]) {
    const call = await journal.intend({ ...rig.intent(payer, 9), model });
    await journal.sent(call.id);
    await journal.settle(call.id, { ...done(7), tookMs } as CallOutcome);
    await journal.settle(call.id, done(7));
  }
  const shared = await journal.intend({ ...rig.intent(payer, 9), model });
  await journal.settle(shared.id, done(0));
  expect(told).toEqual(
    Array.from({ length: 3 }, () => ({ provider: 'paid', model: model.slice(5), type: 'text', micros: 7 })),
  );
  expect(await journal.speeds([model, 'paid/nobody'])).toEqual(new Map([[model, 20]]));
});
