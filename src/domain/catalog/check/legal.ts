/** Legal numbers, ratios and sizes: whether something is among them, and what comes nearest. */
import type { LegalNumbers, LegalRatios, SizeRule } from '../model.types.ts';

type NumberRange = Exclude<LegalNumbers, readonly number[]>;

const isList = (legal: LegalNumbers): legal is readonly number[] => Array.isArray(legal);

const isInRange = ({ min, max, step }: NumberRange, value: number): boolean => {
  if (value < min || value > max) return false;
  if (step === null) return true;
  const steps = (value - min) / step;
  return Math.abs(steps - Math.round(steps)) < 1e-9;
};

/** Whether the number is one of them. */
export const isLegalNumber = (legal: LegalNumbers, value: number): boolean =>
  isList(legal) ? legal.includes(value) : isInRange(legal, value);

/** All numbers of a range in steps; at most a thousand. */
const stepsOf = ({ min, max, step }: NumberRange & { readonly step: number }): readonly number[] => {
  const count = Math.min(1000, Math.floor((max - min) / step + 1e-9) + 1);
  // Steps of a tenth are not exact in binary: to the millionth they are.
  return Array.from({ length: Math.max(0, count) }, (_, at) => Math.round((min + at * step) * 1e6) / 1e6);
};

/** What is legal under all of these at once. At least one must be given. */
export const legalUnderAll = (all: readonly [LegalNumbers, ...LegalNumbers[]]): LegalNumbers => {
  const [first, ...others] = all;
  if (others.length === 0) return first;
  const listed = all.find(isList);
  const stepped = all.find(
    (legal): legal is NumberRange & { readonly step: number } => !isList(legal) && legal.step !== null,
  );
  if (listed) return listed.filter((value) => all.every((legal) => isLegalNumber(legal, value)));
  if (stepped) return stepsOf(stepped).filter((value) => all.every((legal) => isLegalNumber(legal, value)));
  const ranges = all as readonly NumberRange[];
  return { min: Math.max(...ranges.map(({ min }) => min)), max: Math.min(...ranges.map(({ max }) => max)), step: null };
};

/** The nearest legal number, the larger of two that are as near; undefined when nothing is legal. */
export const nearestNumber = (legal: LegalNumbers, value: number): number | undefined => {
  if (!isList(legal)) {
    if (legal.min > legal.max) return undefined;
    if (legal.step === null) return Math.min(legal.max, Math.max(legal.min, value));
    return nearestNumber(stepsOf({ ...legal, step: legal.step }), value);
  }
  return legal.reduce<number | undefined>((best, candidate) => {
    if (best === undefined) return candidate;
    const gain = Math.abs(best - value) - Math.abs(candidate - value);
    return gain > 0 || (gain === 0 && candidate > best) ? candidate : best;
  }, undefined);
};

/** `4, 6 or 8`; `3 to 15 in steps of 1`. */
export const numbersText = (legal: LegalNumbers): string => {
  if (isList(legal)) return listText(legal.map(String));
  return `${legal.min} to ${legal.max}${legal.step === null ? '' : ` in steps of ${legal.step}`}`;
};

/** `a, b or c`; `nothing` when there is none. */
export const listText = (words: readonly string[]): string => {
  if (words.length === 0) return 'nothing';
  return words.length === 1 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
};

/** Width over height of `16:9`; undefined when it is none, such as `auto`. */
export const ratioValue = (ratio: string): number | undefined => {
  const match = /^(\d{1,5}(?:\.\d{1,3})?):(\d{1,5}(?:\.\d{1,3})?)$/.exec(ratio);
  const width = Number(match?.[1]);
  const height = Number(match?.[2]);
  return width > 0 && height > 0 ? width / height : undefined;
};

/** How unlike two ratios are: 0 when they are the same, the same for twice as wide and half as wide. */
const ratioDistance = (one: number, other: number): number => Math.abs(Math.log(one / other));

const isRatioList = (legal: LegalRatios): legal is readonly string[] => Array.isArray(legal);

/** Whether the ratio is one of the listed words, or within the bounds. */
export const isLegalRatio = (legal: LegalRatios, ratio: string): boolean => {
  if (isRatioList(legal)) return legal.includes(ratio);
  const value = ratioValue(ratio);
  const [least, most] = [ratioValue(legal.min), ratioValue(legal.max)];
  return (
    value !== undefined && least !== undefined && most !== undefined && value >= least - 1e-9 && value <= most + 1e-9
  );
};

/** The legal ratio that looks most alike; for what is no ratio, the first. Undefined when there is none. */
export const nearestRatio = (legal: LegalRatios, ratio: string): string | undefined => {
  const value = ratioValue(ratio);
  if (!isRatioList(legal)) {
    if (value === undefined) return '1:1';
    return value < (ratioValue(legal.min) ?? 0) ? legal.min : legal.max;
  }
  const measured = legal.flatMap((word) => {
    const of = ratioValue(word);
    return of === undefined ? [] : [{ word, far: value === undefined ? 0 : ratioDistance(value, of) }];
  });
  return (
    measured.reduce<{ word: string; far: number } | undefined>(
      (best, each) => (best === undefined || each.far < best.far - 1e-9 ? each : best),
      undefined,
    )?.word ?? legal[0]
  );
};

/** `1:1, 16:9 or 9:16`; `1:3 to 3:1`. */
export const ratiosText = (legal: LegalRatios): string =>
  isRatioList(legal) ? listText(legal) : `${legal.min} to ${legal.max}`;

/** Width and height of `1024x1536`; undefined when it is no such word. */
export const pixelsOfWord = (word: string): { readonly width: number; readonly height: number } | undefined => {
  const match = /^(\d{2,5})x(\d{2,5})$/.exec(word);
  return match ? { width: Number(match[1]), height: Number(match[2]) } : undefined;
};

/** How fine a word for resolution is, in lines (`720p`, `4K`, `1024x1536`); undefined when it says nothing of it. */
export const linesOfWord = (word: string, ofPictures: boolean): number | undefined => {
  const plain = word.trim().toLowerCase();
  const lines = /^(\d{3,4})p?$/.exec(plain);
  if (lines) return Number(lines[1]);
  const thousands = /^(\d(?:\.5)?)k$/.exec(plain);
  // Of pictures 2K is 2048 lines; of film 2K and 4K are 1440 and 2160 lines high.
  if (thousands) return Number(thousands[1]) * (ofPictures ? 1024 : Number(thousands[1]) >= 4 ? 540 : 720);
  const pixels = pixelsOfWord(plain);
  return pixels ? Math.sqrt(pixels.width * pixels.height) : undefined;
};

/** The word that means the same or comes nearest in fineness, the finer of two; the first where nothing can be compared. */
export const nearestResolution = (legal: readonly string[], word: string, ofPictures: boolean): string | undefined => {
  const same = legal.find((candidate) => candidate.toLowerCase() === word.trim().toLowerCase());
  const lines = linesOfWord(word, ofPictures);
  if (same !== undefined || lines === undefined) return same ?? legal[0];
  const measured = legal.flatMap((candidate) => {
    const of = linesOfWord(candidate, ofPictures);
    return of === undefined ? [] : [{ candidate, of }];
  });
  const best = nearestNumber(
    measured.map(({ of }) => of),
    lines,
  );
  return measured.find(({ of }) => of === best)?.candidate ?? legal[0];
};

/** A size of a picture, in pixels. */
export type Size = { readonly width: number; readonly height: number };

/** Whether a size is within the rule and, where the model says so, within its ratios. */
export const isLegalSize = (rule: SizeRule, ratios: LegalRatios | null, { width, height }: Size): boolean =>
  width % rule.multipleOf === 0 &&
  height % rule.multipleOf === 0 &&
  Math.max(width, height) <= rule.longestSide &&
  width * height >= rule.leastPixels &&
  width * height <= rule.mostPixels &&
  (ratios === null || isRatioList(ratios) || isLegalRatio(ratios, `${width}:${height}`));

/** The size of nearly the same shape and as many pixels as the rule allows, found by trying what lies around it. */
export const nearestSize = (rule: SizeRule, ratios: LegalRatios | null, { width, height }: Size): Size | undefined => {
  const [least, most] =
    ratios && !isRatioList(ratios) ? [ratioValue(ratios.min) ?? 0, ratioValue(ratios.max) ?? Infinity] : [0, Infinity];
  const shape = Math.min(most, Math.max(least, Math.max(1, width) / Math.max(1, height)));
  const pixels = Math.min(rule.mostPixels, Math.max(rule.leastPixels, width * height));
  const longest = Math.min(rule.longestSide, Math.sqrt(pixels * Math.max(shape, 1 / shape)));
  const wide = shape >= 1 ? longest : longest * shape;
  const base = { width: Math.round(wide / rule.multipleOf), height: Math.round(wide / shape / rule.multipleOf) };
  const around = [0, -1, 1, -2, 2, -3, 3];
  const candidates = around.flatMap((x) =>
    around.map((y) => ({ width: (base.width + x) * rule.multipleOf, height: (base.height + y) * rule.multipleOf })),
  );
  const farFrom = (size: Size): number =>
    ratioDistance(size.width / size.height, shape) + Math.abs(Math.log((size.width * size.height) / pixels));
  return candidates
    .filter((size) => size.width > 0 && size.height > 0 && isLegalSize(rule, ratios, size))
    .reduce<Size | undefined>(
      (best, size) => (best === undefined || farFrom(size) < farFrom(best) ? size : best),
      undefined,
    );
};
