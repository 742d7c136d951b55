/** The body of a request, counted and timed while it comes: a length that lies and a sender that trickles are found out. */
import { refuseUnkeepable } from './keepable-text.ts';
import { RequestRefused } from './problem.ts';
import { fullOfWork } from './shed.ts';

const mebibyte = 1024 * 1024;
const mostMs = 15_000;
/** Of all bodies that are coming in at the same time, together: so many senders cannot fill the memory between them. */
const mostHeldBytes = 256 * mebibyte;
let heldBytes = 0;

const tooLarge = (mostBytes: number): RequestRefused =>
  new RequestRefused('body-too-large', `The body is larger than the ${mostBytes} bytes this route takes.`);

const readAll = async (body: ReadableStream<Uint8Array>, mostBytes: number): Promise<Uint8Array> => {
  const reader = body.getReader();
  const slow = setTimeout(() => void reader.cancel(), mostMs);
  const parts: Uint8Array[] = [];
  const since = performance.now();
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (performance.now() - since >= mostMs)
        throw new RequestRefused('request-timeout', `The body did not arrive within ${mostMs / 1000} seconds.`);
      if (done) return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
      bytes += value.byteLength;
      heldBytes += value.byteLength;
      if (bytes > mostBytes) throw tooLarge(mostBytes);
      if (heldBytes > mostHeldBytes) throw fullOfWork();
      parts.push(value);
    }
  } finally {
    heldBytes -= bytes;
    clearTimeout(slow);
    reader.releaseLock();
  }
};

/** Only text with such an escape can hold what cannot be kept; looking for it costs nothing for all other. */
const escapes = /\\u(?:0000|[dD][89a-fA-F])/;

const deepest = 200;

/** Nested deeper than anything reads, found without recursion: brackets outside of strings are counted. */
const isTooDeep = (text: string): boolean => {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 92) at++;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 123 || code === 91) {
      if (++depth > deepest) return true;
    } else if (code === 125 || code === 93) depth--;
  }
  return false;
};

const parse = (bytes: Uint8Array): unknown => {
  let value: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new RequestRefused('request-invalid', 'The body is no valid UTF-8.', { cause: error });
  }
  if (isTooDeep(text)) throw new RequestRefused('request-invalid', `The body is nested deeper than ${deepest} levels.`);
  try {
    value = JSON.parse(text);
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    const token = /^Unexpected token '(.+?)'/su.exec(said)?.[1];
    const at = /position (\d+)/.exec(said)?.[1];
    const place =
      at !== undefined ? `near character ${at}` : token !== undefined ? `“${token}” is unexpected` : 'it ends too soon';
    throw new RequestRefused('request-invalid', `The body is no valid JSON: ${place}.`, { cause: error });
  }
  if (escapes.test(text)) refuseUnkeepable(value);
  return value;
};

/** JSON is UTF-8 (RFC 8259); a body that says it is something else would be read wrongly. */
const isOfUtf8 = (type: string): boolean => {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type)?.[1];
  return charset === undefined || /^(?:utf-?8|us-ascii)$/i.test(charset);
};

/** The bytes of a body as they came. Throws `body-too-large`, `request-timeout`. */
export const readBytes = async (request: Request, mostBytes: number): Promise<Uint8Array> => {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) throw tooLarge(mostBytes);
  return request.body ? readAll(request.body, mostBytes) : new Uint8Array();
};

/** A request without any body says as much as an empty object. Throws `body-too-large`, `media-type-unsupported`, `request-timeout`, `request-invalid` (no JSON). */
export const readJson = async (request: Request, mostBytes = mebibyte): Promise<unknown> => {
  const type = request.headers.get('content-type');
  if (type === null && (await readBytes(request, mostBytes)).byteLength === 0) return {};
  if (type === null || !/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type))
    throw new RequestRefused(
      'media-type-unsupported',
      'The body must be JSON, with the header content-type: application/json.',
    );
  if (!isOfUtf8(type))
    throw new RequestRefused(
      'media-type-unsupported',
      'The body must be JSON in UTF-8; leave the charset out of content-type.',
    );
  const packing = request.headers.get('content-encoding') ?? 'identity';
  if (packing.trim().toLowerCase() !== 'identity')
    throw new RequestRefused('media-type-unsupported', 'A body of JSON comes as it is, without content-encoding.');
  return parse(await readBytes(request, mostBytes));
};
