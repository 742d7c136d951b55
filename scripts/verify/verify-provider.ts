/** Runs a provider against its vendor, cheaply, and says what differs from the contract. Never says the key. */
import { createHash } from 'node:crypto';
import type { FetchMade } from '../../src/adapters/net/net.ts';
import { costOf } from '../../src/domain/catalog/catalog.ts';
import { type AskType, askTypes } from '../../src/domain/generation/ask.types.ts';
import type { BlobRef } from '../../src/domain/media.ts';
import { dollarsText } from '../../src/domain/money.ts';
import type {
  CallContext,
  Made,
  MadeFile,
  Maker,
  Provider,
  ProviderFetch,
  ProviderKind,
  Stage,
} from '../../src/ports/provider.ts';
import { redact } from '../../src/providers/wire/wire.ts';
import { differences, type Shapes, watched } from './answer-shapes.ts';
import { cheapestExchange, type Exchange, type Given } from './cheapest-exchange.ts';

export type Verification = {
  readonly kind: ProviderKind;
  readonly key: string | undefined;
  readonly baseUrl: string;
  readonly send: ProviderFetch;
  readonly fetchMade: FetchMade;
  /** Only these kinds of work; undefined: all that need nothing more than was given. */
  readonly only?: readonly AskType[];
  readonly given: Given;
  readonly read: (file: BlobRef) => Promise<Uint8Array>;
  /** Remembers a made file, so that other work can use it. */
  readonly remember: (bytes: Uint8Array, mediaType: string) => BlobRef;
  /** Shapes of answers that the contract's vendor gives. */
  readonly expected: Shapes;
  readonly today: string;
  /** Asked once, with the sum; false: nothing is sent. */
  readonly mayCost: (question: string) => Promise<boolean>;
  readonly print: (line: string) => void;
  readonly wait: (ms: number) => Promise<void>;
};

/** Longest that work under way is looked at. */
const mostLooks = 400;
/** Speech comes first: a transcript can listen to it. */
const inOrder: readonly AskType[] = [
  'text',
  'speech',
  ...askTypes.filter((type) => type !== 'text' && type !== 'speech'),
];

const beginningsOf: Readonly<Record<string, RegExp>> = {
  image: /^(?:\x89PNG|\xff\xd8\xff|RIFF....WEBP|GIF8)/s,
  video: /^....ftyp|^\x1aE\xdf\xa3/s,
  audio: /^(?:RIFF....WAVE|ID3|\xff[\xe0-\xff]|OggS|fLaC)/s,
};
const fileKinds: Readonly<Partial<Record<AskType, string>>> = {
  image: 'image',
  video: 'video',
  lipsync: 'video',
  speech: 'audio',
  sound: 'audio',
};

const callOf = ({ read }: Verification, model: string): CallContext => ({
  ...{ model, read, signal: AbortSignal.timeout(60 * 60_000) },
  submitKey: `wpverify${createHash('sha256').update(`${model}${Date.now()}`).digest('hex').slice(0, 16)}`,
});

const finished = async (
  verification: Verification,
  provider: Provider,
  { type, model, ask }: Exchange,
): Promise<Made> => {
  const maker = provider.makers[type] as unknown as Maker<'text'>;
  const call = callOf(verification, model);
  let stage: Stage = await maker.start(ask as never, call);
  for (let looks = 0; stage.state === 'under-way'; looks++) {
    if (looks === mostLooks) throw new Error(`It is not done after ${mostLooks} looks.`);
    await verification.wait(stage.lookAfterMs ?? 3000);
    stage = (await maker.look?.(stage.handle, call)) as Stage;
  }
  return stage.made;
};

const bytesOf = async (
  { fetchMade }: Verification,
  provider: Provider,
  file: MadeFile,
  type: AskType,
): Promise<Uint8Array> => {
  if (file.kind === 'bytes') return file.bytes;
  const { body } = await fetchMade(file, { type, ...(provider.fileHeaders && { headers: provider.fileHeaders }) });
  return new Uint8Array(await new Response(body).arrayBuffer());
};

/** What is wrong with an answer, as sentences. The first file is remembered. */
const judge = async (
  verification: Verification,
  provider: Provider,
  { type, ask }: Exchange,
  made: Made,
): Promise<{
  readonly wrong: readonly string[];
  readonly file: { readonly bytes: Uint8Array; readonly mediaType: string } | undefined;
}> => {
  const wrong: string[] = [];
  const kind = fileKinds[type];
  let first: { readonly bytes: Uint8Array; readonly mediaType: string } | undefined;
  if (kind && made.files.length === 0) wrong.push('it made no file');
  for (const file of made.files) {
    const bytes = await bytesOf(verification, provider, file, type);
    first ??= { bytes, mediaType: file.mediaType ?? `${kind}/unknown` };
    if (kind && !beginningsOf[kind]?.test(Buffer.from(bytes.subarray(0, 16)).toString('latin1')))
      wrong.push(`its file is no ${kind}, though it is called “${file.mediaType ?? 'nothing'}”`);
  }
  if (ask.type === 'text' && typeof (made.object as { mood?: unknown } | undefined)?.mood !== 'string')
    wrong.push('its object does not fit the schema');
  if (type === 'transcript' && !made.text) wrong.push('it heard nothing');
  if (type === 'lora' && !URL.canParse(made.loraUrl ?? '')) wrong.push('it gave no address of weights');
  if (Object.keys(made.usage).length === 0) wrong.push('it counted nothing');
  return { wrong, file: first };
};

const tryKeys = async ({ kind, key, baseUrl, send, print }: Verification, provider: Provider): Promise<number> => {
  const signal = AbortSignal.timeout(60_000);
  const verdict = await provider.testKey?.(signal);
  print(`key: ${verdict?.state ?? 'this provider cannot try one'}`);
  if (verdict && verdict.state !== 'works') return 1;
  if (!key || kind.needsKey !== 'yes' || !provider.testKey) return 0;
  const wrong = await kind.open({ key: `${key.slice(0, -4)}0000`, baseUrl, fetch: send }).testKey?.(signal);
  print(`a wrong key: ${wrong?.state}${wrong?.state === 'wrong' ? '' : ' — the contract has “wrong”'}`);
  return wrong?.state === 'wrong' ? 0 : 1;
};

/** Runs it. Gives the number of differences; money is spent only after `mayCost` agreed. */
export const verifyProvider = async (verification: Verification): Promise<number> => {
  const { kind, key, baseUrl, send, expected, today, given } = verification;
  const print = (line: string): void => verification.print(redact(line, key, 400));
  const live: Shapes = new Map();
  const provider = kind.open({ key, baseUrl, fetch: watched(send, baseUrl, live) });
  let found = await tryKeys({ ...verification, print }, provider);
  const models = (await provider.discover?.(AbortSignal.timeout(60_000))) ?? [];
  print(`models: ${models.length}`);
  const voice = given.voice ?? (await provider.voices?.(AbortSignal.timeout(60_000)))?.[0]?.id;
  let sound = given.sound;
  const plan = (type: AskType): Exchange | string =>
    cheapestExchange(
      kind.name,
      type,
      { ...given, ...(voice !== undefined && { voice }), ...(sound && { sound }) },
      today,
      models.filter(({ makes }) => makes === type).map(({ id }) => id),
    );
  const types = inOrder.filter(
    (type) => provider.makers[type] && (!verification.only || verification.only.includes(type)),
  );
  const planned = types.map(plan).filter((one) => typeof one !== 'string');
  const most = planned.reduce((sum, { mostMicros }) => sum + (mostMicros ?? 0), 0);
  for (const { type, model, mostMicros } of planned)
    print(`${type}: ${model}, at most ${mostMicros === undefined ? 'nobody knows what' : dollarsText(mostMicros)}`);
  if (!(await verification.mayCost(`This costs at most ${dollarsText(most)}, and what nobody knows. Go on?`)))
    return found;
  for (const type of types) {
    const exchange = plan(type);
    if (typeof exchange === 'string') {
      print(`${type}: left out; ${exchange}`);
      continue;
    }
    const began = Date.now();
    try {
      const made = await finished(verification, provider, exchange);
      const { wrong, file } = await judge(verification, provider, exchange, made);
      const cost = exchange.record && costOf(exchange.record, exchange.ask, made.usage, today);
      const price = cost === undefined ? 'cost not told by what it counted' : dollarsText(cost);
      print(
        `${type}: ${exchange.model} answered in ${Date.now() - began} ms, ${price}, counted ${JSON.stringify(made.usage)}`,
      );
      for (const note of made.notes ?? []) print(`  note: ${note}`);
      for (const sentence of wrong) print(`  DIFFERS: ${sentence}`);
      found += wrong.length;
      if (type === 'speech' && file && !sound)
        sound = { role: 'source', kind: 'audio', media: verification.remember(file.bytes, file.mediaType) };
    } catch (error) {
      found++;
      const { code = 'error', message } = error as { code?: string; message: string };
      print(`${type}: ${exchange.model} FAILED after ${Date.now() - began} ms: ${code}: ${message}`);
    }
  }
  const changed = differences(live, expected);
  for (const sentence of changed) print(`DIFFERS: ${sentence}`);
  return found + changed.length;
};
