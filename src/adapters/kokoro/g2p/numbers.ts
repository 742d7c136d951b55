/** Numbers as words, the way an American actor reads them aloud. Words are lower case, separated by spaces. */

const ones = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
];
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const scales = ['', 'thousand', 'million', 'billion', 'trillion', 'quadrillion'];
const irregularOrdinals: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

const belowHundred = (n: number): string =>
  n < 20 ? (ones[n] as string) : `${tens[Math.floor(n / 10)]}${n % 10 === 0 ? '' : ` ${ones[n % 10]}`}`;

const belowThousand = (n: number): string => {
  if (n < 100) return belowHundred(n);
  const rest = n % 100;
  return `${ones[Math.floor(n / 100)]} hundred${rest === 0 ? '' : ` ${belowHundred(rest)}`}`;
};

/** Each digit by itself: `555` is `five five five`. */
export const digitByDigit = (digits: string): string =>
  [...digits].map((digit) => ones[Number(digit)] as string).join(' ');

/** A whole number from its digits; beyond quadrillions digit by digit. `007` is read digit by digit, too. */
export const cardinal = (digits: string): string => {
  if (/^0\d/.test(digits) || digits.length > 18) return digitByDigit(digits);
  if (Number(digits) === 0) return 'zero';
  const groups: string[] = [];
  for (let end = digits.length, scale = 0; end > 0; end -= 3, scale++) {
    const group = Number(digits.slice(Math.max(0, end - 3), end));
    if (group > 0) groups.unshift(`${belowThousand(group)} ${scales[scale]}`.trim());
  }
  return groups.join(' ');
};

export const ordinal = (digits: string): string => {
  const words = cardinal(digits).split(' ');
  const last = words.pop() as string;
  const irregular = irregularOrdinals[last];
  const formed = irregular ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return [...words, formed].join(' ');
};

/** 1987 is `nineteen eighty seven`, 1905 `nineteen oh five`, 2000 `two thousand`, 2007 `two thousand seven`, 2024 `twenty twenty four`. */
export const year = (digits: string): string => {
  const n = Number(digits);
  const century = Math.floor(n / 100);
  const rest = n % 100;
  if (n < 1100 || n > 2099 || (n >= 2000 && n < 2010)) return cardinal(digits);
  if (rest === 0) return `${belowHundred(century)} hundred`;
  return `${belowHundred(century)} ${rest < 10 ? `oh ${ones[rest]}` : belowHundred(rest)}`;
};

/** The plural of the last word: `twenties`, `nineties`, `twos`, `sixes`. */
export const pluralOf = (words: string): string => words.replace(/y$/, 'ie').replace(/x$/, 'xe').replace(/$/, 's');

/** `3.50` is `three point five zero`; commas between thousands are allowed. */
export const decimal = (text: string): string => {
  const [whole = '', fraction] = text.replaceAll(',', '').split('.');
  const spoken = whole === '' ? 'zero' : cardinal(whole);
  return fraction === undefined || fraction === '' ? spoken : `${spoken} point ${digitByDigit(fraction)}`;
};

/** `9:05` is `nine oh five`, `10:00` `ten o'clock`, with a.m. or p.m. `ten a m`. */
export const clockTime = (hours: string, minutes: string, half?: string): string => {
  const minute = Number(minutes);
  const suffix =
    half === undefined ? '' : ` ${[...half.toLowerCase().replaceAll('.', '')].map((letter) => `${letter}.`).join(' ')}`;
  const hour = cardinal(String(Number(hours)));
  if (minute === 0) return half === undefined ? `${hour} o'clock` : `${hour}${suffix}`;
  return `${hour} ${minute < 10 ? `oh ${ones[minute]}` : belowHundred(minute)}${suffix}`;
};

const currencies: Readonly<Record<string, readonly [one: string, many: string, small: string, smalls: string]>> = {
  $: ['dollar', 'dollars', 'cent', 'cents'],
  '£': ['pound', 'pounds', 'penny', 'pence'],
  '€': ['euro', 'euros', 'cent', 'cents'],
  '¥': ['yen', 'yen', 'sen', 'sen'],
  '₹': ['rupee', 'rupees', 'paisa', 'paise'],
};

/** `$5` `five dollars`, `$3.50` `three dollars fifty`, `£2.5 million` `two point five million pounds`. */
export const money = (sign: string, amount: string, scale?: string): string => {
  const [one, many, small, smalls] = currencies[sign] ?? ['', '', '', ''];
  if (scale !== undefined) return `${decimal(amount)} ${scale.toLowerCase()} ${many}`;
  const [whole = '0', fraction = ''] = amount.replaceAll(',', '').split('.');
  const cents = Number(fraction.padEnd(2, '0').slice(0, 2));
  const units = `${cardinal(whole)} ${Number(whole) === 1 ? one : many}`;
  if (cents === 0) return units;
  const change = belowHundred(cents);
  return Number(whole) === 0 ? `${change} ${cents === 1 ? small : smalls}` : `${units} ${change}`;
};

const denominators: Readonly<Record<string, string>> = { '2': 'half', '4': 'quarter' };

/** `1/2` `one half`, `3/4` `three quarters`. */
export const fraction = (above: string, below: string): string => {
  const part = denominators[below] ?? ordinal(below);
  const many = part === 'half' ? 'halves' : `${part}s`;
  return `${cardinal(above)} ${Number(above) === 1 ? part : many}`;
};
