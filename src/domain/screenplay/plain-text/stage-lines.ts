/** The stage form of plain text: which lines give speech as `NAME: line` or `NAME - line`, and who speaks in them. */
import { isUpperCase } from '../fountain/line-kinds.ts';
import { genderOfName } from '../words/given-names.ts';

type StageText = { readonly text: string };

/** `SAM: (looking round) What?`; the name in capitals or starting with one, at most five words. Also `李明：你好`. */
const stageLine =
  /^((?:\p{Lu}[\p{L}\p{N}.'’-]*)(?: (?:\p{Lu}|\d|of |the |and |#)[\p{L}\p{N}.'’-]*){0,4}|\p{Lo}[\p{Lo}\p{M}ー々·・ ]{0,19}) ?([(（][^)）]*[)）])?(?::\s+|(?<=\p{Lo}\p{M}*):|：\s*)(\S.*)$/u;
const notNames =
  /^(?:INT|EXT|TITLE|SUPER|NOTE|ACT|SCENE|TIME|PLACE|SETTING|CUT|FADE|Note|Time|Place|Setting|Scene|Act|Chapter|Title|Author|By)\b/;

/** Labels of scripts without capitals: time, place, title, author, people, scene, act, remark. */
const caselessLabels =
  /^(?:时间|時間|地点|地點|場所|标题|標題|片名|作者|编剧|編劇|人物|登場人物|角色|场景|場景|场次|备注|備註|注|第.{1,4}[场場幕章集话話]|الزمان|المكان|العنوان|زمان|مكان|تأليف)$/u;

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

/** Two lines of three. */
const isMostOf = (count: number, lines: readonly StageText[]): boolean =>
  count * 3 >= lines.filter(({ text }) => text !== '').length * 2;

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
  const total = [...uses.values()].reduce((sum, count) => sum + count, 0);
  const isMost = total >= 2 && isMostOf(total, lines);
  const names = [...uses].filter(([name, count]) => isMost || count >= 2 || isUpperCase(name));
  const lineCount = names.reduce((sum, [, count]) => sum + count, 0);
  const isForm = isMost || (lineCount >= 3 && names.length >= 2);
  return withCount(lines, dashLine, new Set(isForm ? names.map(([name]) => name) : []));
};

const isGivenName = (name: string): boolean => genderOfName((name.split(' ')[0] as string).toLowerCase()) !== undefined;

/**
 * Speakers of a stage form: names before a colon, in capitals, used at least twice, or plainly given names; where such
 * lines are most of the text and some name comes again, all of them.
 */
const stageSpeakers = (lines: readonly StageText[]): ReadonlySet<string> => {
  const uses = new Map<string, number>();
  for (const { text } of lines) {
    const name = text.length < longestStageLine ? stageLine.exec(text)?.[1] : undefined;
    if (name !== undefined && !notNames.test(name) && !caselessLabels.test(name))
      uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  const total = [...uses.values()].reduce((sum, count) => sum + count, 0);
  if (total < 2) return new Set();
  const isMost = total >= 3 && isMostOf(total, lines) && [...uses.values()].some((count) => count >= 2);
  const names = [...uses].filter(([name, count]) => isMost || count >= 2 || isUpperCase(name) || isGivenName(name));
  return new Set(names.map(([name]) => name));
};

/** Colons where they give as many lines as dashes do. */
export const stageForm = (lines: readonly StageText[]): StageForm => {
  const colons = withCount(lines, stageLine, stageSpeakers(lines));
  const dashes = dashForm(lines);
  return dashes.lineCount > colons.lineCount ? dashes : colons;
};
