/** Runs of capitals in action: the way screenplays introduce people, things and noises. */

export type CapitalRun = {
  /** e.g. `NURSE OLUWASEUN "SEUN" ADEYEMI`; article and possessive ending removed. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

const piece = `\\p{Lu}[\\p{Lu}\\p{M}\\p{N}'’.\\-]*(?![\\p{Ll}])`;
const runPattern = new RegExp(
  `(?<![\\p{L}\\p{N}'’])${piece}(?:[ \\t]+["“'‘(]?(?:${piece}|(?:de|del|van|von|der|da|di|la|bin|al|of)(?=[ \\t]+\\p{Lu}{2}))["”'’)]?)*`,
  'gu',
);

/** In order; single letters and lone articles are no runs. */
export const capitalRuns = (text: string): CapitalRun[] => {
  if (!/[A-Z]{2}|[^\u0000-\u024f]|[À-Þ]/.test(text)) return [];
  const runs: CapitalRun[] = [];
  for (const match of text.matchAll(runPattern)) {
    let words = match[0];
    let start = match.index;
    const article = /^(?:A|AN|THE|I|HIS|HER|TWO|THREE|AND)[ \t]+/.exec(words);
    if (article !== null) {
      start += article[0].length;
      words = words.slice(article[0].length);
    }
    words = words
      .replace(/['’]S?$/, '')
      .replace(/[.\-]+$/, (stops) => (/(?:^| )(?:MR|MRS|MS|DR|ST|JR|SR)\.$/.test(words) ? stops : ''));
    if (words.replace(/[^\p{L}]/gu, '').length >= 2) runs.push({ text: words, start, end: start + words.length });
  }
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
