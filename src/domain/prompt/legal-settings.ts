/** Length, shape and size as the model takes them: the nearest legal value of each, and a note where that is not what was asked. */
import type { LegalNumbers, LegalRatios } from '../catalog/model.types.ts';

export type Fit<T> = { readonly value: T; readonly note?: string };

/** The legal number nearest to `asked`; of two as near the larger, because a clip can be cut but not stretched. */
export const nearestNumber = (asked: number, legal: LegalNumbers | null): number => {
  if (legal === null) return asked;
  if ('min' in legal) {
    const inside = Math.min(legal.max, Math.max(legal.min, asked));
    if (legal.step === null) return inside;
    const steps = Math.round((inside - legal.min) / legal.step);
    const value = legal.min + steps * legal.step;
    return value > legal.max ? value - legal.step : value;
  }
  return legal.reduce(
    (best, value) =>
      Math.abs(value - asked) < Math.abs(best - asked) ||
      (Math.abs(value - asked) === Math.abs(best - asked) && value > best)
        ? value
        : best,
    legal[0] ?? asked,
  );
};

/** Width by height of `16:9`; undefined for what is no ratio. */
export const ratioOf = (text: string): number | undefined => {
  const match = /^(\d{1,5}(?:\.\d+)?):(\d{1,5}(?:\.\d+)?)$/u.exec(text.trim());
  const [width, height] = [Number(match?.[1]), Number(match?.[2])];
  return match === null || !(width > 0) || !(height > 0) ? undefined : width / height;
};

const apart = (a: number, b: number): number => Math.abs(Math.log(a / b));

/** The legal ratio nearest in shape; words such as `auto` are never chosen for a shape. */
export const nearestRatio = (asked: string, legal: LegalRatios | null): string => {
  const wanted = ratioOf(asked);
  if (legal === null || wanted === undefined) return asked;
  if ('min' in legal) {
    const low = ratioOf(legal.min) ?? wanted;
    const high = ratioOf(legal.max) ?? wanted;
    if (wanted < low) return legal.min;
    return wanted > high ? legal.max : asked;
  }
  const known = legal.filter((ratio) => ratioOf(ratio) !== undefined);
  if (known.includes(asked)) return asked;
  return known.reduce(
    (best, ratio) => (apart(ratioOf(ratio) as number, wanted) < apart(ratioOf(best) as number, wanted) ? ratio : best),
    known[0] ?? asked,
  );
};

const linesOf = (resolution: string): number | undefined => {
  const named = /^(\d{3,4})p$/iu.exec(resolution)?.[1];
  if (named !== undefined) return Number(named);
  const thousands = /^(\d)k$/iu.exec(resolution)?.[1];
  if (thousands !== undefined) return { 1: 1024, 2: 1440, 4: 2160 }[thousands as '1' | '2' | '4'];
  const size = /^(\d{2,5})x(\d{2,5})$/u.exec(resolution);
  return size === null ? undefined : Math.min(Number(size[1]), Number(size[2]));
};

/** The model's own word for the size nearest to the one asked (`1080p`, `2K`, `1280x720`). */
export const nearestResolution = (asked: string, legal: readonly string[] | null): string => {
  if (legal === null) return asked;
  const same = legal.find((one) => one.toLowerCase() === asked.toLowerCase());
  if (same !== undefined) return same;
  const wanted = linesOf(asked);
  const known = legal.filter((one) => linesOf(one) !== undefined);
  if (wanted === undefined || known.length === 0) return legal[0] ?? asked;
  return known.reduce(
    (best, one) => (apart(linesOf(one) as number, wanted) < apart(linesOf(best) as number, wanted) ? one : best),
    known[0] as string,
  );
};
