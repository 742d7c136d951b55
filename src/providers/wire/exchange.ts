/** One question to a vendor and its answer, read to the end: every way it can go wrong comes out as a failure the desk can decide on. */
import type { z } from 'zod';
import { WorkprintError } from '../../domain/errors.ts';
import type { ProviderAccess } from '../../ports/provider.ts';
import {
  failureOfAnswer,
  failureOfNetwork,
  ownFailure,
  type Speaker,
  type Stake,
  type Trouble,
  unreadable,
} from './failures.ts';

/** Reads what a vendor's error says. `body`: its JSON, or the beginning of its text; both a stranger's, and so are the headers. */
export type ReadTrouble = (status: number, body: unknown, headers: Headers) => Trouble;

/** A vendor that is spoken to with a key. */
export type VendorLine = {
  readonly title: string;
  readonly access: ProviderAccess;
  /** Sent with every request: the key, in the vendor's way. */
  readonly headers: Readonly<Record<string, string>>;
  readonly readTrouble: ReadTrouble;
  /** Without a key nothing is asked of it. */
  readonly needsKey: boolean;
};

export type Question = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base URL, beginning with `/`; made of our own words and of `pathPart`s. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Instead of it: a form, or bytes as they are, of the kind that `headers` say. */
  readonly form?: FormData;
  readonly bytes?: Uint8Array;
  readonly stake: Stake;
  readonly signal: AbortSignal;
};

/** An answer of a good status, whole. */
export type Heard = { readonly status: number; readonly headers: Headers; readonly bytes: Uint8Array<ArrayBuffer> };

/** Of an error this much is read: more is no sentence. */
const mostTroubleBytes = 64 * 1024;

export const speakerOf = ({ title, access }: Pick<VendorLine, 'title' | 'access'>): Speaker => ({
  title,
  key: access.key,
});

/** A name from outside as one part of a path. Throws `provider-rejected` for what would be no part of one. */
export const pathPart = (line: Pick<VendorLine, 'title' | 'access'>, text: string): string => {
  if (text === '' || text === '.' || text === '..' || text.length > 500)
    throw new WorkprintError('ask-illegal', `${line.title} has nothing called “${text.slice(0, 80)}”.`);
  return encodeURIComponent(text);
};

/** Bytes of a body, the first `most` of them. */
const beginningOf = async (body: ReadableStream<Uint8Array> | null, most: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= most) break;
  }
  return Buffer.concat(chunks).subarray(0, most);
};

const jsonOrText = (bytes: Uint8Array): unknown => {
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch {
    // Not every server in front of a vendor speaks JSON: the words are shown, the status decides.
    return text;
  }
};

/** The failure that this answer is; what cannot be read of it changes nothing about its status. */
const troubleOf = async (line: VendorLine, stake: Stake, response: Response): Promise<Error> => {
  let body: unknown;
  try {
    body = jsonOrText(await beginningOf(response.body, mostTroubleBytes));
  } catch (error) {
    if (error instanceof WorkprintError && error.code === 'cancelled') return error;
    body = undefined;
  }
  const trouble = line.readTrouble(response.status, body, response.headers);
  const isPage = typeof body === 'string' && !body.trimStart().startsWith('<') && body.trim() !== '';
  const says = trouble.says ?? (isPage ? (body as string) : undefined);
  return failureOfAnswer(speakerOf(line), stake, response.status, response.headers, { ...trouble, says });
};

/** Sends a request that is already in the shape of `fetch` and reads its answer. Throws ProviderFailure, `cancelled`, `url-refused`, `key-missing`. */
export const exchange = async (
  line: VendorLine,
  stake: Stake,
  url: string | URL | Request,
  init: RequestInit,
): Promise<Heard> => {
  if (line.needsKey && !line.access.key)
    throw new WorkprintError('key-missing', `${line.title} needs a key; add one of yours, or choose another model.`);
  // Whatever makes headers would quote it in its complaint.
  if (line.access.key && !/^[\x21-\x7e]+$/.test(line.access.key))
    throw ownFailure('provider-key-wrong', line, 'It holds blanks or letters that no key has.', { taken: 'no' });
  let response: Response | undefined;
  try {
    response = await line.access.fetch(url, init);
    if (response.ok) {
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { status: response.status, headers: response.headers, bytes };
    }
  } catch (error) {
    throw failureOfNetwork(speakerOf(line), stake, error, response !== undefined);
  }
  throw await troubleOf(line, stake, response);
};

/** Asks a question. Throws like `exchange`. */
export const ask = (line: VendorLine, question: Question): Promise<Heard> => {
  const { path, query = {}, json, form, bytes, stake, signal } = question;
  const search = new URLSearchParams(query).toString();
  const body = json === undefined ? (form ?? (bytes as Uint8Array<ArrayBuffer> | undefined)) : JSON.stringify(json);
  return exchange(line, stake, `${line.access.baseUrl}${path}${search && `?${search}`}`, {
    method: question.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      accept: 'application/json',
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...line.headers,
      ...question.headers,
    },
    ...(body !== undefined && { body }),
    signal,
  });
};

/** JSON of an answer, whatever it holds. Throws `provider-unreadable`. */
export const parseHeard = (line: VendorLine, stake: Stake, { bytes }: Pick<Heard, 'bytes'>): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // The reason would quote the answer, and a vendor may echo a key.
    const isPage = /^\s*</.test(new TextDecoder().decode(bytes.subarray(0, 64)));
    const words =
      bytes.byteLength === 0 ? 'Its answer is empty.' : isPage ? 'It is a web page.' : 'It is no whole JSON.';
    throw unreadable(speakerOf(line), stake, words);
  }
};

/** What `schema` makes of a value a vendor sent. Throws `provider-unreadable` naming the first field that is wrong, never its value. */
export const readWith = <T>(
  line: Pick<VendorLine, 'title' | 'access'>,
  stake: Stake,
  value: unknown,
  schema: z.ZodType<T>,
): T => {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const place = issue?.path.map(String).join('.').slice(0, 120);
  throw unreadable(speakerOf(line), stake, `The field “${place || 'at the top'}” is missing or of the wrong kind.`);
};

/** Asks and reads JSON of a shape. Throws like `exchange`, and `provider-unreadable`. */
export const askJson = async <T>(line: VendorLine, question: Question, schema: z.ZodType<T>): Promise<T> =>
  readWith(line, question.stake, parseHeard(line, question.stake, await ask(line, question)), schema);
