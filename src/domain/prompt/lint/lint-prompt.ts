/** Reads a prompt as a script supervisor would: what the model will refuse, misread or have to invent. For prompts of ours and of people. */
import type { ModelRecord } from '../../catalog/model.types.ts';
import { speechDialects } from '../../catalog/model.types.ts';
import { writingOf } from '../dialects/dialects.ts';
import type { LintIssue } from './lint.types.ts';
import {
  cameraMoves,
  contradictions,
  emptyWords,
  endFrame,
  fewDetails,
  shortWindows,
  toldFeelings,
} from './prompt-rules.ts';
import { forbiddenAppears, foreignMarks, hiddenCharacters, roleless, unbalanced } from './sign-rules.ts';

/** Characters a prompt may have while no model is chosen (requirement A2). */
export const usualLimit = 500;

/** What may be written for this record at most. */
export const limitOf = (record: ModelRecord | undefined): number => {
  if (record === undefined) return usualLimit;
  if (record.limits.promptChars !== null) return record.limits.promptChars;
  return record.makes === 'image' || record.makes === 'video'
    ? writingOf(record.dialect, record.makes).mostCharacters
    : usualLimit;
};

const tooLong = (text: string, limit: number): LintIssue[] =>
  text.length <= limit
    ? []
    : [
        {
          rule: 'over-limit',
          severity: 'error',
          at: { start: limit, end: text.length },
          message: `The prompt has ${text.length} characters, ${text.length - limit} more than the ${limit} that are taken.`,
          fix: 'Take out what matters least: lens, background, mood; never who and what.',
        },
      ];

const isSpeech = (record: ModelRecord | undefined): boolean =>
  record !== undefined && (speechDialects as readonly string[]).includes(record.dialect);

/** Issues in reading order, errors first where they stand at the same place. Without a record: as for any video model. */
export const lintPrompt = (text: string, record?: ModelRecord): LintIssue[] => {
  if (!/[\p{L}\p{N}]/u.test(text)) {
    return [
      { rule: 'empty', severity: 'error', message: 'The prompt says nothing.', fix: 'Say who does what, and where.' },
    ];
  }
  const makesClips = record === undefined || record.makes === 'video';
  const makesPictures = makesClips || record?.makes === 'image';
  const issues = [
    ...tooLong(text, limitOf(record)),
    ...hiddenCharacters(text),
    ...foreignMarks(text, record),
    ...unbalanced(text),
    ...(makesPictures && !isSpeech(record)
      ? [
          ...fewDetails(text),
          ...contradictions(text),
          ...emptyWords(text),
          ...toldFeelings(text),
          ...roleless(text),
          ...forbiddenAppears(text, record),
        ]
      : []),
    ...(makesClips ? [...cameraMoves(text), ...endFrame(text), ...shortWindows(text)] : []),
  ];
  const order = { error: 0, warning: 1, hint: 2 } as const;
  return issues.sort(
    (a, b) =>
      (a.at?.start ?? -1) - (b.at?.start ?? -1) || order[a.severity] - order[b.severity] || (a.rule < b.rule ? -1 : 1),
  );
};
