/** What every suite of a kind of work has: requests to make, and what must be true of each answer. */
import { expect } from 'vitest';
import type { AskOf, AskType } from '../../../../src/domain/generation/ask.types.ts';
import type { Made, MadeFile } from '../../../../src/ports/provider.ts';
import type { Abilities } from '../provider-under-test.ts';

export type WorkCase<T extends AskType> = { readonly name: string; readonly ask: AskOf<T> };

export type WorkSuite<T extends AskType> = {
  /** The plain request first; the others as far as the provider can. */
  cases(can: Abilities): readonly WorkCase<T>[];
  /** Fails the test when the answer is not one to this request. */
  check(made: Made, ask: AskOf<T>, can: Abilities, bytesOf: (file: MadeFile) => Promise<Uint8Array>): Promise<void>;
};

const beginnings: readonly (readonly [kind: string, at: number, text: string])[] = [
  ['image', 1, 'PNG'],
  ['image', 0, '\xff\xd8\xff'],
  ['video', 4, 'ftyp'],
  ['audio', 8, 'WAVE'],
  ['audio', 0, 'ID3'],
  ['audio', 0, '\xff\xfb'],
];

/** That every file is one of this kind, by its bytes and by its name. */
export const expectFiles = async (
  made: Made,
  kind: 'image' | 'video' | 'audio',
  bytesOf: (file: MadeFile) => Promise<Uint8Array>,
): Promise<void> => {
  for (const file of made.files) {
    const bytes = Buffer.from(await bytesOf(file)).toString('latin1');
    expect(beginnings.filter((one) => bytes.startsWith(one[2], one[1])).map(([name]) => name)).toEqual([kind]);
    if (file.mediaType !== undefined) expect(file.mediaType).toMatch(new RegExp(`^${kind}/`));
  }
};

/** That what was counted are counts: whole where they must be, never negative. */
export const expectCounts = ({ usage }: Made, can: Abilities): void => {
  const { seconds, megapixels, ...whole } = usage;
  for (const count of Object.values(whole)) expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
  for (const amount of [seconds, megapixels]) if (amount !== undefined) expect(amount).toBeGreaterThanOrEqual(0);
  if (can.counts) expect(Object.keys(usage).length).toBeGreaterThan(0);
  if (can.billedMicros !== undefined) expect(usage.billedMicros).toBe(can.billedMicros);
};
