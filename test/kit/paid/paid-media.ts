/** What the paid vendor makes: small files that are what they say, and differ from wish to wish. */
import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { AnswerSchema, Ask } from '../../../src/domain/generation/ask.types.ts';
import { clipBase64 } from './paid-clip.ts';

export type PaidFile = { readonly bytes: Uint8Array; readonly mediaType: string };

const shadeOf = (name: string): Buffer => createHash('sha256').update(name).digest();

const pngChunk = (type: string, body: Buffer): Buffer => {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(body.length, 0);
  frame.writeUInt32BE(crc32(typed), 4);
  return Buffer.concat([frame.subarray(0, 4), typed, frame.subarray(4)]);
};

/** A picture of one colour that hangs on its name. */
export const paidPicture = (name: string, width = 64, height = 36): PaidFile => {
  const colour = shadeOf(name).subarray(0, 3);
  const row = Buffer.concat([Buffer.from([0]), ...Array.from({ length: width }, () => colour)]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [pngChunk('IHDR', head), pngChunk('IDAT', pixels), pngChunk('IEND', Buffer.alloc(0))];
  return { bytes: Buffer.concat([signature, ...chunks]), mediaType: 'image/png' };
};

/** A tone whose height hangs on its name: WAV, 24 kHz, mono, 16 bit. */
export const paidSound = (name: string, seconds: number): PaidFile => {
  const rate = 24_000;
  const samples = Math.max(1, Math.round(seconds * rate));
  const hertz = 180 + (shadeOf(name)[0] ?? 0);
  const bytes = Buffer.alloc(44 + samples * 2);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + samples * 2, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at++)
    bytes.writeInt16LE(Math.round(8_000 * Math.sin((2 * Math.PI * hertz * at) / rate)), 44 + at * 2);
  return { bytes, mediaType: 'audio/wav' };
};

/** The same second of film each time, with the name in a box that players skip. */
export const paidClip = (name: string): PaidFile => {
  const box = Buffer.alloc(40);
  box.writeUInt32BE(40, 0);
  box.write('free', 4, 'latin1');
  shadeOf(name).copy(box, 8);
  return { bytes: Buffer.concat([Buffer.from(clipBase64, 'base64'), box]), mediaType: 'video/mp4' };
};

/** A value that fits a schema, the plainest there is. */
export const plainValueOf = (schema: Readonly<Record<string, unknown>>): unknown => {
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const either = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(either)) return plainValueOf(either[0] as Record<string, unknown>);
  const type = Array.isArray(schema['type']) ? schema['type'][0] : schema['type'];
  if (type === 'object') {
    const properties = (schema['properties'] ?? {}) as Record<string, Record<string, unknown>>;
    return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, plainValueOf(inner)]));
  }
  if (type === 'array')
    return Array.from({ length: Number(schema['minItems'] ?? 0) }, () =>
      plainValueOf((schema['items'] ?? {}) as Record<string, unknown>),
    );
  if (type === 'number' || type === 'integer') return Number(schema['minimum'] ?? 0);
  if (type === 'boolean') return false;
  return type === 'null' ? null : 'paid';
};

export type PaidWork = {
  readonly files: readonly PaidFile[];
  readonly text?: string;
  readonly object?: unknown;
  readonly words?: readonly { readonly text: string; readonly startMs: number; readonly endMs: number }[];
  readonly characters?: readonly {
    readonly start: number;
    readonly end: number;
    readonly startMs: number;
    readonly endMs: number;
  }[];
  readonly loraUrl?: string;
};

const msPerCharacter = 60;

const answerTo = (schema: AnswerSchema): Pick<PaidWork, 'text' | 'object'> => {
  const object = plainValueOf(schema.schema);
  return { text: JSON.stringify(object), object };
};

/** What is made for a request; `name` makes it differ from others. */
export const paidWork = (ask: Ask, name: string): PaidWork => {
  switch (ask.type) {
    case 'text':
      return {
        files: [],
        ...(ask.answer ? answerTo(ask.answer) : { text: `Paid prose about ${ask.prompt.slice(0, 60)}` }),
      };
    case 'image':
      return {
        files: Array.from({ length: ask.count }, (_, at) =>
          paidPicture(`${name} ${at}`, Math.min(ask.width ?? 64, 512), Math.min(ask.height ?? 36, 512)),
        ),
      };
    case 'video':
    case 'lipsync':
      return { files: [paidClip(name)] };
    case 'speech':
      return {
        files: [paidSound(name, (ask.text.length * msPerCharacter) / 1000)],
        characters: Array.from({ length: ask.text.length }, (_, at) => ({
          ...{ start: at, end: at + 1 },
          ...{ startMs: at * msPerCharacter, endMs: (at + 1) * msPerCharacter },
        })),
      };
    case 'sound':
      return { files: [paidSound(name, Math.min(ask.durationSeconds ?? 5, 5))] };
    case 'transcript':
      return {
        files: [],
        text: 'paid words',
        words: [
          { text: 'paid', startMs: 0, endMs: 300 },
          { text: 'words', startMs: 300, endMs: 600 },
        ],
      };
    case 'lora':
      return {
        files: [],
        loraUrl: `https://paid.test/weights/${createHash('sha256').update(name).digest('hex').slice(0, 16)}`,
      };
  }
};
