/** Stored bytes as an HTTP answer: whole, in one piece or in several, or not at all when the asker has them. */
import { randomUUID } from 'node:crypto';
import type { ByteRange, ObjectStore } from '../../ports/object-store.ts';
import { parseRanges } from './byte-ranges.ts';

export type ServedObject = {
  readonly name: string;
  readonly bytes: number;
  /** A strong tag: the same tag, the same bytes. */
  readonly tag: string;
  readonly headers: Readonly<Record<string, string>>;
};

const matches = (header: string | null, tag: string): boolean =>
  header !== null && header.split(',').some((one) => [tag, `W/${tag}`, '*'].includes(one.trim()));

/** Pieces one after the other, each opened when the one before it was read: one open file at a time. */
const concatenate = (parts: readonly (() => Promise<ReadableStream<Uint8Array>>)[]): ReadableStream<Uint8Array> => {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let next = 0;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        for (;;) {
          reader ??= (await parts[next++]?.())?.getReader();
          if (!reader) return controller.close();
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
          reader = undefined;
        }
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
};

const textStream = async (text: string): Promise<ReadableStream<Uint8Array>> => new Blob([text]).stream();

/** RFC 9110, section 14.6. */
const inPieces = (
  object: ServedObject,
  ranges: readonly ByteRange[],
  read: (range: ByteRange) => Promise<ReadableStream<Uint8Array>>,
) => {
  const boundary = randomUUID();
  const heads = ranges.map(
    ({ first, last }) =>
      `\r\n--${boundary}\r\ncontent-type: ${object.headers['content-type']}\r\ncontent-range: bytes ${first}-${last}/${object.bytes}\r\n\r\n`,
  );
  const end = `\r\n--${boundary}--\r\n`;
  const parts = ranges.flatMap((range, at) => [() => textStream(heads[at] ?? ''), () => read(range)]);
  const length = ranges.reduce((sum, { first, last }) => sum + last + 1 - first, heads.join('').length + end.length);
  return {
    type: `multipart/byteranges; boundary=${boundary}`,
    length,
    body: concatenate([...parts, () => textStream(end)]),
  };
};

/** Answers a GET or HEAD for an object. Nothing is read before the body is. */
export const objectResponse = async (
  objects: ObjectStore,
  object: ServedObject,
  request: Request,
): Promise<Response> => {
  const { headers: asked } = request;
  const headers = { ...object.headers, etag: object.tag, 'accept-ranges': 'bytes' };
  if (matches(asked.get('if-none-match'), object.tag)) {
    const kept = Object.entries(headers).filter(
      ([name]) => !name.startsWith('content-') || name === 'content-security-policy',
    );
    return new Response(null, { status: 304, headers: Object.fromEntries(kept) });
  }
  const ifRange = asked.get('if-range');
  const isSame = ifRange === null || ifRange === object.tag;
  const ranges =
    isSame && request.method === 'GET' ? parseRanges(asked.get('range') ?? undefined, object.bytes) : undefined;
  if (ranges?.length === 0)
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${object.bytes}`, 'content-length': '0' },
    });

  const read = async (range: ByteRange): Promise<ReadableStream<Uint8Array>> => {
    const body = await objects.read(object.name, range);
    if (!body) throw new Error('An object vanished while it was served.');
    return body;
  };
  const [range, ...more] = ranges ?? [];
  if (!range) {
    const body = request.method === 'HEAD' ? null : concatenate([() => read({ first: 0, last: object.bytes - 1 })]);
    return new Response(body, { status: 200, headers: { ...headers, 'content-length': String(object.bytes) } });
  }
  if (more.length === 0)
    return new Response(concatenate([() => read(range)]), {
      status: 206,
      headers: {
        ...headers,
        'content-length': String(range.last + 1 - range.first),
        'content-range': `bytes ${range.first}-${range.last}/${object.bytes}`,
      },
    });
  const { type, length, body } = inPieces(object, [range, ...more], read);
  return new Response(body, {
    status: 206,
    headers: { ...headers, 'content-type': type, 'content-length': String(length) },
  });
};
