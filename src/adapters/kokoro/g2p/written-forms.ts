/**
 * From what is written to what is said: numbers, times, money, abbreviations, initials and signs become plain words.
 * Each pattern is tried at the same place in this order; the first that fits is spoken instead of the text.
 */
import { cardinal, clockTime, decimal, digitByDigit, fraction, money, ordinal, pluralOf, year } from './numbers.ts';

/** Single letters are written `a.`: the dot tells them from the words `a` and `i`. */
export const letterByLetter = (text: string): string =>
  [...text.toLowerCase()].map((sign) => (/\d/.test(sign) ? digitByDigit(sign) : `${sign}.`)).join(' ');

type Match = readonly (string | undefined)[];
type WrittenForm = { readonly pattern: RegExp; readonly spoken: (match: Match, after: string) => string | undefined };

const months = 'January|February|March|April|May|June|July|August|September|October|November|December';

const titles: Readonly<Record<string, string>> = {
  mr: 'mister',
  mrs: 'missus',
  ms: 'miz',
  dr: 'doctor',
  prof: 'professor',
  capt: 'captain',
  cpt: 'captain',
  lt: 'lieutenant',
  sgt: 'sergeant',
  col: 'colonel',
  gen: 'general',
  cmdr: 'commander',
  maj: 'major',
  rev: 'reverend',
  hon: 'honorable',
  sen: 'senator',
  gov: 'governor',
  pres: 'president',
  det: 'detective',
  insp: 'inspector',
  jr: 'junior',
  sr: 'senior',
  mt: 'mount',
  ft: 'fort',
  vs: 'versus',
  etc: 'et cetera',
  approx: 'approximately',
  dept: 'department',
  no: 'number',
  vol: 'volume',
  ave: 'avenue',
  blvd: 'boulevard',
  rd: 'road',
  hwy: 'highway',
};

const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  km: ['kilometer', 'kilometers'],
  cm: ['centimeter', 'centimeters'],
  mm: ['millimeter', 'millimeters'],
  kg: ['kilogram', 'kilograms'],
  mph: ['mile an hour', 'miles an hour'],
  'km/h': ['kilometer an hour', 'kilometers an hour'],
  lbs: ['pound', 'pounds'],
  lb: ['pound', 'pounds'],
  oz: ['ounce', 'ounces'],
  ft: ['foot', 'feet'],
  hz: ['hertz', 'hertz'],
  mhz: ['megahertz', 'megahertz'],
  ghz: ['gigahertz', 'gigahertz'],
  mb: ['megabyte', 'megabytes'],
  gb: ['gigabyte', 'gigabytes'],
};

const signs: Readonly<Record<string, string>> = {
  '&': 'and',
  '@': 'at',
  '%': 'percent',
  '+': 'plus',
  '=': 'equals',
  '#': 'number',
  '°': 'degrees',
  '½': 'one half',
  '¼': 'one quarter',
  '¾': 'three quarters',
  '×': 'times',
  '™': '',
  '©': '',
  '®': '',
};

const isYear = (digits: string, after: string): boolean =>
  digits.length === 4 &&
  Number(digits) >= 1100 &&
  Number(digits) <= 2099 &&
  !/^\s*(feet|miles|dollars|pounds|men|people|meters|years|tons|of)\b/i.test(after);

/** `St.` stands for Saint before a name and Street after one. */
const saintOrStreet = (after: string): string => (/^\s+\p{Lu}/u.test(after) ? 'saint' : 'street');

export const writtenForms: readonly WrittenForm[] = [
  // A stutter repeats the first sound, not the name of the letter: W-w-what.
  { pattern: /(\p{L})-(?=\1)/iuy, spoken: ([, letter = '']) => `${letter.toLowerCase()}~` },
  {
    pattern: /([$£€¥₹])(\d[\d,]*(?:\.\d+)?)(?:\s?(hundred|thousand|million|billion|trillion)\b)?/iy,
    spoken: ([, sign = '', amount = '', scale]) => money(sign, amount, scale),
  },
  {
    pattern: /(\d{1,2}):([0-5]\d)(?:\s?([ap]\.?m\b\.?))?/iy,
    spoken: ([, hours = '', minutes = '', half]) => clockTime(hours, minutes, half),
  },
  {
    pattern: /(\d{1,2})\s?([ap])\.?m\b\.?/iy,
    spoken: ([, hours = '', half = '']) => clockTime(hours, '00', `${half}m`),
  },
  {
    pattern: new RegExp(`(${months})\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?\\b`, 'y'),
    spoken: ([, month = '', day = '', inYear]) =>
      `${month.toLowerCase()} ${ordinal(day)}${inYear === undefined ? '' : ` ${year(inYear)}`}`,
  },
  { pattern: /(\d+)(?:st|nd|rd|th)\b/iy, spoken: ([, digits = '']) => ordinal(digits) },
  { pattern: /['’]?(\d0)['’]?s\b/iy, spoken: ([, digits = '']) => pluralOf(cardinal(digits)) },
  { pattern: /(\d{2}[1-9]0|\d{4})['’]?s\b/iy, spoken: ([, digits = '']) => pluralOf(year(digits)) },
  {
    pattern: /(\d{3})[-.](\d{3})[-.](\d{4})\b/y,
    spoken: ([, a = '', b = '', c = '']) => [a, b, c].map(digitByDigit).join(', '),
  },
  { pattern: /(\d{3})-(\d{4})\b/y, spoken: ([, a = '', b = '']) => `${digitByDigit(a)}, ${digitByDigit(b)}` },
  {
    pattern: /(\d{1,3})\/(\d{1,3})(?![\d/])/y,
    spoken: ([, above = '', below = '']) => (Number(below) > Number(above) ? fraction(above, below) : undefined),
  },
  {
    pattern: /(\d[\d,]*(?:\.\d+)?)\s?(km\/h|km|cm|mm|kg|mph|lbs?|oz|ft|[mg]?hz|[mg]b)\b\.?/iy,
    spoken: ([, amount = '', unit = '']) =>
      `${decimal(amount)} ${units[unit.toLowerCase()]?.[amount === '1' ? 0 : 1] ?? unit}`,
  },
  { pattern: /\d{1,3}(?:,\d{3})+(?:\.\d+)?/y, spoken: ([all = '']) => decimal(all) },
  { pattern: /24\/7\b/y, spoken: () => 'twenty four seven' },
  { pattern: /\d*\.\d+/y, spoken: ([all = '']) => decimal(all) },
  // Letters and digits run together are read apart: B12, KX-7, 4x4, 9mm is above.
  { pattern: /(\d+)(?=\p{L})/uy, spoken: ([, digits = '']) => cardinal(digits) },
  { pattern: /\d+/y, spoken: ([digits = ''], after) => (isYear(digits, after) ? year(digits) : cardinal(digits)) },
  { pattern: /St\.(?=\s|$)/y, spoken: (_, after) => saintOrStreet(after) },
  { pattern: /No\.(?=\s*\d)/y, spoken: () => 'number' },
  {
    pattern:
      /(Mr|Mrs|Ms|Dr|Prof|Capt|Cpt|Lt|Sgt|Col|Gen|Cmdr|Maj|Rev|Hon|Sen|Gov|Pres|Det|Insp|Jr|Sr|Mt|Ft|vs|etc|approx|Dept|Vol|Ave|Blvd|Rd|Hwy)\.(?=\s|[,;:!?]|$)/y,
    spoken: ([, short = '']) => titles[short.toLowerCase()],
  },
  { pattern: /(Mr|Mrs|Ms|Dr)(?=\s+\p{Lu})/uy, spoken: ([, short = '']) => titles[short.toLowerCase()] },
  // Initials: U.S., J.R.R., a.m.; the last dot may end the sentence and is left to it.
  {
    pattern: /(?:\p{L}\.){2,}(?=\s|$|[,;:!?'’])|(?:\p{Lu}\.)+\p{Lu}\b/uy,
    spoken: ([all = '']) => letterByLetter(all.replaceAll('.', '')),
  },
  { pattern: /(\p{Lu})\.(?=\s+\p{Lu})/uy, spoken: ([, initial = '']) => letterByLetter(initial) },
  { pattern: /[&@%+=#°½¼¾×™©®]/y, spoken: ([sign = '']) => signs[sign] },
];
