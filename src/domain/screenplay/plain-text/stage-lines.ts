/** The stage form of plain text: which lines give speech as `NAME: line` or `NAME - line`, and who speaks in them. */
import { isUpperCase } from '../fountain/line-kinds.ts';

type StageText = { readonly text: string };

/** `SAM: (looking round) What?`; the name in capitals or starting with one, at most four words. */
const stageLine =
  /^((?:\p{Lu}[\p{L}\p{N}.'’-]*)(?: (?:\p{Lu}|\d|of |the |and |#)[\p{L}\p{N}.'’-]*){0,4}) ?(\([^)]*\))?[:：]\s+(\S.*)$/u;
const notNames =
  /^(?:INT|EXT|TITLE|SUPER|NOTE|ACT|SCENE|TIME|PLACE|SETTING|CUT|FADE|Note|Time|Place|Setting|Scene|Act|Chapter|Title|Author|By)\b/;

/** `BEN - Are you there?`, with any dash that has blanks around it. */
const dashLine =
  /^((?:\p{Lu}[\p{L}\p{N}.'’-]*)(?: (?:\p{Lu}|\d|of |the |and |#)[\p{L}\p{N}.'’-]*){0,4}) ?(\([^)]*\))? (?:--?|[–—])\s+(\S.*)$/u;
const notSpeakers =
  /^(?:INSERT|CLOSE|CLOSEUP|POV|WIDE|ANGLE|BACK|LATER|INTERCUT|MONTAGE|SHOT|PAN|END|DAY|NIGHT|Insert|Close|Back|Later|Day|Night)\b/;
const hourBehind =
  /^(?:(?:LATE|EARLY|NEXT) )?(?:DAY|NIGHT|MORNING|AFTERNOON|EVENING|DAWN|DUSK|LATER|CONTINUOUS|SAME)\b/;

/** Lines by which a text gives its speech, and who speaks in them. */
export type StageForm = {
  readonly pattern: RegExp;
  readonly speakers: ReadonlySet<string>;
  readonly lineCount: number;
};

/** Longer lines are paragraphs; it also bounds the matching. */
const longestStageLine = 4000;

/** The name, the direction behind it and the words, where a line is one of the form's speakers'. */
export const stageMatch = ({ pattern, speakers }: StageForm, text: string): RegExpExecArray | null => {
  const found = text.length < longestStageLine ? pattern.exec(text) : null;
  return found !== null && speakers.has(found[1] as string) ? found : null;
};

const withCount = (lines: readonly StageText[], pattern: RegExp, speakers: ReadonlySet<string>): StageForm => {
  const form = { pattern, speakers, lineCount: 0 };
  return { ...form, lineCount: lines.filter(({ text }) => stageMatch(form, text) !== null).length };
};

/**
 * A dash parts a name from a line only where it does so again and again: three lines or more, two names or more, each in
 * capitals or used twice, unless such lines are most of the text.
 */
const dashForm = (lines: readonly StageText[]): StageForm => {
  const uses = new Map<string, number>();
  for (const { text } of lines) {
    const found = text.length < longestStageLine ? dashLine.exec(text) : null;
    if (found === null || notNames.test(text) || notSpeakers.test(text) || hourBehind.test(found[3] as string))
      continue;
    uses.set(found[1] as string, (uses.get(found[1] as string) ?? 0) + 1);
  }
  const filled = lines.filter(({ text }) => text !== '').length;
  const total = [...uses.values()].reduce((sum, count) => sum + count, 0);
  const isMost = total >= 2 && total * 3 >= filled * 2;
  const names = [...uses].filter(([name, count]) => isMost || count >= 2 || isUpperCase(name));
  const lineCount = names.reduce((sum, [, count]) => sum + count, 0);
  const isForm = isMost || (lineCount >= 3 && names.length >= 2);
  return withCount(lines, dashLine, new Set(isForm ? names.map(([name]) => name) : []));
};

/** Speakers of a stage form: names before a colon, in capitals or used at least twice. */
const stageSpeakers = (lines: readonly StageText[]): ReadonlySet<string> => {
  const uses = new Map<string, number>();
  for (const { text } of lines) {
    const name = text.length < longestStageLine ? stageLine.exec(text)?.[1] : undefined;
    if (name !== undefined && !notNames.test(name)) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  const total = [...uses.values()].reduce((sum, count) => sum + count, 0);
  return new Set(
    total < 2 ? [] : [...uses].filter(([name, count]) => count >= 2 || isUpperCase(name)).map(([name]) => name),
  );
};

/** Colons where they give as many lines as dashes do. */
export const stageForm = (lines: readonly StageText[]): StageForm => {
  const colons = withCount(lines, stageLine, stageSpeakers(lines));
  const dashes = dashForm(lines);
  return dashes.lineCount > colons.lineCount ? dashes : colons;
};
