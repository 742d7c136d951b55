import { describe, expect, test } from 'vitest';
import type { Usage } from '../../generation/answer.types.ts';
import type { Ask, Reference } from '../../generation/ask.types.ts';
import { pick, type Random, seededRandom } from '../../random.ts';
import { costOf, modelCatalog, nameOf, type Quote, quoteAsk } from '../catalog.ts';
import type { ModelRecord, Sku } from '../model.types.ts';

const media = { sha256: 'a'.repeat(64), sizeBytes: 1000, mediaType: 'application/octet-stream' };
const file = (kind: Reference['kind'], more: Partial<Reference> = {}): Reference => ({
  role: 'reference',
  kind,
  media,
  ...more,
});
const speech = (words: string): Ask => ({ type: 'speech', text: words, voice: 'a' });
const lipsync = (face: Partial<Reference>, seconds: number): Ask => ({
  type: 'lipsync',
  face: file('video', { role: 'source', ...face }),
  voice: file('audio', { role: 'source', seconds }),
});

describe('CAT-19 costs within what was asked stay within the quote', () => {
  const words = (random: Random, most: number): string =>
    pick(random, ['Mara ', 'é', '雪', '🦄', 'x']).repeat(Math.floor(random() ** 3 * most));
  const some = <T>(random: Random, value: T): T | undefined => (random() < 0.5 ? value : undefined);
  const whole = (random: Random, most: number): number => Math.floor(random() * (most + 1));
  const only = <T extends object>(fields: T): T =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

  const askFor = (random: Random, { makes, takes, limits }: ModelRecord): Ask => {
    const pictures = takes.includes('image')
      ? some(
          random,
          Array.from({ length: whole(random, 6) }, () =>
            file('image', { width: 1 + whole(random, 4000), height: 1 + whole(random, 3000) }),
          ),
        )
      : undefined;
    const clips =
      takes.includes('video') && makes === 'video'
        ? some(random, [file('video', { seconds: 1 + whole(random, 20) })])
        : undefined;
    const references = pictures || clips ? [...(pictures ?? []), ...(clips ?? [])] : undefined;
    const resolution = some(random, pick(random, limits.resolutions ?? ['720p']));
    switch (makes) {
      case 'text':
        return only({
          type: 'text',
          prompt: words(random, 80_000),
          maxOutputTokens: 1 + whole(random, 100_000),
          system: some(random, words(random, 5000)),
          references: pictures,
        }) as Ask;
      case 'image': {
        const size =
          random() < 0.4
            ? { width: 16 * (1 + whole(random, 240)), height: 16 * (1 + whole(random, 240)) }
            : { resolution };
        return only({
          type: 'image',
          prompt: words(random, 3000),
          count: 1 + whole(random, 4),
          quality: some(random, pick(random, limits.qualities ?? ['high'])),
          references,
          ...size,
        }) as Ask;
      }
      case 'video':
        return only({
          type: 'video',
          prompt: words(random, 3000),
          durationSeconds: 1 + whole(random, 290) / 10,
          resolution,
          audio: some(random, random() < 0.5),
          references,
        }) as Ask;
      case 'speech':
        return speech(words(random, 4000));
      case 'sound':
        return only({ type: 'sound', prompt: 'boom', durationSeconds: some(random, 0.5 + random() * 29) }) as Ask;
      case 'transcript':
        return { type: 'transcript', audio: file('audio', { seconds: random() * 600 }) };
      case 'lipsync':
        return lipsync(
          {
            kind: takes.includes('video') ? 'video' : 'image',
            seconds: random() * 60,
            fps: pick(random, [24, 25, 29.97, 50, 60]),
          },
          random() * 60,
        );
      case 'lora':
        return { type: 'lora', examples: [], triggerWord: 'x', steps: 1 + whole(random, 4000) };
    }
  };

  /** Counts a vendor may report that are within what was quoted. */
  const usageWithin = (random: Random, ask: Ask, quote: Extract<Quote, { micros: number }>): Usage => {
    const of = (name: string): number =>
      quote.lines.filter(({ what }) => what === name).reduce((sum, { quantity }) => sum + quantity, 0);
    const [textIn, imageIn, beside] = [of('what goes in: text'), of('what goes in: image'), of('words beside it')];
    const work = quote.lines.find(({ what }) => what === 'what is made');
    const madeTokens = work?.unit === 'million-output-tokens' ? whole(random, work.quantity) : undefined;
    const image = whole(random, imageIn);
    const besideTokens = whole(random, beside);
    const inputTokens = textIn + imageIn > 0 ? whole(random, textIn) + image : undefined;
    return only({
      inputTokens,
      cachedInputTokens: inputTokens === undefined ? undefined : some(random, whole(random, inputTokens)),
      imageInputTokens: imageIn > 0 ? image : undefined,
      outputTokens: madeTokens === undefined ? (beside > 0 ? besideTokens : undefined) : madeTokens + besideTokens,
      imageOutputTokens:
        ask.type === 'image' && (beside > 0 || madeTokens !== undefined) ? (madeTokens ?? 0) : undefined,
      videoOutputTokens: ask.type === 'video' && madeTokens !== undefined ? madeTokens : undefined,
      seconds:
        ask.type === 'video'
          ? some(random, random() * ask.durationSeconds)
          : ask.type === 'transcript'
            ? some(random, random() * (ask.audio.seconds ?? 0))
            : undefined,
      images: ask.type === 'image' ? some(random, whole(random, ask.count)) : undefined,
      characters: ask.type === 'speech' ? some(random, whole(random, ask.text.length)) : undefined,
      steps: ask.type === 'lora' ? some(random, whole(random, ask.steps)) : undefined,
    }) as Usage;
  };

  const byTokens = ({ unit }: { unit: Sku['unit'] }): boolean => unit.startsWith('million');

  test('CAT-19 C5 10,000 random requests x counts (seed 42): cost ≤ quote; billed as asked, equal', () => {
    const random = seededRandom('price', 42);
    const records = modelCatalog.records.filter(({ prices }) => prices !== null);
    const seen = { priced: 0, equal: 0, told: 0 };
    for (let round = 0; round < 10_000; round++) {
      const record = records[round % records.length] as ModelRecord;
      const ask = askFor(random, record);
      const day = pick(random, ['2026-11-20', '2026-12-01', '2027-01-01']);
      const quote = quoteAsk(record, ask, day);
      if ('unknown' in quote) continue;
      seen.priced++;
      const cost = costOf(record, ask, usageWithin(random, ask, quote), day);
      if (cost !== undefined) {
        seen.told++;
        if (cost > quote.micros)
          expect.fail(`${nameOf(record)} costs ${cost} of ${quote.micros}: ${JSON.stringify(ask).slice(0, 400)}`);
      }
      if (!quote.lines.some(byTokens) && ask.type !== 'sound') {
        seen.equal++;
        expect(costOf(record, ask, {}, day), nameOf(record)).toBe(quote.micros);
      }
    }
    expect(seen.priced).toBeGreaterThan(6000);
    expect(seen.told).toBeGreaterThan(5000);
    expect(seen.equal).toBeGreaterThan(3000);
  });
});
