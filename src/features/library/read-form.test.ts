import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readForm } from './read-form.ts';

const boundary = 'film-boundary-7';
const field = (name: string, value: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const fileHead = (name: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: video/mp4\r\n\r\n`;
const end = `\r\n--${boundary}--\r\n`;

/** The body in chunks cut at these places. */
const requestOf = (
  body: Uint8Array,
  cuts: readonly number[] = [],
  type = `multipart/form-data; boundary=${boundary}`,
): Request => {
  const at = [0, ...cuts.map((cut) => cut % (body.length + 1)).sort((a, b) => a - b), body.length];
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let i = 0; i + 1 < at.length; i++) {
        const chunk = body.slice(at[i], at[i + 1]);
        if (chunk.length > 0) controller.enqueue(chunk);
      }
      controller.close();
    },
  });
  return new Request('http://127.0.0.1/', {
    method: 'POST',
    body: stream,
    headers: { 'content-type': type },
    duplex: 'half',
  } as RequestInit);
};

const collect = async (bytes: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = [];
  for await (const part of bytes) all.push(part);
  return Buffer.concat(all);
};
const read = (request: Request) =>
  readForm(request, async ({ name, bytes, fields }) => ({
    name,
    fields: [...fields.keys()],
    bytes: await collect(bytes),
  }));

test('LIB-2 B4 a file comes out as it went in, wherever the chunks are cut, seed 42', async () => {
  // Bytes that look like the beginning of a boundary are the hard part.
  const chunk = fc.oneof(
    fc.constantFrom('\r', '\n', '\r\n', '--', `\r\n--${boundary}`.slice(0, -1), `--${boundary}`, '\0'),
    fc.string({ unit: 'binary-ascii', maxLength: 20 }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(chunk, { maxLength: 30 }),
      fc.array(fc.nat(5000), { maxLength: 40 }),
      async (pieces, cuts) => {
        // At the very beginning the line break of the head would make it a boundary.
        const content = pieces
          .join('')
          .replaceAll(`\r\n--${boundary}`, '')
          .replace(/^(?:--film-boundary-7)+/, '');
        const text = `${field('projectId', 'p')}${fileHead('a.mp4')}${content}${end}`;
        const form = await read(requestOf(Buffer.from(text, 'latin1'), cuts));
        expect(form.file?.bytes.toString('latin1')).toBe(content);
        expect(form.file?.fields).toEqual(['projectId']);
        expect(form.fields.get('projectId')).toEqual(['p']);
      },
    ),
    { seed: 42, numRuns: 150 },
  );
});

const whole = `${field('projectId', 'p')}${fileHead('a.mp4')}content${end}`;
test.each([
  ['no form', whole, 'application/json', 'media-type-unsupported'],
  ['no boundary', whole, 'multipart/form-data; charset=utf-8', 'request-invalid'],
  ['another boundary', whole, 'multipart/form-data; boundary=other', 'request-invalid'],
  ['an empty body', '', undefined, 'request-invalid'],
  ['an end within the file', whole.slice(0, -30), undefined, 'request-invalid'],
  ['an end within a head', whole.slice(0, 60), undefined, 'request-invalid'],
  ['two files', `${field('projectId', 'p')}${fileHead('a')}1\r\n${fileHead('b')}2${end}`, undefined, 'request-invalid'],
  [
    'a field without a name',
    `--${boundary}\r\nContent-Disposition: form-data\r\n\r\nx${end}`,
    undefined,
    'request-invalid',
  ],
  ['a field of 20 kB', `${field('name', 'x'.repeat(20_000))}${fileHead('a')}1${end}`, undefined, 'request-invalid'],
  [
    'a hundred fields',
    `${Array.from({ length: 100 }, (_, at) => field(`f${at}`, '')).join('')}${end.slice(2)}`,
    undefined,
    'request-invalid',
  ],
])('LIB-3 B4 %s is refused, and nothing waits for ever', async (_what, body, type, code) => {
  await expect(read(requestOf(Buffer.from(body), [10, 90], type))).rejects.toMatchObject({ code });
});

test('LIB-3 whoever takes the file and gives up is told at once, the rest stays unread', async () => {
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(pulled++ === 0 ? Buffer.from(fileHead('a')) : new Uint8Array(65_536));
    },
  });
  const request = new Request('http://127.0.0.1/', {
    ...{ method: 'POST', body: endless, duplex: 'half' },
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  } as RequestInit);
  const taken = readForm(request, async ({ bytes }) => {
    let all = 0;
    for await (const part of bytes) if ((all += part.byteLength) > 1_000_000) throw new Error('enough');
  });
  await expect(taken).rejects.toThrow('enough');
  expect(pulled).toBeLessThan(60);
});

test('LIB-3 a body that breaks off reaches whoever takes the file', async () => {
  const broken = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(Buffer.from(`${fileHead('a')}some`));
    },
    pull: (controller) => controller.error(new Error('gone')),
  });
  const request = new Request('http://127.0.0.1/', {
    ...{ method: 'POST', body: broken, duplex: 'half' },
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  } as RequestInit);
  let reached: unknown;
  const taken = readForm(request, async ({ bytes }) => {
    try {
      await collect(bytes);
    } catch (error) {
      reached = error;
      throw error;
    }
  });
  await expect(taken).rejects.toThrow('gone');
  expect(reached).toBeInstanceOf(Error);
});
