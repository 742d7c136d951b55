/** What a model takes of a request, what it does not, and the nearest that it would. */
import type { Ask } from '../generation/ask.types.ts';
import {
  checkBytes,
  checkCounts,
  checkExamples,
  checkFrames,
  checkKinds,
  checkLengths,
  checkNeeds,
} from './check/check-files.ts';
import {
  checkAudio,
  checkDuration,
  checkFps,
  checkOutputs,
  checkRatio,
  checkResolution,
  checkSize,
  checkSteps,
} from './check/check-shape.ts';
import {
  checkKind,
  checkLoras,
  checkNegativePrompt,
  checkOutputTokens,
  checkPrompt,
  checkSeed,
  checkShots,
} from './check/check-words.ts';
import type { Check, Finding, Problem } from './check/finding.ts';
import type { ModelRecord } from './model.types.ts';

export type { Problem } from './check/finding.ts';

/** In this order things are put right: how long a clip may be hangs on its resolution and on its pictures, how long shots are on the clip. */
const checks: readonly Check[] = [
  checkKinds,
  checkNeeds,
  checkFrames,
  checkCounts,
  checkBytes,
  checkLengths,
  checkExamples,
  checkSteps,
  checkRatio,
  checkResolution,
  checkSize,
  checkFps,
  checkOutputs,
  checkAudio,
  checkSeed,
  checkLoras,
  checkNegativePrompt,
  checkPrompt,
  checkOutputTokens,
  checkDuration,
  checkShots,
];

const findingsOf = (record: ModelRecord, ask: Ask): readonly Finding[] => {
  const other = checkKind(record, ask);
  return other.length > 0 ? other : checks.flatMap((check) => check(record, ask));
};

const problemOf = ({ path, message, legal, nearest }: Finding): Problem => ({
  path,
  message,
  legal,
  ...(nearest !== undefined && { nearest }),
});

/**
 * Everything in a request that the model is known not to take; empty: legal as far as is known. A limit that nobody states passes (`uncheckedOf`
 * names it). Words are compared to the letter, as vendors do: `4k` is not `4K`.
 */
export const checkAsk = (record: ModelRecord, ask: Ask): readonly Problem[] => findingsOf(record, ask).map(problemOf);

/** What was changed to make a request legal. */
export type Change = {
  readonly path: string;
  readonly asked: unknown;
  /** Undefined: left out. */
  readonly made: unknown;
  /** Why, as a full sentence. */
  readonly message: string;
};

/** Never reached: each fix makes its finding go, and there are fewer fields than this. */
const mostChanges = 100;

/**
 * The request with the nearest legal value for each that is not, and what was changed. `problems` are those that nothing near would solve: words
 * to be spoken that are too long, too few examples, another kind of work.
 */
export const fitAsk = <T extends Ask>(
  record: ModelRecord,
  ask: T,
): { readonly ask: T; readonly changes: readonly Change[]; readonly problems: readonly Problem[] } => {
  const changes: Change[] = [];
  let fitted: Ask = ask;
  for (let round = 0; round < mostChanges; round++) {
    const finding = findingsOf(record, fitted).find(({ fix }) => fix !== undefined);
    if (!finding?.fix) break;
    const field = finding.path.split('.')[0] ?? '';
    const before = fitted as unknown as Readonly<Record<string, unknown>>;
    fitted = finding.fix(fitted);
    const after = fitted as unknown as Readonly<Record<string, unknown>>;
    changes.push({ path: finding.path, asked: before[field], made: after[field], message: finding.message });
  }
  return { ask: fitted as T, changes, problems: checkAsk(record, fitted) };
};

type Unchecked = readonly [
  path: string,
  isAsked: (ask: Ask) => boolean,
  isUnknown: (record: ModelRecord) => boolean,
  what: string,
];

const has = (ask: Ask, field: string): boolean =>
  (ask as unknown as Readonly<Record<string, unknown>>)[field] !== undefined;
const isSeen = (ask: Ask): boolean => ask.type === 'image' || ask.type === 'video';

const unchecked: readonly Unchecked[] = [
  [
    'durationSeconds',
    (ask) => has(ask, 'durationSeconds'),
    ({ limits }) => limits.durationsSeconds === null,
    'which durations it makes',
  ],
  [
    'aspectRatio',
    (ask) => has(ask, 'aspectRatio'),
    ({ limits }) => limits.aspectRatios === null,
    'which ratios it makes',
  ],
  [
    'resolution',
    (ask) => has(ask, 'resolution'),
    ({ limits }) => limits.resolutions === null,
    'which resolutions it has',
  ],
  [
    'width',
    (ask) => has(ask, 'width'),
    ({ limits }) => limits.resolutions === null && !limits.sizes,
    'which sizes it makes',
  ],
  ['fps', (ask) => has(ask, 'fps'), ({ limits }) => limits.fps === null, 'how many frames a second it makes'],
  ['seed', (ask) => has(ask, 'seed'), ({ limits }) => limits.takesSeed === null, 'whether it takes a seed'],
  [
    'negativePrompt',
    (ask) => has(ask, 'negativePrompt'),
    ({ limits }) => limits.takesNegativePrompt === null,
    'whether it takes a negative prompt',
  ],
  [
    'audio',
    (ask) => ask.type === 'video' && ask.audio !== undefined,
    ({ limits }) => limits.audio === null,
    'whether it makes sound',
  ],
  [
    'prompt',
    (ask) => isSeen(ask) || ask.type === 'sound',
    ({ limits }) => limits.promptChars === null,
    'how long a prompt may be',
  ],
  ['text', (ask) => ask.type === 'speech', ({ limits }) => limits.promptChars === null, 'how long a text may be'],
  [
    'maxOutputTokens',
    (ask) => ask.type === 'text',
    ({ limits }) => limits.outputTokens === null,
    'how much it writes at most',
  ],
  ['loras', (ask) => has(ask, 'loras'), ({ limits }) => limits.loras === undefined, 'whether it takes trained weights'],
];

/** What of a request could not be checked, because nobody says what the model takes: `{path, message}`, full sentences. */
export const uncheckedOf = (
  record: ModelRecord,
  ask: Ask,
): readonly { readonly path: string; readonly message: string }[] =>
  unchecked
    .filter(([, isAsked, isUnknown]) => isAsked(ask) && isUnknown(record))
    .map(([path, , , what]) => ({
      path,
      message:
        path === 'durationSeconds' && record.limits.makesOwnLength
          ? `${record.title} makes its own length, whatever is asked, and nobody was found to say which.`
          : `Nobody was found to say of ${record.title} ${what}.`,
    }));
