/** The routes of spending over the real router and database. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSpendRig, type SpendRig } from '../../../test/kit/spend-rig.ts';
import { type Answered, type Asker, startTestStudio, type TestStudio } from '../../../test/kit/studio.ts';
import type { CallOutcome, CallRecord } from '../../ports/call-journal.ts';
import type { Payer } from '../../ports/key-ring.ts';
import { csvLines } from './ledger-csv.ts';
import { keepLedger, limitBuild, type ResolvedCall, spendingRoutes } from './spending.ts';

let rig: SpendRig;
let studio: TestStudio;
const clock = { now: () => Date.now() };
const resolved: ResolvedCall[] = [];
beforeAll(async () => {
  rig = await openSpendRig();
  studio = await startTestStudio({
    fresh: rig.fresh,
    routes: ({ database }) =>
      spendingRoutes({ database, clock, resolved: async (_query, call) => void resolved.push(call) }),
  });
});
afterAll(async () => {
  await studio.close();
  await rig.close();
});

const today = new Date().toISOString().slice(0, 10);
const payerOf = (asker: Asker): Payer => ({ personId: asker.personId, projectId: studio.projectId });
const done = (costMicros: number): CallOutcome => ({
  ...{ state: 'done', costMicros, tookMs: 40, usage: { images: 1 } },
  answer: { type: 'image', files: [] },
});
const pay = async (payer: Payer, model: string, reserve: number, cost: number): Promise<CallRecord> => {
  const call = await rig.journal.intend({ ...rig.intent(payer, reserve), model });
  await rig.journal.sent(call.id);
  return rig.journal.settle(call.id, done(cost));
};
const lose = async (payer: Payer, reserve: number, buildId?: string): Promise<CallRecord> => {
  const call = await rig.journal.intend(rig.intent({ ...payer, ...(buildId !== undefined && { buildId }) }, reserve));
  await rig.journal.sent(call.id);
  return rig.journal.settle(call.id, {
    ...{ state: 'unknown', tookMs: 1, error: { code: 'provider-silent', message: 'Nothing came back.' } },
  });
};
const dataOf = async (asker: Asker, path: string): Promise<Answered['body']['data']> => {
  const { status, body } = await asker.ask('get', path);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.data;
};

type Group = { readonly key: string | null; readonly spentMicros: number; readonly calls: number };

test('LED-30 C5 one’s own monthly cap: set, seen with what is left, taken away, and it stops work', async () => {
  const person = await studio.newPerson();
  const projectId = await studio.newProject(person);
  const month = today.slice(0, 7);
  expect(await dataOf(person, '/spending/cap')).toEqual({
    ...{ month, limitMicros: null, spentMicros: 0, reservedMicros: 0, leftMicros: null },
  });
  for (const limitMicros of [-1, 0.5, '5', 2e15])
    expect((await person.ask('put', '/spending/cap', { body: { limitMicros } })).status).toBe(422);
  expect((await person.ask('put', '/spending/cap', { body: { limitMicros: 100 } })).body.data.leftMicros).toBe(100);
  await pay({ personId: person.personId, projectId }, 'paid/painter', 60, 50);
  const open = await rig.journal.intend(rig.intent({ personId: person.personId, projectId }, 30));
  expect(await dataOf(person, '/spending/cap')).toMatchObject({ spentMicros: 50, reservedMicros: 30, leftMicros: 20 });
  const tooMuch = rig.journal.intend(rig.intent({ personId: person.personId, projectId }, 21));
  await expect(tooMuch).rejects.toMatchObject({
    code: 'budget-reached',
    message: expect.stringContaining('PUT /spending/cap'),
  });
  expect((await person.ask('put', '/spending/cap', { body: { limitMicros: 10 } })).body.data.leftMicros).toBe(0);
  expect((await person.ask('delete', '/spending/cap')).body.data.limitMicros).toBeNull();
  await rig.journal.settle(open.id, done(30));
  const audited = await rig.asSuperuser(
    "select action from workprint.audit_log where person_id = $1 and action like 'spending%' order by id",
    [person.personId],
  );
  expect(audited.map(({ action }) => action)).toEqual(['spending-cap-set', 'spending-cap-set', 'spending-cap-removed']);
});

test('LED-2 a refusal counts the calls in doubt, which no waiting gives back', async () => {
  const person = await studio.newPerson();
  const projectId = await studio.newProject(person);
  const of = { personId: person.personId, projectId };
  await rig.asSuperuser('update workprint.projects set budget_micros = 100 where id = $1', [projectId]);
  const tooMuch = () => rig.journal.intend(rig.intent(of, 60));
  await lose(of, 30);
  const told = /1 call is in doubt and keeps \$0\.00003 .*GET \/spending\/calls\?state=unknown&projectId=/;
  await rig.journal.intend(rig.intent(of, 20));
  await expect(tooMuch()).rejects.toMatchObject({ code: 'budget-reached', message: expect.stringMatching(told) });
  await person.ask('put', '/spending/cap', { body: { limitMicros: 80 } });
  await lose(of, 10);
  await expect(tooMuch()).rejects.toThrow(
    /Your own cap .* 2 calls are in doubt and keep \$0\.00004 .*state=unknown lists/,
  );
});

test('LED-31 C5 spending by project, provider, model, day and type, with the budget as it is now', async () => {
  await rig.asSuperuser('update workprint.projects set budget_micros = 5000 where id = $1', [studio.projectId]);
  await pay(payerOf(studio.asOwner), 'paid/painter', 600, 500);
  await pay(payerOf(studio.asEditor), 'paid/speaker', 300, 300);
  const old = await pay(payerOf(studio.asEditor), 'other/painter', 100, 150);
  await rig.asSuperuser("update workprint.ledger_entries set at = at - interval '40 days' where call_id = $1", [
    old.id,
  ]);
  const lost = await lose(payerOf(studio.asEditor), 70);
  const of = `projectId=${studio.projectId}`;
  const keysOf = (data: { readonly groups: readonly Group[] }): unknown[] =>
    data.groups.map(({ key, spentMicros, calls }) => [key, spentMicros, calls]);
  const byModel = await dataOf(studio.asViewer, `/spending?${of}&by=model`);
  expect(byModel).toMatchObject({
    ...{ from: `${today.slice(0, 7)}-01`, to: today, by: 'model', spentMicros: 800 },
    budget: { scope: 'project', limitMicros: 5000, spentMicros: 950, reservedMicros: 70, leftMicros: 3980 },
    unknown: { calls: 1, reservedMicros: 70 },
  });
  expect(keysOf(byModel)).toEqual([
    ['paid/painter', 500, 1],
    ['paid/speaker', 300, 1],
  ]);
  expect(keysOf(await dataOf(studio.asOwner, `/spending?${of}&by=day`))).toEqual([[today, 800, 2]]);
  const all = await dataOf(studio.asOwner, `/spending?${of}&by=provider&from=2020-01-01`);
  expect(keysOf(all)).toEqual([
    ['paid', 800, 2],
    ['other', 150, 1],
  ]);
  const mine = await dataOf(studio.asEditor, '/spending?by=project&from=2020-01-01');
  expect(mine).toMatchObject({
    spentMicros: 450,
    budget: { scope: 'person', limitMicros: null },
    unknown: { calls: 1 },
  });
  expect(mine.groups).toEqual([{ key: studio.projectId, title: 'A film of somebody’s', spentMicros: 450, calls: 2 }]);
  expect((await dataOf(studio.asOutsider, '/spending')).spentMicros).toBe(0);
  expect((await studio.asOutsider.ask('get', `/spending?${of}`)).status).toBe(404);
  expect((await studio.asOwner.ask('get', '/spending?from=2026-02-01&to=2026-01-01')).body.error.details[0].path).toBe(
    'from',
  );
  expect((await studio.asOwner.ask('get', '/spending?from=1999-01-01')).status).toBe(422);
  await rig.asSuperuser('delete from workprint.projects where id = $1', [await spoiled()]);
  expect(keysOf(await dataOf(studio.asViewer, '/spending?by=project'))).toEqual([[null, 9, 1]]);
  await rig.resolve(studio.asEditor.personId, lost.id, 0);
});

/** A project in which the viewer of the other one spent something. */
const spoiled = async (): Promise<string> => {
  const projectId = await studio.newProject(studio.asViewer);
  await pay({ personId: studio.asViewer.personId, projectId }, 'paid/painter', 9, 9);
  return projectId;
};

test('LED-32 C5 the book of calls: in pages, by state, of a project or one’s own, without asks or answers', async () => {
  const payer = await studio.newPerson();
  const projectId = await studio.newProject(payer, [[studio.asViewer, 'viewer']]);
  const of = { personId: payer.personId, projectId };
  const calls = [await pay(of, 'paid/painter', 5, 9), await pay(of, 'paid/speaker', 5, 1), await lose(of, 3)];
  const first = await dataOf(studio.asViewer, `/spending/calls?projectId=${projectId}&limit=2`);
  expect(first.calls.map(({ id }: { readonly id: string }) => id)).toEqual([calls[2]?.id, calls[1]?.id]);
  const rest = await dataOf(studio.asViewer, `/spending/calls?projectId=${projectId}&limit=2&cursor=${first.next}`);
  expect(rest).toMatchObject({
    calls: [
      {
        id: calls[0]?.id,
        model: 'paid/painter',
        reservedMicros: 5,
        costMicros: 9,
        beyondMicros: 4,
        charged: 'yes',
        usage: { images: 1 },
      },
    ],
    next: null,
  });
  expect(JSON.stringify([first, rest])).not.toContain('A harbour');
  const unknown = await dataOf(payer, '/spending/calls?state=unknown');
  expect(unknown.calls).toMatchObject([{ id: calls[2]?.id, charged: 'unknown', error: { code: 'provider-silent' } }]);
  expect((await dataOf(payer, '/spending/calls?state=done')).calls).toHaveLength(2);
  expect((await studio.asOutsider.ask('get', `/spending/calls?projectId=${projectId}`)).status).toBe(404);
});

test('LED-33 C5 a lost charge is resolved by an editor or whoever pays, once, and its job is told', async () => {
  const buildId = await rig.job(payerOf(studio.asEditor));
  const call = await lose(payerOf(studio.asEditor), 70, buildId);
  const path = `/spending/calls/${call.id}/resolve`;
  const yes = { body: { charged: 'yes', micros: 45 } };
  expect((await studio.asOutsider.ask('post', path, yes)).status).toBe(404);
  expect((await studio.asViewer.ask('post', path, yes)).status).toBe(403);
  expect((await studio.withKey(['read', 'write']).ask('post', path, yes)).status).toBe(403);
  const wrong = await studio.asOwner.ask('post', path, { body: { charged: 'no', micros: 1 } });
  expect(wrong).toMatchObject({ status: 422, body: { error: { details: [{ path: 'micros' }] } } });
  const slip = await studio.asOwner.ask('post', path, { body: { charged: 'yes', micros: 701 } });
  expect(slip).toMatchObject({ status: 422, body: { error: { details: [{ path: 'micros' }] } } });
  const answer = await studio.asOwner.ask('post', path, yes);
  expect(answer).toMatchObject({
    ...{
      status: 200,
      body: { data: { state: 'failed', charged: 'yes', costMicros: 45, resolvedBy: studio.asOwner.personId } },
    },
  });
  expect(resolved).toEqual([{ id: call.id, orderKey: call.orderKey, buildId, charged: 'yes' }]);
  expect((await studio.asOwner.ask('post', path, yes)).status).toBe(409);
  const [entry] = await rig.asSuperuser('select detail from workprint.audit_log where subject = $1', [
    `call:${call.id}`,
  ]);
  expect(entry?.['detail']).toEqual({ charged: 'yes', micros: 45 });
  // Whoever pays, also where they are no member any more.
  const gone = await studio.newPerson();
  const projectId = await studio.newProject(gone);
  const left = await lose({ personId: gone.personId, projectId }, 5);
  await rig.asSuperuser('delete from workprint.projects where id = $1', [projectId]);
  const whole = await gone.ask('post', `/spending/calls/${left.id}/resolve`, { body: { charged: 'yes' } });
  expect(whole.body.data).toMatchObject({ projectId: null, costMicros: 5 });
});

test('LED-37 C5 what was said of a lost call is corrected by the owner or whoever pays; of no other call', async () => {
  const projectId = await studio.newProject(studio.asOwner, [
    [studio.asEditor, 'editor'],
    [studio.asViewer, 'viewer'],
  ]);
  const payer = await studio.newPerson();
  const of = { personId: payer.personId, projectId };
  await rig.asSuperuser(
    "insert into workprint.project_members (project_id, person_id, role) values ($1, $2, 'editor')",
    [projectId, payer.personId],
  );
  const call = await lose(of, 70);
  const path = `/spending/calls/${call.id}/correct`;
  const to = (micros: number, confirm?: boolean) => ({ body: { micros, ...(confirm && { confirm }) } });
  expect((await studio.asOwner.ask('post', path, to(5))).body.error).toMatchObject({ code: 'conflict' });
  const said = { body: { charged: 'yes', micros: 9_999_999, confirm: true } };
  expect((await studio.asEditor.ask('post', `/spending/calls/${call.id}/resolve`, said)).status).toBe(200);
  expect((await studio.asEditor.ask('post', path, to(5))).status).toBe(403);
  expect((await studio.asViewer.ask('post', path, to(5))).status).toBe(403);
  expect((await studio.asOutsider.ask('post', path, to(5))).status).toBe(404);
  expect((await studio.asOwner.ask('post', path, to(701))).body.error).toMatchObject({ details: [{ path: 'micros' }] });
  const corrected = await studio.asOwner.ask('post', path, to(45));
  expect(corrected.body.data).toMatchObject({ costMicros: 45, charged: 'yes', resolvedBy: studio.asOwner.personId });
  expect((await payer.ask('post', path, to(0))).body.data).toMatchObject({ costMicros: 0, charged: 'no' });
  expect((await payer.ask('post', path, to(701, true))).body.data).toMatchObject({ costMicros: 701 });
  expect(await rig.ledger(call.id)).toEqual([
    ...['reserve 70', 'commit 70', 'excess 9999929'],
    ...['correct -9999954', 'correct -45', 'commit 0', 'correct 701'],
  ]);
  expect((await dataOf(payer, `/spending?projectId=${projectId}`)).spentMicros).toBe(701);
  const entries = await rig.asSuperuser(
    "select detail from workprint.audit_log where subject = $1 and action = 'charge-corrected' order by id",
    [`call:${call.id}`],
  );
  expect(entries[0]?.['detail']).toEqual({ fromMicros: 9_999_999, micros: 45 });
  const paid = await pay(of, 'paid/painter', 100, 50);
  expect((await payer.ask('post', `/spending/calls/${paid.id}/correct`, to(1))).status).toBe(409);
});

test('LED-34 C5 drift: what a vendor billed beside what was expected, by model', async () => {
  const payer = await studio.newPerson();
  const of = { personId: payer.personId, projectId: await studio.newProject(payer) };
  for (const cost of [50, 100, 300]) await pay(of, 'paid/painter', 100, cost);
  await pay(of, 'paid/speaker', 10, 3);
  await pay(of, 'local/writer', 0, 0);
  expect((await dataOf(payer, '/spending/drift')).models).toEqual([
    {
      model: 'paid/painter',
      calls: 3,
      estimatedMicros: 300,
      costMicros: 450,
      beyondCalls: 1,
      medianRatio: 1,
      worstRatio: 3,
    },
    {
      model: 'paid/speaker',
      calls: 1,
      estimatedMicros: 10,
      costMicros: 3,
      beyondCalls: 0,
      medianRatio: 0.3,
      worstRatio: 0.3,
    },
    {
      model: 'local/writer',
      calls: 1,
      estimatedMicros: 0,
      costMicros: 0,
      beyondCalls: 0,
      medianRatio: null,
      worstRatio: null,
    },
  ]);
});

test('LED-35 C5 the ledger as CSV: every line in order, and no cell runs in a spreadsheet', async () => {
  const payer = await studio.newPerson();
  const projectId = await studio.newProject(payer, [[studio.asViewer, 'viewer']]);
  const call = await pay({ personId: payer.personId, projectId }, 'paid/=cmd("x"),y', 1_500_000, 1_250_000);
  const response = await studio.asViewer.fetch(`/api/v1/spending/export?projectId=${projectId}`);
  expect(response.headers.get('content-type')).toContain('text/csv');
  const lines = (await response.text()).split('\r\n');
  expect(lines[0]).toBe('at,month,kind,dollars,micros,provider,model,type,call,project,person,job,key');
  expect(lines.slice(1, -1).map((line) => line.split(',').slice(2, 5).join())).toEqual([
    ...['reserve,1.50,1500000', 'commit,1.25,1250000', 'release,0.25,250000'],
  ]);
  expect(lines[1]).toContain(`,paid,"'=cmd(""x""),y",text,${call.id},${projectId},${payer.personId},${call.orderKey},`);
  const jobId = randomUUID();
  const made = await rig.journal.intend({
    ...rig.intent({ personId: payer.personId, projectId }, 5),
    orderKey: `${jobId}:2`,
  });
  const [entry] = (await dataOf(payer, `/spending/calls?projectId=${projectId}`)).calls;
  expect(entry).toMatchObject({ id: made.id, jobId });
  const csv = await (await payer.fetch(`/api/v1/spending/export?projectId=${projectId}`)).text();
  expect(csv).toContain(`${made.id},${projectId},${payer.personId},${jobId},`);
  const sample = {
    id: 1,
    at: new Date(0),
    kind: 'correct',
    micros: -5,
    period: '2026-11',
    provider: '+1',
    model: '\t@x',
  };
  const none = {
    type: 'text',
    call_id: null,
    project_id: null,
    person_id: null,
    build_id: null,
    key_id: null,
    order_key: null,
  };
  expect(csvLines([{ ...sample, ...none }])).toBe(
    "1970-01-01T00:00:00.000Z,2026-11,correct,-0.000005,-5,'+1,'\t@x,text,,,,,\r\n",
  );
  expect((await studio.asOutsider.fetch(`/api/v1/spending/export?projectId=${projectId}`)).status).toBe(404);
});

test('LED-2 what a job may spend is said by who may start work in its project, and by nobody else', async () => {
  const buildId = await rig.job(payerOf(studio.asEditor));
  const limit = (asker: Asker) => rig.database.asPerson(asker.personId, (query) => limitBuild(query, buildId, 10));
  await expect(limit(studio.asOutsider)).rejects.toMatchObject({ code: '42501' });
  await expect(limit(studio.asViewer)).rejects.toMatchObject({ code: '42501' });
  await limit(studio.asEditor);
  const over = rig.journal.intend(rig.intent({ ...payerOf(studio.asEditor), buildId }, 11));
  await expect(over).rejects.toMatchObject({ budget: { scope: 'build', limitMicros: 10 } });
});

test('LED-36 what nobody comes back for is given up: unsent money is free again, silence is a question; what is nobody’s goes', async () => {
  const payer = await rig.payer();
  const queued = await rig.payer();
  const awaited = await rig.journal.intend({ ...rig.intent(queued, 1), orderKey: `${await rig.job(queued)}:2` });
  const [unsent, silent, answered, young] = [
    await rig.journal.intend(rig.intent(payer, 1)),
    await rig.journal.intend(rig.intent(payer, 2)),
    await pay(payer, 'paid/painter', 4, 4),
    await rig.journal.intend(rig.intent(payer, 8)),
  ];
  await rig.journal.sent(silent.id);
  const ageing =
    "update workprint.provider_calls set created_at = now() - interval '25 h', sent_at = sent_at - interval '49 h' where id = any($1)";
  await rig.asSuperuser(ageing, [[unsent.id, silent.id, answered.id, awaited.id]]);
  await rig.asSuperuser(
    "insert into workprint.provider_notices (provider, event_id, at) values ('paid', $1, now() - interval '8 days'), ('paid', $2, now())",
    [...[`old ${payer.personId}`, `new ${payer.personId}`]],
  );
  expect(await keepLedger(rig.database)).toBeGreaterThanOrEqual(2);
  const states = async (): Promise<unknown[]> =>
    (
      await rig.asSuperuser('select state from workprint.provider_calls where person_id = $1 or id = $2 order by id', [
        payer.personId,
        silent.id,
      ])
    ).map(({ state }) => state);
  expect(await states()).toEqual(['failed', 'unknown', 'done', 'intended']);
  expect(await rig.purses(payer)).toEqual({ project: [10, 4], person: [10, 4] });
  expect(
    await rig.asSuperuser("select event_id from workprint.provider_notices where event_id like '%' || $1", [
      payer.personId,
    ]),
  ).toEqual([{ event_id: `new ${payer.personId}` }]);
  expect((await rig.journal.calls(awaited.orderKey))[0]?.state).toBe('intended');
  // The project goes, then the person: what they asked goes with them, the unknown charge is taken for one.
  await rig.asSuperuser('delete from workprint.projects where id = $1', [payer.projectId]);
  await keepLedger(rig.database);
  expect(await states()).toEqual(['unknown', 'intended']);
  await rig.journal.settle(young.id, done(8));
  await rig.asSuperuser('delete from workprint.people where id = $1', [payer.personId]);
  await keepLedger(rig.database);
  await keepLedger(rig.database);
  expect(await rig.journal.calls(silent.orderKey)).toEqual([]);
  const gone = rig.journal.settle(silent.id, done(1));
  await expect(gone).rejects.toMatchObject({ code: 'gone' });
  expect(
    await rig.asSuperuser(
      'select count(*)::int as count from workprint.ledger_entries where project_id is null and person_id is null',
    ),
  ).toEqual([{ count: 0 }]);
});
