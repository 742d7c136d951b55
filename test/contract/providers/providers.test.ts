/** One contract for every provider, each at a loopback server that speaks as its vendor's documentation says. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { askTypes } from '../../../src/domain/generation/ask.types.ts';
import type { Weather } from '../../kit/vendors/vendor-server.ts';
import { handleOf, look, plainAsk, type Thrown, thrownBy, thrownIn } from './provider-failures.ts';
import { type AnyMaker, finish, type Limits, type Opened, openUnderTest } from './provider-under-test.ts';
import { providersUnderTest } from './providers-under-test.ts';
import { suiteOf } from './work/suites.ts';

beforeEach(() => {
  // Whoever goes out by another door than the one they were given.
  vi.stubGlobal('fetch', () => {
    throw new Error('The global fetch was called.');
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each(providersUnderTest.map((under) => [under.kind.name, under] as const))('%s', (_, under) => {
  let opened: Opened;
  const said: string[] = [];
  beforeAll(async () => {
    opened = await openUnderTest(under);
  });
  afterAll(() => opened.close());

  /** The same for each kind of work, one after the other. */
  const inEach = async (weather: Weather, check: (thrown: Thrown) => void, limits?: Limits): Promise<void> => {
    for (const work of under.works) {
      const thrown = await thrownIn(under, opened, work, weather, limits);
      said.push(thrown.message);
      expect({ work: work.type, model: work.model, weather, thrown }).toMatchObject({
        thrown: { message: expect.any(String) },
      });
      try {
        check(thrown);
      } catch (error) {
        throw new Error(`${work.type} by ${work.model}, ${weather}: ${JSON.stringify(thrown)}`, { cause: error });
      }
    }
  };

  test('VND-20 the contract covers every kind of work that it has, and it says where its knowledge is from (C2)', () => {
    const makes = askTypes.filter((type) => opened.provider.makers[type]);
    expect([...new Set(under.works.map(({ type }) => type))].sort()).toEqual([...makes].sort());
    expect(under.kind.builtFrom.length).toBeGreaterThan(0);
    for (const { url, checkedAt } of under.kind.builtFrom)
      expect([URL.canParse(url) || url.startsWith('npm:'), /^\d{4}-\d\d-\d\d$/.test(checkedAt)]).toEqual([true, true]);
    expect(under.kind.name).toMatch(/^[a-z\d-]+$/);
    expect(under.kind.verifiedLive === false || /^\d{4}-\d\d-\d\d$/.test(under.kind.verifiedLive)).toBe(true);
  });

  test('VND-21 each kind of work is asked for as the vendor’s schema says, and its answer read whole, also by another process (C2)', async () => {
    for (const work of under.works) {
      const suite = suiteOf(work.type);
      for (const { name, ask } of suite.cases(work.can)) {
        try {
          const made = await finish(opened, work, ask);
          await suite.check(made, ask, work.can, (file) => opened.bytesOf(file, work.type));
        } catch (error) {
          throw new Error(`${work.type} by ${work.model}, ${name}: ${opened.vendor.complaints.join('; ')}`, {
            cause: error,
          });
        }
      }
    }
    expect(opened.vendor.complaints).toEqual([]);
  });

  test('VND-22 the key stands in a header of every request and nowhere else (PE5)', () => {
    const { asked, goodKey } = opened.vendor;
    expect(asked.length).toBeGreaterThan(0);
    for (const { path, search, body } of asked) {
      expect(decodeURIComponent(path)).not.toContain(goodKey);
      expect(search.toString()).not.toContain(encodeURIComponent(goodKey));
      expect(Buffer.from(body).includes(goodKey)).toBe(false);
    }
  });

  test('VND-23 a wrong key, an expired one, no credit and no right are told apart, and nothing was taken (C4)', async () => {
    const states: readonly (readonly [
      Weather & ('wrong-key' | 'expired-key' | 'no-credit' | 'forbidden'),
      string,
      string,
    ])[] = [
      ['wrong-key', 'provider-key-wrong', 'wrong'],
      ['expired-key', 'provider-key-expired', 'expired'],
      ['no-credit', 'provider-no-credit', 'no-credit'],
      ['forbidden', 'provider-forbidden', 'forbidden'],
    ];
    const { troubles } = under.words();
    for (const [weather, code, state] of states) {
      if (!troubles[weather]) continue;
      await inEach(weather, (thrown) => expect(thrown).toMatchObject({ code, taken: 'no', charged: 'no' }));
      opened.vendor.weather(weather);
      const verdict = await opened.provider.testKey?.(AbortSignal.timeout(20_000));
      opened.vendor.weather('fine');
      if (verdict) expect(verdict).toMatchObject({ state });
      if (verdict && verdict.state !== 'works') said.push(verdict.says);
    }
    if (under.kind.needsKey === 'yes') {
      const stranger = { ...opened, provider: opened.again('sk-nobody-knows-this-key-0000') };
      for (const work of under.works)
        expect(await thrownBy(() => finish(stranger, work, plainAsk(work)))).toMatchObject({
          code: 'provider-key-wrong',
        });
    }
    expect(await opened.provider.testKey?.(AbortSignal.timeout(20_000))).toMatchObject({ state: 'works' });
  });

  test('VND-24 a refusal for the content is one, whichever way the vendor words it (C6)', async () => {
    if (!under.words().troubles.refused) return;
    await inEach('refused', ({ code }) => expect(code).toBe('provider-refused'));
  });

  test('VND-25 a busy vendor says when to come back, in both forms of Retry-After; a broken one and an unknown model took nothing (C6, PA5)', async () => {
    const busy = { code: 'provider-busy', taken: 'no', charged: 'no' };
    await inEach('busy-seconds', (thrown) => expect(thrown).toMatchObject({ ...busy, retryAfterMs: 7000 }));
    await inEach('busy-date', (thrown) => expect(thrown).toMatchObject({ ...busy, retryAfterMs: 11_000 }));
    await inEach('busy', (thrown) => expect(thrown).toMatchObject(busy));
    await inEach('broken', (thrown) =>
      expect(thrown).toMatchObject({ code: 'provider-failed', taken: 'no', charged: 'no' }),
    );
    await inEach('unknown-model', (thrown) => expect(thrown).toMatchObject({ code: 'provider-rejected', taken: 'no' }));
  });

  test('VND-26 an answer that cannot be read leaves open whether the work was taken: a page, half a body, broken JSON, a wrong length, another shape, a flood (PA5)', async () => {
    const doubt = { code: 'provider-unreadable', taken: 'unknown', charged: 'unknown' };
    const weathers = ['page', 'half', 'malformed', 'wrong-length', 'wrong-shape'] as const;
    for (const weather of weathers) await inEach(weather, (thrown) => expect(thrown).toMatchObject(doubt));
    await inEach('flood', (thrown) => expect(thrown).toMatchObject(doubt), { mostAnswerBytes: 200_000 });
  });

  test('VND-27 a redirect is refused, and where it leads is not asked (PD3)', async () => {
    await inEach('redirect-inside', (thrown) => expect(thrown).toMatchObject({ code: 'url-refused', charged: 'no' }));
    expect(opened.vendor.inside.hits).toBe(0);
  });

  test('VND-28 a cut line leaves it open; a vendor that cannot be reached took nothing (PA5)', async () => {
    const doubt = { code: 'provider-silent', taken: 'unknown', charged: 'unknown' };
    await inEach('cut', (thrown) => expect(thrown).toMatchObject(doubt));
    const gone = await openUnderTest(under);
    await gone.close();
    for (const work of under.works)
      expect(await thrownBy(() => finish(gone, work, plainAsk(work)))).toMatchObject({
        code: 'provider-failed',
        taken: 'no',
      });
  });

  test('VND-29 cancelling ends a request at once', async () => {
    opened.vendor.weather('silence', under.isSubmit);
    const ends = await Promise.all(
      under.works.map((work) => {
        const stop = new AbortController();
        setTimeout(() => stop.abort(), 20);
        const maker = opened.provider.makers[work.type] as AnyMaker;
        return thrownBy(() => maker.start(plainAsk(work), opened.call(work.model, stop.signal)));
      }),
    );
    opened.vendor.weather('fine');
    for (const thrown of ends) expect(thrown).toMatchObject({ code: 'cancelled' });
  });

  test('VND-30 work that is under way outlives bad looks; only the vendor says that it is over (C1)', async () => {
    for (const work of under.works) {
      const handle = await handleOf(opened, work);
      if (handle === undefined) continue;
      for (const weather of ['page', 'broken', 'busy-seconds', 'wrong-key', 'half', 'cut'] as const) {
        opened.vendor.weather(weather);
        const thrown = await thrownBy(() => look(opened, work.type, work.model, handle));
        opened.vendor.weather('fine');
        expect({ weather, ...thrown }).toMatchObject({ taken: 'yes', isOver: false });
      }
      const stage = await look(opened, work.type, work.model, handle);
      expect(stage).toMatchObject({ state: expect.stringMatching(/^(?:under-way|finished)$/) });
      const stranger = await openUnderTest(under);
      const lost = await thrownBy(() => look(stranger, work.type, work.model, handle));
      await stranger.close();
      // Over, or unknown: the desk asks again before it believes that.
      expect([lost.taken, lost.isOver || lost.code === 'provider-rejected']).toEqual(['yes', true]);
      for (const odd of [null, 'x', {}, { id: '../../models' }, { operation: 7 }])
        expect(await thrownBy(() => look(opened, work.type, work.model, odd))).toMatchObject({ taken: 'yes' });
      await (opened.provider.makers[work.type] as AnyMaker).cancel?.(handle, opened.call(work.model));
    }
  });

  test('VND-31 models are found as the vendor lists them', async () => {
    if (!opened.provider.discover) return;
    const found = await opened.provider.discover(AbortSignal.timeout(20_000));
    expect(found.length).toBeGreaterThan(0);
    for (const { id, makes } of found) expect([id.length > 0, askTypes.includes(makes)]).toEqual([true, true]);
    expect(new Set(found.map(({ id, makes }) => `${makes} ${id}`)).size).toBe(found.length);
    opened.vendor.weather('wrong-shape');
    const thrown = await thrownBy(async () => opened.provider.discover?.(AbortSignal.timeout(20_000)));
    opened.vendor.weather('fine');
    expect(thrown).toMatchObject({ code: 'provider-unreadable', taken: 'no' });
  });

  test('VND-22 what it says when something goes wrong is a sentence of at most 500 characters without the key (PE5)', () => {
    expect(said.length).toBeGreaterThan(0);
    for (const message of said) {
      expect(message.length).toBeLessThanOrEqual(500);
      expect(message).toMatch(/[.”…]$/);
      const { goodKey } = opened.vendor;
      const runs = Array.from({ length: goodKey.length - 5 }, (_, at) => goodKey.slice(at, at + 6));
      expect(runs.filter((run) => message.includes(run))).toEqual([]);
    }
  });
});

test('VND-28 silence leaves open whether the work was taken (PA5)', async () => {
  // All wait side by side, long enough that a busy machine has sent its request by then.
  const silences = providersUnderTest.map(async (under) => {
    const opened = await openUnderTest(under);
    opened.vendor.weather('silence', under.isSubmit);
    const hurried = { ...opened, provider: opened.limited({ answersWithinMs: 600 }) };
    const thrown = await Promise.all(under.works.map((work) => thrownBy(() => finish(hurried, work, plainAsk(work)))));
    await opened.close();
    return thrown;
  });
  for (const thrown of (await Promise.all(silences)).flat())
    expect(thrown).toMatchObject({ code: 'provider-silent', taken: 'unknown', charged: 'unknown' });
});
