/** Films over the API whose pictures and voices are bought from a vendor on loopback that keeps a bill: prices, budgets, lost calls, cancels (issue 5). */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spendingRoutes } from '../../src/features/spending/spending.ts';
import { claimBlob, storeBytes } from '../../src/features/storage/storage.ts';
import { filmDesk } from '../kit/film-desk.ts';
import { paidPicture } from '../kit/paid/paid-media.ts';
import { fairSky, openPaidVendor, type PaidVendor } from '../kit/paid-vendor.ts';
import { type RenderRig, startRenderRig } from '../kit/render-rig.ts';
import type { Asker } from '../kit/studio.ts';

const script = 'INT. KITCHEN - NIGHT\n\nMARA\nThe mail gets through.\n';
const silentScript = 'EXT. BEACH - DAY\n\nMARA walks along the water.\n\nEXT. PIER - DAY\n\nMARA sits down on a box.\n';
const options = {
  ...{ quality: 'draft', height: 144, fps: '24', captions: 'none' },
  models: { stills: 'paid/still', voices: { model: 'paid/voice', others: ['Ann'] } },
};
const slowClips = { ...options, models: { clips: { model: 'slow/clip', acceptDegraded: true } } };

let rig: RenderRig;
/** Does a thing as often as it is asked, and cannot be asked what it did. */
let vendor: PaidVendor;
/** Takes a minute for every clip. */
let slow: PaidVendor;
/** Nobody has a key for it. */
let keyless: PaidVendor;
beforeAll(async () => {
  const usually = { atOnce: 64, perMinute: 60_000 };
  vendor = await openPaidVendor({ honoursKeys: false, usually });
  slow = await openPaidVendor({ name: 'slow', workMs: 60_000, usually });
  keyless = await openPaidVendor({ name: 'keyless', usually });
  rig = await startRenderRig({
    concurrency: { jobs: 1, segments: 1, calls: 2 },
    place: {
      models: filmDesk({
        vendors: [
          ...[vendor, slow].map(({ kind, url }) => ({ kind, url, secret: 'paid-key-works' })),
          { kind: keyless.kind, url: keyless.url },
        ],
        records: [...vendor.records, ...slow.records, ...keyless.records],
      }),
    },
    routes: ({ database }) => spendingRoutes({ database, clock: { now: Date.now } }),
  });
}, 60_000);
afterAll(async () => {
  await rig?.close();
  await vendor?.close();
  await slow?.close();
  await keyless?.close();
});

const film = (body: object = {}) => ({ projectId: rig.projectId, script, options, ...body });
const estimate = async (by: Asker, body: object = {}): Promise<number> => {
  const { status, body: answer } = await by.ask('post', '/estimate-film', { body: film(body) });
  expect(status, JSON.stringify(answer)).toBe(200);
  return answer.data.costMicros;
};
const start = async (body: object): Promise<string> => {
  const { status, body: answer } = await rig.asEditor.ask('post', '/films', { body: film(body) });
  expect(status, JSON.stringify(answer)).toBe(202);
  return answer.data.jobId;
};
const jobOf = async (jobId: string) => (await rig.asViewer.ask('get', `/jobs/${jobId}`)).body.data;
const becomes = async (jobId: string, state: string, code?: string) => {
  await expect
    .poll(async () => (await jobOf(jobId)).state, { timeout: 120_000, interval: 50 })
    .not.toMatch(/queued|running/);
  const { state: is, error } = await jobOf(jobId);
  expect([is, error?.code], error?.message).toEqual([state, code]);
};
const retry = async (jobId: string): Promise<void> => {
  expect((await rig.asEditor.ask('post', `/jobs/${jobId}/retry`)).status).toBe(200);
};
const setBudget = (jobId: string, budgetMicros: number | null, by: Asker = rig.asEditor) =>
  by.ask('put', `/films/${jobId}/budget`, { body: { budgetMicros } });
/** Through PUT: what is spent and kept free. */
const purseOf = async (jobId: string) => (await setBudget(jobId, null)).body.data;
const callsOf = async (film: string, ...states: readonly string[]) => {
  const { body } = await rig.asEditor.ask('get', `/spending/calls?projectId=${rig.projectId}&limit=100`);
  const calls: readonly { id: string; jobId: string; state: string; costMicros: number; reservedMicros: number }[] =
    body.data.calls;
  return calls.filter(({ jobId, state }) => jobId === film && states.includes(state));
};

describe('films that ask models, over the API', () => {
  it('FLM-42 C5 C9 E9 PA2 says its price, stops at its budget, waits for a person, asks what was lost again, and is made: the ledger is the bill', async () => {
    const price = await estimate(rig.asEditor);
    expect(price).toBeGreaterThan(0);
    expect(vendor.bill).toEqual([]);

    const budgetMicros = price - 1;
    const jobId = await start({ options: { ...options, budgetMicros } });
    await becomes(jobId, 'held', 'budget-reached');
    expect(vendor.billedMicros()).toBeLessThanOrEqual(budgetMicros);
    // Nothing goes on by itself, and not for more money.
    await retry(jobId);
    await becomes(jobId, 'held', 'budget-reached');
    expect(vendor.billedMicros()).toBeLessThanOrEqual(budgetMicros);

    expect((await setBudget(jobId, price, rig.asViewer)).status).toBe(403);
    expect((await setBudget(jobId, price, rig.asOutsider)).status).toBe(404);
    expect((await setBudget(jobId, 2 * price)).body.data).toMatchObject({ limitMicros: 2 * price });
    vendor.sky = ({ what }) => (what === 'submit' ? 'cut' : undefined);
    await retry(jobId);
    await becomes(jobId, 'held', 'charge-unknown');
    vendor.sky = fairSky;
    const lost = await callsOf(jobId, 'unknown');
    expect(lost).not.toEqual([]);
    // Not resolved: it waits.
    await retry(jobId);
    await becomes(jobId, 'held', 'charge-unknown');
    for (const { id } of lost)
      expect(
        (await rig.asEditor.ask('post', `/spending/calls/${id}/resolve`, { body: { charged: 'yes' } })).status,
      ).toBe(200);
    await retry(jobId);
    await becomes(jobId, 'done');
    const { spentMicros, reservedMicros } = await purseOf(jobId);
    expect([spentMicros, reservedMicros]).toEqual([vendor.billedMicros(), 0]);
    const lostMicros = lost.reduce((sum, call) => sum + call.reservedMicros, 0);
    // What was lost was billed, and asked for again by a person's word; nothing else twice.
    expect(spentMicros).toBe(price + lostMicros);

    expect(await estimate(rig.asEditor)).toBe(0);
    const stranger = await rig.newPerson();
    const projectId = await rig.newProject(stranger);
    expect(await estimate(stranger, { projectId })).toBe(price);
    expect((await stranger.ask('post', '/films', { body: film() })).status).toBe(404);
  }, 240_000);

  it('FLM-43 D2 pictures of people are assets of the project; another one is refused at its place, and no job is made', async () => {
    const stranger = await rig.newPerson();
    const theirs = await rig.newProject(stranger);
    const { bytes, mediaType } = paidPicture('Mara');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const blob = { sha256, sizeBytes: bytes.length, mediaType };
    await storeBytes({ database: rig.database, objects: rig.place.objects }, bytes, blob);
    const pictureOf = (projectId: string, by: Asker) =>
      rig.database.asStudio(async (query) => {
        await claimBlob(query, blob.sha256);
        const { id } = await query
          .insertInto('workprint.assets')
          .values({
            ...{
              project_id: projectId,
              owner_id: by.personId,
              blob_hash: blob.sha256,
              bytes: blob.sizeBytes,
              name: 'mara.png',
            },
            ...{ kind: 'image', media_type: 'image/png', state: 'ready', facts: '{}' },
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        return id;
      });
    const [own, foreign] = [await pictureOf(rig.projectId, rig.asOwner), await pictureOf(theirs, stranger)];
    const wish = (...pictures: readonly string[]) => ({
      options: { ...options, models: { ...options.models, identity: { pictures: { MARA: pictures } } } },
    });
    for (const wrong of [foreign, rig.projectId, '../../etc/passwd'])
      for (const path of ['/films', '/estimate-film']) {
        const { status, body } = await rig.asEditor.ask('post', path, { body: film(wish(own, wrong)) });
        expect([status, body.error?.code, body.error?.details?.[0]?.path]).toEqual([
          ...[422, 'models-invalid', 'options.models.identity.pictures.MARA[1]'],
        ]);
      }
    expect(await estimate(rig.asEditor, wish(own))).toBeGreaterThan(0);
    // A likeness is trained from pictures: it is in the price.
    const train = { pictures: { MARA: [own] }, train: 'paid/face', steps: 100 };
    const trained = { options: { ...options, models: { ...options.models, identity: train } } };
    expect((await estimate(rig.asEditor, trained)) - (await estimate(rig.asEditor, wish(own)))).toBe(100 * 2_000);
  });

  it('FLM-65 C5 a film has a price before anybody has a key', async () => {
    const models = { stills: 'keyless/still', clips: { route: 'cheapest', models: ['slow/clip', 'keyless/clip'] } };
    const body = film({ script: silentScript, options: { ...options, models } });
    const { status, body: answer } = await rig.asEditor.ask('post', '/estimate-film', { body });
    expect([status, answer.data?.missingKeys], JSON.stringify(answer)).toEqual([200, ['keyless']]);
    expect(answer.data.costMicros).toBeGreaterThan(0);
  });

  it('FLM-44 PA6 C6 a film that is cancelled leaves nothing open: mid-clip, and while it is held', async () => {
    const openCalls = (jobId: string) => callsOf(jobId, 'intended', 'sent', 'under-way', 'unknown');
    const closes = async (jobId: string): Promise<void> => {
      expect((await rig.asEditor.ask('post', `/jobs/${jobId}/cancel`)).status).toBe(200);
      await expect.poll(async () => (await jobOf(jobId)).state, { timeout: 20_000 }).toBe('cancelled');
      await expect.poll(() => openCalls(jobId), { timeout: 30_000 }).toEqual([]);
      const { reservedMicros } = await purseOf(jobId);
      expect(reservedMicros).toBe(0);
    };
    const running = await start({ script: silentScript, options: slowClips });
    await expect.poll(async () => (await callsOf(running, 'under-way')).length, { timeout: 30_000 }).toBeGreaterThan(0);
    await closes(running);
    expect(slow.requests.cancel).toBeGreaterThan(0);

    const told = slow.requests.cancel;
    const price = await estimate(rig.asEditor, { script: silentScript, options: slowClips });
    const held = await start({ script: silentScript, options: { ...slowClips, budgetMicros: price - 1 } });
    await becomes(held, 'held', 'budget-reached');
    // What the vendor had begun when the other clip was refused; a call that was not sent by then never is.
    const begun = await callsOf(held, 'under-way');
    await closes(held);
    expect(slow.requests.cancel).toBeGreaterThanOrEqual(told + begun.length);
  }, 120_000);
});
