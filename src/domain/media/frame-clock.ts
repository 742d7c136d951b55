/** When the frames of a film begin, from the times its packets carry: evenly, or each at its own time. */
import type { Rate } from '../time.ts';

/** Rates that films have; a measured mean within a thousandth of one is that one. */
const usualRates: readonly Rate[] = [
  { num: 24000, den: 1001 },
  { num: 24, den: 1 },
  { num: 25, den: 1 },
  { num: 30000, den: 1001 },
  { num: 30, den: 1 },
  { num: 48, den: 1 },
  { num: 50, den: 1 },
  { num: 60000, den: 1001 },
  { num: 60, den: 1 },
  { num: 120000, den: 1001 },
  { num: 120, den: 1 },
  { num: 240, den: 1 },
  { num: 5, den: 1 },
  { num: 6, den: 1 },
  { num: 8, den: 1 },
  { num: 10, den: 1 },
  { num: 12, den: 1 },
  { num: 25, den: 2 },
  { num: 15000, den: 1001 },
  { num: 15, den: 1 },
  { num: 20, den: 1 },
  { num: 100, den: 1 },
];

const frameUs = ({ num, den }: Rate): number => (den * 1e6) / num;

/** The largest distance in µs of a frame from where a steady rate has it, first frames together. */
const worstDistance = (timesUs: Float64Array, rate: Rate): number => {
  let worst = 0;
  for (let i = 1; i < timesUs.length; i++)
    worst = Math.max(worst, Math.abs(timesUs[i]! - timesUs[0]! - i * frameUs(rate)));
  return worst;
};

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));

/** The same rate with the smallest numbers. */
export const reduced = (num: number, den: number): Rate => {
  const shared = commonDivisor(num, den);
  return { num: num / shared, den: den / shared };
};

/** A mean in frames per second as a fraction: a usual rate when within 0.1 %, else thousandths. */
export const rateOfMean = (framesPerSecond: number): Rate => {
  const near = usualRates
    .map((rate) => ({ rate, off: Math.abs(rate.num / rate.den / framesPerSecond - 1) }))
    .sort((a, b) => a.off - b.off)[0]!;
  if (near.off <= 0.001) return near.rate;
  const thousandths = Math.max(1, Math.round(framesPerSecond * 1000));
  return reduced(thousandths, 1000);
};

export type FrameClock = {
  readonly rate: Rate;
  /** Every frame is within an eighth of a frame of its place, which is what rounding to the file's clock explains. */
  readonly steady: boolean;
};

/**
 * `timesUs` ascend strictly. `tickUs` is one tick of the file's clock: times are rounded to it. `hint` is the rate the file
 * claims, taken when it fits at least as well as the mean: short films have rough means.
 */
export const frameClockOf = (timesUs: Float64Array, tickUs: number, hint: Rate): FrameClock => {
  const last = timesUs.length - 1;
  if (last < 1) return { rate: hint, steady: true };
  const mean = (last * 1e6) / (timesUs[last]! - timesUs[0]!);
  const candidates = [rateOfMean(mean), hint].map((rate) => ({ rate, worst: worstDistance(timesUs, rate) }));
  const { rate, worst } = candidates[1]!.worst <= candidates[0]!.worst ? candidates[1]! : candidates[0]!;
  const tolerance = Math.min(Math.max(1.1 * tickUs, frameUs(rate) * 0.02), frameUs(rate) / 8);
  return worst <= tolerance ? { rate, steady: true } : { rate: rateOfMean(mean), steady: false };
};
