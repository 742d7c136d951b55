/** Texts from language models of the AI SDK: one request, the answer checked, tokens counted, refusals told apart from answers. */
import type {
  LanguageModelV4,
  LanguageModelV4Prompt,
  SharedV4ProviderOptions,
  SharedV4Warning,
} from '@ai-sdk/provider';
import type { Usage } from '../../domain/generation/answer.types.ts';
import type { TextAsk } from '../../domain/generation/ask.types.ts';
import type { CallContext, Finished } from '../../ports/provider.ts';
import { checkerOf, jsonIn } from './answer-schema.ts';
import { speakerOf, type VendorLine } from './exchange.ts';
import { failure, ownFailure, unreadable } from './failures.ts';
import { askModel, type SdkFetch } from './sdk.ts';

/** What stands in an answer: its words, and how it ended. */
export type ReadText = { readonly text: string; readonly ended: 'whole' | 'cut' | 'refused' };

export type TextWay = {
  readonly line: VendorLine;
  /** The SDK's model on this fetch. */
  readonly model: (fetch: SdkFetch) => LanguageModelV4;
  /** Kinds of files a request may show. */
  readonly takes: readonly ('image' | 'video' | 'audio')[];
  /**
   * Reads the words of an answer, and nothing more than it needs. SDKs refuse an answer for any field that is not as they know it, also those
   * nobody asked for; what was paid for should not be lost for that. Undefined: there are none.
   */
  readonly read: (raw: unknown) => ReadText | undefined;
  /** Reads what the vendor counted from its answer. */
  readonly usage: (raw: unknown) => Usage;
  /** May throw for an answer that is a failure. */
  readonly judge?: (raw: unknown) => void;
  readonly options?: SharedV4ProviderOptions;
};

const promptOf = async ({ line, takes }: TextWay, ask: TextAsk, call: CallContext): Promise<LanguageModelV4Prompt> => {
  const files = await Promise.all(
    (ask.references ?? []).map(async ({ kind, media }) => {
      if (!takes.includes(kind))
        throw ownFailure('provider-rejected', line, `It takes no ${kind} with a text.`, { taken: 'no' });
      const data = { type: 'data' as const, data: await call.read(media) };
      return { type: 'file' as const, mediaType: media.mediaType, data };
    }),
  );
  return [
    ...(ask.system === undefined ? [] : [{ role: 'system' as const, content: ask.system }]),
    { role: 'user', content: [...files, { type: 'text', text: ask.prompt }] },
  ];
};

/** What an SDK says it left out or changed, for people. */
export const noteOf = (warning: SharedV4Warning): string => {
  if (warning.type === 'other') return warning.message;
  const details = 'details' in warning && warning.details ? `: ${warning.details}` : '';
  return `${'feature' in warning ? `${warning.feature} is not done as asked` : 'A setting is no longer taken'}${details}`.slice(
    0,
    300,
  );
};

/** A stranger's JSON may be nested deeper than any stack is. */
const orNothing = <T>(read: () => T | undefined): T | undefined => {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

/** Asks and reads. Throws like `runModel`; `provider-refused` for refusals, `provider-unreadable` for what does not fit the schema. */
export const askText = async (way: TextWay, ask: TextAsk, call: CallContext): Promise<Finished> => {
  const { line } = way;
  const check = ask.answer && checkerOf(ask.answer);
  const prompt = await promptOf(way, ask, call);
  const { answered, raw } = await askModel(
    line,
    (once) =>
      way.model(once).doGenerate({
        prompt,
        maxOutputTokens: ask.maxOutputTokens,
        ...(ask.temperature !== undefined && { temperature: ask.temperature }),
        ...(ask.answer && {
          responseFormat: { type: 'json' as const, name: ask.answer.name, schema: ask.answer.schema },
        }),
        ...(way.options && { providerOptions: way.options }),
        abortSignal: call.signal,
      }),
    way.judge,
  );
  const usage = orNothing(() => way.usage(raw)) ?? {};
  const done = { taken: 'yes', charged: 'yes', usage } as const;
  const said = orNothing(() => way.read(raw));
  if (!said) throw unreadable(speakerOf(line), 'submit', 'It has not the shape that this vendor promises.');
  const { text, ended } = said;
  if (ended === 'refused') throw failure('provider-refused', speakerOf(line), text || undefined, done);
  const isCut = ended === 'cut';
  if (text === '') throw ownFailure('provider-unreadable', line, isCut ? cutWords(ask) : 'It holds no text.', done);
  const notes = answered?.warnings.map(noteOf) ?? [];
  if (!check) {
    const allNotes = isCut ? [...notes, cutWords(ask)] : notes;
    return { state: 'finished', made: { files: [], text, usage, ...(allNotes.length > 0 && { notes: allNotes }) } };
  }
  const json = isCut ? undefined : jsonIn(text);
  const wrong = json ? check(json.value) : isCut ? cutWords(ask) : 'it is no JSON';
  if (!json || wrong !== undefined)
    throw ownFailure('provider-unreadable', line, `Asked for “${ask.answer?.name}”: ${wrong}.`, done);
  return {
    state: 'finished',
    made: { files: [], text, object: json.value, usage, ...(notes.length > 0 && { notes }) },
  };
};

const cutWords = ({ maxOutputTokens }: TextAsk): string => `The answer was cut at ${maxOutputTokens} tokens.`;
