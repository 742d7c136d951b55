/** The cheapest true request of each kind of work, and what it can cost at most. */
import { checkAsk, fitAsk, modelCatalog, quoteAsk } from '../../src/domain/catalog/catalog.ts';
import type { Day, ModelRecord } from '../../src/domain/catalog/model.types.ts';
import type { Ask, AskType, Reference } from '../../src/domain/generation/ask.types.ts';
import type { Micros } from '../../src/domain/money.ts';

/** Files a person named for work that needs some. */
export type Given = {
  readonly voice?: string;
  readonly sound?: Reference;
  readonly face?: Reference;
  readonly pictures: readonly Reference[];
};

export type Exchange = {
  readonly type: AskType;
  readonly model: string;
  readonly ask: Ask;
  /** Undefined: nobody says what it costs. */
  readonly mostMicros: Micros | undefined;
  readonly record: ModelRecord | undefined;
};

/** Small enough to be cheap, strict enough to be enforced. */
const moodSchema = {
  type: 'object',
  properties: { mood: { type: 'string' }, line: { type: 'integer' } },
  required: ['mood', 'line'],
  additionalProperties: false,
};

const askOf = (type: AskType, { voice = 'alloy', sound, face, pictures }: Given): Ask | string => {
  switch (type) {
    case 'text':
      return {
        ...{
          type,
          prompt: 'Line 12 says: “The harbour is asleep.” Which mood, in one word, and which line?',
          maxOutputTokens: 2000,
        },
        answer: { name: 'mood', schema: moodSchema },
      };
    case 'image':
      return { type, prompt: 'A grey pebble on white', count: 1, aspectRatio: '1:1' };
    case 'video':
      return {
        type,
        prompt: 'A grey pebble on white, still',
        durationSeconds: 1,
        aspectRatio: '16:9',
        resolution: '360p',
      };
    case 'speech':
      return { type, text: 'The harbour is asleep.', voice };
    case 'sound':
      return { type, prompt: 'One knock on wood', durationSeconds: 0.5 };
    case 'transcript':
      return sound ? { type, audio: sound } : 'name a file with --sound, or let a provider that speaks make one';
    case 'lipsync':
      return sound && face ? { type, face, voice: sound } : 'name two files with --face and --sound';
    case 'lora':
      return pictures.length >= 4
        ? { type, examples: pictures, triggerWord: 'p3bble', steps: 100 }
        : 'name four pictures or more with --picture; training costs dollars';
  }
};

/** For this provider and kind of work; a sentence where there is none to be had. `models`: what the vendor has, for catalogs that know none. */
export const cheapestExchange = (
  provider: string,
  type: AskType,
  given: Given,
  today: Day,
  models: readonly string[],
): Exchange | string => {
  const wish = askOf(type, given);
  if (typeof wish === 'string') return wish;
  const known = modelCatalog.list({ provider, makes: type, usableOn: today }).flatMap((record): Exchange[] => {
    const { ask } = fitAsk(record, wish);
    if (checkAsk(record, ask).length > 0) return [];
    const quote = quoteAsk(record, ask, today);
    return [{ type, model: record.id, ask, record, mostMicros: 'micros' in quote ? quote.micros : undefined }];
  });
  const byPrice = known.sort(
    (one, other) => (one.mostMicros ?? Number.POSITIVE_INFINITY) - (other.mostMicros ?? Number.POSITIVE_INFINITY),
  );
  const [best] = byPrice;
  if (best) return best;
  const [found] = models;
  return found === undefined
    ? 'no model of it is known'
    : { type, model: found, ask: wish, mostMicros: undefined, record: undefined };
};
