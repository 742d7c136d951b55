/** Rules about signs: whose they are, whether they close, whether a file has a job, what nobody can see. */
import type { Dialect, ModelRecord } from '../../catalog/model.types.ts';
import { visibleText } from '../plain-words.ts';
import type { LintIssue } from './lint.types.ts';

const at = (match: RegExpMatchArray): { start: number; end: number } => ({
  start: match.index as number,
  end: (match.index as number) + match[0].length,
});

const signs: readonly { readonly pattern: RegExp; readonly of: readonly Dialect[]; readonly what: string }[] = [
  { pattern: /<<<\w+>>>/gu, of: ['kling'], what: 'a voice or element of Kling' },
  {
    pattern:
      /\[(?:push in|pull out|pan (?:left|right)|tilt (?:up|down)|truck (?:left|right)|pedestal (?:up|down)|zoom (?:in|out)|shake|static shot|tracking shot)\]/giu,
    of: ['hailuo'],
    what: 'a camera command of Hailuo',
  },
  { pattern: /<\/?d>|<scenetrans>|<cutoff>/gu, of: ['minimax'], what: 'a speech tag of MiniMax H3' },
  { pattern: /<(?:Picture|Video|Audio) \d+>/gu, of: ['minimax'], what: 'a file of MiniMax H3' },
  { pattern: /\{[^{}]*\}|【[^【】]*】/gu, of: ['seedance'], what: 'a line or title of Seedance' },
  { pattern: /@(?:image|video|audio|element)\d+/giu, of: ['seedance', 'kling'], what: 'a file of Seedance or Kling' },
  {
    pattern: /\[(?:whispers?|whispering|shouts?|shouting|laughs?|sighs?|excited|sad|angry|pause)\]/giu,
    of: ['eleven-tags'],
    what: 'an audio tag of ElevenLabs v3',
  },
  { pattern: /<\/?(?:break|speak|prosody|emphasis|phoneme)\b[^>]{0,200}>/giu, of: [], what: 'SSML' },
  { pattern: /(?:^|\s)--[a-z]{2,}\b/gu, of: [], what: 'an option of a command line' },
];

export const foreignMarks = (text: string, record: ModelRecord | undefined): LintIssue[] =>
  signs.flatMap(({ pattern, of, what }) =>
    record !== undefined && of.includes(record.dialect)
      ? []
      : [...text.matchAll(pattern)].slice(0, 1).map(
          (match): LintIssue => ({
            rule: 'foreign-mark',
            severity: record === undefined ? 'hint' : 'warning',
            at: at(match),
            message: `"${match[0].trim()}" is ${what}${record === undefined ? '; other models read it as words' : `; ${record.title} reads it as words`}.`,
            fix: 'Say it in words, or choose the model it belongs to.',
          }),
        ),
  );

const pairs: readonly (readonly [string, string])[] = [
  ['{', '}'],
  ['[', ']'],
  ['(', ')'],
  ['【', '】'],
];

export const unbalanced = (text: string): LintIssue[] => {
  const issues: LintIssue[] = [];
  const report = (sign: string, where: number): void => {
    issues.push({
      rule: 'unbalanced',
      severity: 'warning',
      at: { start: where, end: where + 1 },
      message: `"${sign}" is opened and not closed, or closed and not opened: what follows is read as part of it.`,
      fix: 'Close it, or take it out.',
    });
  };
  for (const [open, close] of pairs) {
    const opened = text.split(open).length - 1;
    if (opened !== text.split(close).length - 1)
      report(open, Math.max(text.lastIndexOf(open), text.lastIndexOf(close), 0));
  }
  if ((text.split('"').length - 1) % 2 === 1) report('"', text.lastIndexOf('"'));
  return issues;
};

const files =
  /@(?:image|video|audio|element)\d+|<(?:Picture|Video|Audio) \d+>|\b(?:reference )?(?:image|video) \d+\b|\bthe (?:first|second|third|fourth) image\b/giu;
const role =
  /\b(?:shows?|sets?|keep|use|uses|first frame|last frame|voice|style|look|face|material|gives|wears|match|as the|reference for|is the|background|motion|timbre)\b/iu;

/** A file is named, and its sentence does not say what for. Named once with a job is enough. */
export const roleless = (text: string): LintIssue[] => {
  const told = new Set<string>();
  const bare = new Map<string, RegExpMatchArray>();
  for (const match of text.matchAll(files)) {
    const name = match[0].toLowerCase();
    const from = Math.max(
      text.lastIndexOf('. ', match.index as number),
      text.lastIndexOf('\n', match.index as number),
      0,
    );
    const stop = text.indexOf('. ', match.index as number);
    const sentence = text.slice(from, stop < 0 ? text.length : stop);
    if (role.test(sentence.replace(match[0], ' '))) told.add(name);
    else if (!bare.has(name)) bare.set(name, match);
  }
  return [...bare]
    .filter(([name]) => !told.has(name))
    .map(([, match]) => ({
      rule: 'reference-without-role',
      severity: 'warning',
      at: at(match),
      message: `${match[0]} goes along without a job; it will be used for everything it shows.`,
      fix: `Say what it is for: "${match[0]} shows Mara: keep the face, hair and clothes exactly."`,
    }));
};

export const hiddenCharacters = (text: string): LintIssue[] => {
  const seen = visibleText(text);
  const folded = text.replace(/\s+/gu, ' ').trim();
  if (seen === folded) return [];
  return [
    {
      rule: 'hidden-characters',
      severity: 'error',
      message: `${folded.length - seen.length} characters of this prompt cannot be seen, but a model reads them.`,
      fix: 'Take them out; plain text pasted anew is free of them.',
    },
  ];
};

/** Models without a negative prompt that paint what they are told not to. */
const paintsForbidden: ReadonlySet<Dialect> = new Set(['flux', 'flux-video', 'runway']);

export const forbiddenAppears = (text: string, record: ModelRecord | undefined): LintIssue[] => {
  if (record === undefined || !paintsForbidden.has(record.dialect)) return [];
  return [
    ...text
      .replace(/"[^"]*"/gu, (quoted) => ' '.repeat(quoted.length))
      .matchAll(/\b(?:no|without|avoid|don['’]t) [\p{L}-]+/giu),
  ]
    .slice(0, 3)
    .map(
      (match): LintIssue => ({
        rule: 'forbidden-appears',
        severity: 'hint',
        at: at(match),
        message: `${record.title} has no negative prompt: "${match[0]}" can bring the very thing into the picture.`,
        fix: 'Say what is there instead.',
      }),
    );
};
