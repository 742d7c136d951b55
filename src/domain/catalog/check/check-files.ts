/** Whether a model takes the files of a request: their kinds, their number, their size, their length, first and last frames. */
import { type Ask, type Reference, referencesOf } from '../../generation/ask.types.ts';
import type { LengthRule, ModelRecord, NeededFile } from '../model.types.ts';
import { type Check, type Finding, withField } from './finding.ts';

type Kind = Reference['kind'];
const kinds: readonly Kind[] = ['image', 'video', 'audio'];
const plural = { image: 'images', video: 'videos', audio: 'audios' } as const;

const isFrame = ({ role }: Reference): boolean => role === 'first-frame' || role === 'last-frame';

/** Leaves files out; undefined where the request makes no sense without them. */
const without = (ask: Ask, isOut: (file: Reference) => boolean): Finding['fix'] =>
  ask.type === 'text' || ask.type === 'image' || ask.type === 'video'
    ? (fixed) =>
        withField(
          'references',
          referencesOf(fixed).filter((file) => !isOut(file)),
        )(fixed)
    : undefined;

/** A finding about files, with leaving some out as what would be right. */
const aboutFiles = (
  ask: Ask,
  path: string,
  message: string,
  legal: unknown,
  isOut: (file: Reference) => boolean,
): Finding => {
  const fix = without(ask, isOut);
  return { path, message, legal, ...(fix && { fix }) };
};

/** Where a file stands in the request. */
const pathOf = (ask: Ask, file: Reference): string => {
  switch (ask.type) {
    case 'lipsync':
      return file === ask.face ? 'face' : 'voice';
    case 'transcript':
      return 'audio';
    case 'lora':
      return 'examples';
    default:
      return 'references';
  }
};

/** Kinds of files the model does not take at all. */
export const checkKinds: Check = ({ title, takes }, ask) =>
  kinds
    .filter((kind) => !takes.includes(kind))
    .flatMap((kind) => {
      const file = referencesOf(ask).find((each) => each.kind === kind);
      if (!file) return [];
      const message = `${title} takes no ${kind === 'audio' ? 'sound' : plural[kind]}: it works from ${takes.join(', ')}.`;
      return [aboutFiles(ask, pathOf(ask, file), message, takes, (each) => each.kind === kind)];
    });

/** First and last frames. */
export const checkFrames: Check = ({ title, limits }, ask) => {
  const files = referencesOf(ask);
  const missing = (role: 'first-frame' | 'last-frame', takesIt: boolean | null): readonly Finding[] =>
    takesIt === false && files.some((file) => file.role === role)
      ? [
          aboutFiles(
            ask,
            'references',
            `${title} takes no ${role.replace('-', ' ')}.`,
            [],
            (file) => file.role === role,
          ),
        ]
      : [];
  return [...missing('first-frame', limits.takesFirstFrame), ...missing('last-frame', limits.takesLastFrame)];
};

/** Numbers of files, of each kind and in all. First and last frames are counted by the model apart from what is shown for its content. */
export const checkCounts: Check = ({ title, takes, limits }, ask) => {
  if (ask.type !== 'text' && ask.type !== 'image' && ask.type !== 'video') return [];
  const files = referencesOf(ask);
  const ofKind = kinds.flatMap((kind) => {
    const most = limits.references[plural[kind]];
    const shown = files.filter((file) => file.kind === kind && !isFrame(file));
    if (most === null || !takes.includes(kind) || shown.length <= most) return [];
    const kept = new Set(shown.slice(0, most));
    const message = `${title} takes at most ${most} ${kind === 'audio' ? 'sounds' : plural[kind]}; these are ${shown.length}.`;
    return [
      aboutFiles(
        ask,
        'references',
        message,
        { most },
        (file) => file.kind === kind && !isFrame(file) && !kept.has(file),
      ),
    ];
  });
  const most = limits.filesInAll;
  if (most === undefined || files.length <= most) return ofKind;
  const kept = new Set(files.slice(0, most));
  const message = `${title} takes at most ${most} files in all; these are ${files.length}.`;
  return [...ofKind, aboutFiles(ask, 'references', message, { most }, (file) => !kept.has(file))];
};

const neededFiles: Readonly<Record<NeededFile, readonly [what: string, isIt: (file: Reference) => boolean]>> = {
  'first-frame': [
    'a picture with the role first-frame',
    ({ kind, role }) => kind === 'image' && role === 'first-frame',
  ],
  picture: ['a picture to change', ({ kind }) => kind === 'image'],
  'source-video': ['a video with the role source', ({ kind, role }) => kind === 'video' && role === 'source'],
  reference: ['a picture, video or sound to refer to', () => true],
};

/** What the model cannot do without. Nothing stands for it, so nothing puts it right. */
export const checkNeeds: Check = ({ title, limits: { needs } }, ask) => {
  if (needs === undefined) return [];
  const [what, isIt] = neededFiles[needs];
  if (referencesOf(ask).some(isIt)) return [];
  const message = `${title} does not work from words alone: give ${what}, or ask another model.`;
  return [{ path: 'references', message, legal: { needs } }];
};

const megabytes = (bytes: number): string => `${Math.round(bytes / 100_000) / 10} MB`;

/** Size of each file. */
export const checkBytes: Check = ({ title, limits: { referenceBytes } }, ask) =>
  referencesOf(ask).flatMap((file) => {
    const most = referenceBytes?.[plural[file.kind]];
    if (most === undefined || file.media.sizeBytes <= most) return [];
    const message = `${title} takes ${plural[file.kind]} of up to ${megabytes(most)}; this one has ${megabytes(file.media.sizeBytes)}.`;
    return [{ path: pathOf(ask, file), message, legal: { mostBytes: most } }];
  });

const lengthFindings = (
  record: ModelRecord,
  ask: Ask,
  kind: 'video' | 'audio',
  rule: LengthRule,
): readonly Finding[] => {
  const files = referencesOf(ask).filter((file) => file.kind === kind);
  const wrong = files.find(({ seconds }) => seconds !== undefined && (seconds > rule.max || seconds < (rule.min ?? 0)));
  const inAll = files.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
  const bounds = rule.min === undefined ? `of up to ${rule.max} s` : `of ${rule.min} to ${rule.max} s`;
  const what = kind === 'audio' ? 'sounds' : 'videos';
  return [
    ...(wrong
      ? [
          {
            path: pathOf(ask, wrong),
            message: `${record.title} takes ${what} ${bounds}; this one has ${wrong.seconds} s.`,
            legal: rule,
          },
        ]
      : []),
    ...(rule.inAll !== undefined && inAll > rule.inAll
      ? [
          {
            path: 'references',
            message: `${record.title} takes ${rule.inAll} s of ${what} in all; these have ${inAll} s.`,
            legal: rule,
          },
        ]
      : []),
  ];
};

/** Lengths of videos and sounds, where they are known. */
export const checkLengths: Check = (record, ask) => {
  const rules = record.limits.referenceSeconds;
  return [
    ...(rules?.videos ? lengthFindings(record, ask, 'video', rules.videos) : []),
    ...(rules?.audios ? lengthFindings(record, ask, 'audio', rules.audios) : []),
  ];
};

/** Enough to learn from. */
export const checkExamples: Check = ({ title, limits: { leastExamples } }, ask) => {
  if (ask.type !== 'lora' || leastExamples === undefined || ask.examples.length >= leastExamples) return [];
  const message = `${title} learns from at least ${leastExamples} examples; these are ${ask.examples.length}.`;
  return [{ path: 'examples', message, legal: { least: leastExamples } }];
};
