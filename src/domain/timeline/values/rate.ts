/** Frame rates as people write them: 30, 29.97, "30000/1001", {num, den}. */
import type { Rate } from '../../time.ts';
import { isObject } from '../schema/objects.ts';
import { type Shape, wrong } from '../schema/shape.ts';
import { said } from '../schema/words.ts';

const takes = 'frames per second like 30, 29.97 or "30000/1001", from 1 to 240';

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

const reduced = (num: number, den: number): Rate | undefined => {
  if (!Number.isSafeInteger(num) || !Number.isSafeInteger(den) || num <= 0 || den <= 0) return undefined;
  const common = gcd(num, den);
  const rate = { num: num / common, den: den / common };
  return rate.den <= 100_000 && rate.num >= rate.den && rate.num <= 240 * rate.den ? rate : undefined;
};

/** Decimals stand for the broadcast rate they are short for (29.97 is 30000/1001), or else for themselves. */
const fromDecimal = (fps: number): Rate | undefined => {
  if (!Number.isFinite(fps) || fps <= 0 || fps > 1000) return undefined;
  if (Number.isInteger(fps)) return reduced(fps, 1);
  const nominal = Math.ceil(fps);
  const broadcast = (nominal * 1000) / 1001;
  if (nominal % 6 === 0 && Math.abs(fps - broadcast) < 0.006) return reduced(nominal * 1000, 1001);
  return reduced(Math.round(fps * 1000), 1000);
};

const fromText = (text: string): Rate | undefined => {
  const parts = /^\s*(\d{1,9})\s*[/:]\s*(\d{1,6})\s*$/.exec(text);
  if (parts) return reduced(Number(parts[1]), Number(parts[2]));
  return /^\s*\d{1,4}(?:\.\d{1,9})?\s*$/.test(text) ? fromDecimal(Number(text)) : undefined;
};

const fromObject = (value: Readonly<Record<string, unknown>>): Rate | undefined =>
  Object.keys(value).every((key) => key === 'num' || key === 'den') &&
  typeof value.num === 'number' &&
  typeof value.den === 'number'
    ? reduced(value.num, value.den)
    : undefined;

/** A frame rate as a reduced fraction. */
export const rateShape: Shape<Rate> = {
  takes,
  read: (value, place, reading) => {
    const filled = typeof value === 'string' ? reading.fill(value, place) : value;
    if (filled === wrong) return wrong;
    let rate: Rate | undefined;
    if (typeof filled === 'number') rate = fromDecimal(filled);
    else if (typeof filled === 'string') rate = fromText(filled);
    else if (isObject(filled)) rate = fromObject(filled);
    return rate ?? reading.tell(place, `${said(filled)} is no frame rate; use ${takes}`);
  },
  schema: () => ({
    anyOf: [
      { type: 'number', minimum: 1, maximum: 240 },
      { type: 'string' },
      {
        type: 'object',
        properties: { num: { type: 'integer', minimum: 1 }, den: { type: 'integer', minimum: 1 } },
        required: ['num', 'den'],
        additionalProperties: false,
      },
    ],
  }),
};
