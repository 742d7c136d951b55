import { describe, expect, it } from 'vitest';
import type { ActionCache, AnswerRecord } from '../ports/action-cache.ts';
import {
  type BuildEvent,
  cancelledByPerson,
  canonicalJson,
  createBuild,
  keyOf,
  PlanEndsHere,
  type Step,
} from './build.ts';

const memoryCache = (): ActionCache & { readonly records: Map<string, AnswerRecord> } => {
  const records = new Map<string, AnswerRecord>();
  return {
    records,
    get: (key) => Promise.resolve(records.get(key)),
    set: (key, record) => Promise.resolve(void records.set(key, record)),
  };
};

type Asked = { readonly word: string };
const countingStep = (run?: Step<Asked, string>['run']): Step<Asked, string> & { readonly asked: string[] } => {
  const asked: string[] = [];
  return {
    asked,
    name: 'shout',
    version: 1,
    model: 'test',
    needs: { cores: 1, memoryMb: 1 },
    label: ({ word }) => `shout ${word}`,
    run: (input, context) => {
      asked.push(input.word);
      return run ? run(input, context) : Promise.resolve(input.word.toUpperCase());
    },
  };
};

const resources = { cores: 2, memoryMb: 100, requests: 1 };
const open = (answers: ActionCache, more: Partial<Parameters<typeof createBuild>[0]> = {}) =>
  createBuild({ mode: 'make', answers, resources, signal: new AbortController().signal, nowMs: () => 0, ...more });

describe('the build', () => {
  it('BLD-1 answers the same question once, however many ask and however often', async () => {
    const answers = memoryCache();
    const step = countingStep();
    const build = open(answers);
    expect(await Promise.all([1, 2, 3].map(() => build.produce(step, { word: 'hush' })))).toEqual([
      'HUSH',
      'HUSH',
      'HUSH',
    ]);
    expect(await open(answers).produce(step, { word: 'hush' })).toBe('HUSH');
    expect(step.asked).toEqual(['hush']);
  });

  it('BLD-2 a key hangs on step, version, model and input, and not on the order of fields', () => {
    const step = countingStep();
    const key = keyOf(step, { word: 'a' });
    expect(keyOf({ ...step, version: 2 }, { word: 'a' })).not.toBe(key);
    expect(keyOf({ ...step, model: 'other' }, { word: 'a' })).not.toBe(key);
    expect(keyOf({ ...step, name: 'other' }, { word: 'a' })).not.toBe(key);
    expect(keyOf(step, { word: 'b' })).not.toBe(key);
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe(
      canonicalJson({ b: [1, { c: 'x', d: null }] }),
    );
    expect(() => canonicalJson({ a: [Number.NaN] })).toThrow('a[0] is NaN');
    expect(() => canonicalJson({ when: new Date(0) })).toThrow('when is an object of a class');
  });

  it('BLD-3 never runs more than the machine holds at once', async () => {
    let running = 0;
    let most = 0;
    const step = countingStep(async ({ word }) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return word;
    });
    const build = open(memoryCache());
    await build.all(Array.from({ length: 20 }, (_, index) => build.produce(step, { word: `w${index}` })));
    expect(most).toBe(2);
  });

  it('BLD-3 what there is only one of is used by one at a time, and others pass the line that waits for it', async () => {
    const order: string[] = [];
    const open_ = new Map<string, () => void>();
    const step = countingStep(({ word }) => {
      order.push(word);
      return new Promise((resolve) => open_.set(word, () => resolve(word)));
    });
    const voice = { ...step, name: 'voice', needs: { cores: 1, memoryMb: 1, only: 'voice' } };
    const build = open(memoryCache());
    const work = build.all([
      build.produce(voice, { word: 'v1' }),
      build.produce(voice, { word: 'v2' }),
      build.produce(step, { word: 'p1' }),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(order).toEqual(['v1', 'p1']);
    open_.get('v1')?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(order).toEqual(['v1', 'p1', 'v2']);
    open_.get('p1')?.();
    open_.get('v2')?.();
    expect(await work).toEqual(['v1', 'v2', 'p1']);
  });

  it('BLD-3 what needs no core of its own does not wait behind what does', async () => {
    let finish: () => void = () => undefined;
    const step = countingStep(({ word }) =>
      word === 'long' ? new Promise((resolve) => (finish = () => resolve(word))) : Promise.resolve(word),
    );
    const free = { ...step, name: 'free', needs: { cores: 0, memoryMb: 1 } };
    const build = open(memoryCache(), { resources: { ...resources, cores: 1 } });
    const work = build.all([
      build.produce(step, { word: 'long' }),
      build.produce(step, { word: 'next' }),
      build.produce(free, { word: 'free' }),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(step.asked).toEqual(['long', 'free']);
    finish();
    await work;
  });

  it('BLD-4 a plan runs nothing and lists what is cached, what would run and what it would cost', async () => {
    const answers = memoryCache();
    const step = { ...countingStep(), price: async () => ({ costMicros: 1500, model: 'a/b', lacksKey: 'a' }) };
    await open(answers).produce(step, { word: 'known' });
    const plan = open(answers, { mode: 'plan' });
    const work = plan.all([
      plan.produce(step, { word: 'known' }),
      plan.produce(step, { word: 'new' }),
      plan.produce(step, { word: 'newer' }),
    ]);
    await expect(work).rejects.toThrow(PlanEndsHere);
    expect(step.asked).toEqual(['known']);
    expect(plan.entries.map((entry) => [entry.label, entry.state, entry.costMicros])).toEqual([
      ['shout known', 'cached', 0],
      ['shout new', 'would-run', 1500],
      ['shout newer', 'would-run', 1500],
    ]);
    expect(plan.entries[1]).toMatchObject({ model: 'a/b', lacksKey: 'a' });
  });

  it('BLD-5 cancelling stops what runs, starts nothing more and keeps what is finished', async () => {
    const answers = memoryCache();
    const cancel = new AbortController();
    const step = countingStep(({ word }, { signal }) =>
      word === 'quick'
        ? Promise.resolve('done')
        : new Promise((_, reject) =>
            signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
          ),
    );
    const build = open(answers, { signal: cancel.signal });
    await build.produce(step, { word: 'quick' });
    const work = build.all(['slow-1', 'slow-2', 'slow-3'].map((word) => build.produce(step, { word })));
    setTimeout(() => cancel.abort(cancelledByPerson()), 20);
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
    expect(step.asked).toEqual(['quick', 'slow-1', 'slow-2']);
    expect(answers.records.size).toBe(1);
  });

  it('BLD-6 one failure stops the others and is the error that is told', async () => {
    const step = countingStep(({ word }, { signal }) =>
      word === 'bad'
        ? Promise.reject(new Error('broken'))
        : new Promise((_, reject) =>
            signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
          ),
    );
    const build = open(memoryCache());
    await expect(
      build.all([build.produce(step, { word: 'slow' }), build.produce(step, { word: 'bad' })]),
    ).rejects.toThrow('broken');
  });

  it('BLD-6 a failure deep inside is the one that is told, whatever those say who were stopped for it', async () => {
    const step = countingStep(({ word }, { signal }) =>
      word === 'dear'
        ? new Promise((_, reject) => setTimeout(() => reject(new Error('the budget is reached')), 10))
        : new Promise((_, reject) => {
            // One stops at once and in its own words, the other takes its time.
            const stopped = (): unknown => setTimeout(() => reject(cancelledByPerson()), word === 'slow' ? 20 : 0);
            signal.addEventListener('abort', stopped, { once: true });
          }),
    );
    const cores = { cores: 4, memoryMb: 1000, requests: 4 };
    const build = open(memoryCache(), { resources: cores });
    const inside = build.all([build.produce(step, { word: 'dear' }), build.produce(step, { word: 'slow' })]);
    const outside = build.produce(step, { word: 'hasty' });
    const ends = await Promise.allSettled([build.all([inside, outside]), outside, inside]);
    expect(ends.map((end) => (end as PromiseRejectedResult).reason.message)).toEqual(
      Array(3).fill('the budget is reached'),
    );
  });

  it('BLD-7 tells what it does: cached, started, progressed, finished', async () => {
    const events: BuildEvent[] = [];
    const answers = memoryCache();
    const step = countingStep((input, context) => {
      context.progress(1, 2);
      return Promise.resolve(input.word);
    });
    await open(answers, { onEvent: (event) => events.push(event) }).produce(step, { word: 'a' });
    await open(answers, { onEvent: (event) => events.push(event) }).produce(step, { word: 'a' });
    expect(events.map((event) => event.type)).toEqual([
      'step-started',
      'step-progressed',
      'step-finished',
      'step-cached',
    ]);
  });
});
