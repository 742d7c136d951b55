/** Runs of capitals in action: the way screenplays introduce people, things and noises. */

export type CapitalRun = {
  /** e.g. `NURSE OLUWASEUN "SEUN" ADEYEMI`; article and possessive ending removed. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

const piece = `\\p{Lu}[\\p{Lu}\\p{M}\\p{N}'’.\\-]*(?![\\p{Ll}])`;
/** Longer capitals are shouting, not a name; it also bounds the splitting below. */
const longestRun = 200;
const particle = `(?:de|del|van|von|der|da|di|la|bin|al|of)(?=[ \\t]+\\p{Lu}{2})`;
const runPattern = new RegExp(
  `(?<![\\p{L}\\p{N}'’])${piece}(?:[ \\t]+(?:["“'‘(]?(?:${piece}|${particle})["”'’)]?|#?\\d{1,2}(?=[\\s,.;:!?]|$)))*`,
  'gu',
);

const leadingWords = /^(?:A|AN|THE|I|HIS|HER|TWO|THREE|FOUR|AND|AKA|BUT|AS|IN|ON|AT|OF)[ \t]+/;
const titleEnd = /(?:^| )(?:MR|MRS|MS|DR|ST|JR|SR)\.$/;

/** Articles before and endings behind are no part of the run; `JACK AND JILL` are two. */
const cleanRuns = (words: string, start: number): CapitalRun[] => {
  const joint = /[ \t]+(?:AND|&)[ \t]+/.exec(words);
  if (joint !== null) {
    return [
      ...cleanRuns(words.slice(0, joint.index), start),
      ...cleanRuns(words.slice(joint.index + joint[0].length), start + joint.index + joint[0].length),
    ];
  }
  const leading = leadingWords.exec(words);
  if (leading !== null) return cleanRuns(words.slice(leading[0].length), start + leading[0].length);
  const bare = words.replace(/['’]S?$/, '').replace(/[.-]+$/, (stops) => (titleEnd.test(words) ? stops : ''));
  return bare.replace(/[^\p{L}]/gu, '').length >= 2 ? [{ text: bare, start, end: start + bare.length }] : [];
};

/** In order; single letters and lone articles are no runs. */
export const capitalRuns = (text: string): CapitalRun[] => {
  if (!/[A-Z]{2}|[^\u0000-\u024f]|[À-Þ]/.test(text)) return [];
  const runs: CapitalRun[] = [];
  for (const match of text.matchAll(runPattern))
    for (const run of cleanRuns(match[0].slice(0, longestRun), match.index)) runs.push(run);
  return runs;
};

/** `Mara Voss` of `MARA VOSS`; `Dr. Priya Raman`; `Müller-Østergård`; `O'Brien`; small words stay small. */
export const titleCase = (name: string): string =>
  name
    .toLowerCase()
    .replace(/(^|[\s"“'‘’(\-.])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/ (De|Del|Van|Von|Der|Da|Di|La|Bin|Al|Of) /g, (word) => word.toLowerCase())
    .replace(/\bMc(\p{Ll})/gu, (_, letter: string) => `Mc${letter.toUpperCase()}`)
    .replace(/['’]S\b/g, (ending) => ending.toLowerCase());
