/** What the characters of a text are: their script, whether they show, whether their letters join, which way they run. */

/** Scripts with letters of their own, by their code (ISO 15924), the common ones first. */
const scripts: readonly (readonly [code: string, pattern: RegExp])[] = (
  [
    ['Latn', 'Latin'],
    ['Arab', 'Arabic'],
    ['Cyrl', 'Cyrillic'],
    ['Grek', 'Greek'],
    ['Hebr', 'Hebrew'],
    ['Hani', 'Han'],
    ['Hira', 'Hiragana'],
    ['Kana', 'Katakana'],
    ['Hang', 'Hangul'],
    ['Deva', 'Devanagari'],
    ['Beng', 'Bengali'],
    ['Thai', 'Thai'],
    ['Taml', 'Tamil'],
    ['Telu', 'Telugu'],
    ['Gujr', 'Gujarati'],
    ['Guru', 'Gurmukhi'],
    ['Knda', 'Kannada'],
    ['Mlym', 'Malayalam'],
    ['Sinh', 'Sinhala'],
    ['Orya', 'Oriya'],
    ['Mymr', 'Myanmar'],
    ['Khmr', 'Khmer'],
    ['Laoo', 'Lao'],
    ['Tibt', 'Tibetan'],
    ['Armn', 'Armenian'],
    ['Geor', 'Georgian'],
    ['Ethi', 'Ethiopic'],
    ['Syrc', 'Syriac'],
    ['Thaa', 'Thaana'],
    ['Nkoo', 'Nko'],
    ['Mong', 'Mongolian'],
    ['Cher', 'Cherokee'],
    ['Cans', 'Canadian_Aboriginal'],
    ['Bopo', 'Bopomofo'],
    ['Tfng', 'Tifinagh'],
    ['Adlm', 'Adlam'],
    ['Rohg', 'Hanifi_Rohingya'],
    ['Mand', 'Mandaic'],
    ['Java', 'Javanese'],
    ['Bali', 'Balinese'],
    ['Sund', 'Sundanese'],
    ['Tglg', 'Tagalog'],
  ] as const
).map(([code, name]) => [code, new RegExp(`^\\p{Script=${name}}`, 'u')] as const);

/** Script of what no script owns: digits, punctuation, signs, and letters of scripts that are not listed. */
export const commonScript = 'Zyyy';

const known = new Map<number, string>();

/** Code of the script a character belongs to, `Zyyy` for what is used with all. */
export const scriptOf = (codePoint: number): string => {
  const before = known.get(codePoint);
  if (before !== undefined) return before;
  const character = String.fromCodePoint(codePoint);
  const script = scripts.find(([, pattern]) => pattern.test(character))?.[0] ?? commonScript;
  if (known.size < 50_000) known.set(codePoint, script);
  return script;
};

const joining: ReadonlySet<string> = new Set(['Arab', 'Syrc', 'Mong', 'Nkoo', 'Adlm', 'Rohg', 'Mand']);
const headline: ReadonlySet<string> = new Set(['Deva', 'Beng', 'Guru']);

/** Whether letters of a script touch, so that spacing them apart would tear words. */
export const joinsLetters = (script: string): boolean => joining.has(script) || headline.has(script);

const invisible = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}]$/u;
const needsBase = /^[\p{M}\p{Emoji_Modifier}]$/u;

/** Shows nothing by nature: spaces, joiners, selectors, controls. */
export const isInvisible = (character: string): boolean => invisible.test(character);

/** Shows nothing of its own, or only together with another character. */
export const needsNoGlyph = (character: string): boolean => invisible.test(character) || needsBase.test(character);

/** Letters, and controls, that make the direction of a text a question. */
const anyRightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}\u200f\u202b\u202e\u2067\u2068]/u;

/** Whether any part of a text may run from right to left. */
export const mayRunRightToLeft = (text: string): boolean => anyRightToLeft.test(text);

/** The same text, unit by unit, with what cannot be shown made harmless: tabs become spaces, other controls nothing. */
export const withoutControls = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
  text
    .replace(/[\t\v\f]/g, ' ')
    .replace(/[\u0000-\u0009\u000e-\u001f\u007f-\u009f\u2028\u2029\ufff9-\ufffb]/g, '\u2060');
