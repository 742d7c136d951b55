/** Issues of a compiled shot: what its prompt shows, and what only the brief can tell: speech against time, people without looks. */
import type { ModelRecord } from '../../catalog/model.types.ts';
import type { ImageAsk, VideoAsk } from '../../generation/ask.types.ts';
import type { Purpose } from '../passage.types.ts';
import type { ShotBrief } from '../shot-brief.types.ts';
import type { LintIssue, LintRule } from './lint.types.ts';
import { lintPrompt } from './lint-prompt.ts';

/** Faster than this nobody can be understood; a quick speaker says three words a second. */
const mostWordsPerSecond = 3.5;

const speechIssues = (brief: ShotBrief, ask: ImageAsk | VideoAsk): LintIssue[] => {
  if (ask.type !== 'video' || ask.audio !== true) return [];
  const words = brief.lines
    .filter(({ channel }) => channel !== 'voice-over')
    .reduce((sum, { text }) => sum + text.split(/\s+/u).length, 0);
  if (words <= ask.durationSeconds * mostWordsPerSecond) return [];
  return [
    {
      rule: 'too-much-speech',
      severity: 'warning',
      message: `${words} words in ${ask.durationSeconds} seconds: they will be swallowed or cut off.`,
      fix: 'Split the line over two shots, or choose a longer clip.',
    },
  ];
};

const lookIssues = (brief: ShotBrief, unseen: readonly string[]): LintIssue[] => {
  const names = brief.people.filter(({ characterId }) => unseen.includes(characterId)).map(({ name }) => name);
  if (names.length === 0) return [];
  return [
    {
      rule: 'looks-left-out',
      severity: 'warning',
      message: `No room for the looks of ${names.join(', ')}: they will look like anybody.`,
      fix: 'Show fewer people in this shot, or choose a model that takes a longer prompt or reference pictures.',
    },
  ];
};

/** A prompt for a still that is handed over shows nothing new; its details are in the picture. */
const notOfMotion: ReadonlySet<LintRule> = new Set(['few-details']);

/** `unseen`: character ids of people whose looks the prompt had no room for. */
export const lintShot = (
  brief: ShotBrief,
  ask: ImageAsk | VideoAsk,
  record: ModelRecord,
  purpose: Purpose,
  unseen: readonly string[],
): LintIssue[] => [
  ...lintPrompt(ask.prompt, record).filter(({ rule }) => purpose !== 'animate' || !notOfMotion.has(rule)),
  ...speechIssues(brief, ask),
  ...lookIssues(brief, unseen),
];
