/** Spoils a good file in the ways that break parsers: lying lengths, cut ends, doubled parts, flipped bits. The same seed, the same file. */
import { pick, type Random, seededRandom } from '../../../src/domain/random.ts';
import { concat } from './boxes.ts';

type Spoil = (bytes: Buffer, random: Random) => Uint8Array;

const below = (random: Random, end: number): number => Math.floor(random() * end);
/** Headers are where parsers decide: half of all spoiling happens in the first kilobyte. */
const place = (random: Random, length: number): number =>
  below(random, Math.max(1, random() < 0.5 ? Math.min(1024, length) : length));

/** Numbers at which arithmetic breaks. */
const edges = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff];

const flipBits: Spoil = (bytes, random) => {
  for (let times = 1 + below(random, 24); times > 0; times--) {
    const at = place(random, bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << below(random, 8));
  }
  return bytes;
};

const lieAboutNumbers: Spoil = (bytes, random) => {
  for (let times = 1 + below(random, 4); times > 0; times--) {
    const at = Math.min(place(random, bytes.length), Math.max(0, bytes.length - 4));
    if (bytes.length < 4) return bytes;
    const number = pick(random, edges);
    if (random() < 0.5) bytes.writeUInt32BE(number, at);
    else bytes.writeUInt32LE(number, at);
  }
  return bytes;
};

const cut: Spoil = (bytes, random) => bytes.subarray(0, 1 + below(random, bytes.length));

const leaveOut: Spoil = (bytes, random) => {
  const at = place(random, bytes.length);
  return concat(bytes.subarray(0, at), bytes.subarray(at + 1 + below(random, 512)));
};

const repeat: Spoil = (bytes, random) => {
  const at = place(random, bytes.length);
  const part = bytes.subarray(at, at + 1 + below(random, 512));
  return concat(
    bytes.subarray(0, at),
    ...Array.from({ length: 1 + below(random, 40) }, () => part),
    bytes.subarray(at),
  );
};

const fill: Spoil = (bytes, random) => {
  const at = place(random, bytes.length);
  return bytes.fill(pick(random, [0, 0xff, 0x41]), at, Math.min(bytes.length, at + 1 + below(random, 256)));
};

const spoils: readonly Spoil[] = [flipBits, flipBits, lieAboutNumbers, lieAboutNumbers, cut, leaveOut, repeat, fill];

/** The good file, spoiled once or twice; `number` chooses how. */
export const mutate = (good: Uint8Array, seed: string, number: number): Uint8Array => {
  const random = seededRandom('mutate', seed, number);
  let bytes: Uint8Array = Buffer.from(good);
  for (let times = 1 + below(random, 2); times > 0 && bytes.length > 0; times--) {
    bytes = pick(random, spoils)(Buffer.from(bytes), random);
  }
  return bytes;
};
