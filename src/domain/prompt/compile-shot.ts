/** One shot becomes a request to one model: its prompt in the model's way of writing and within its limits, its settings legal, every change said. */
import type { ModelRecord } from '../catalog/model.types.ts';
import { WorkprintError } from '../errors.ts';
import type { ImageAsk, LoraUse, VideoAsk } from '../generation/ask.types.ts';
import { writingOf } from './dialects/dialects.ts';
import { type Fitted, fitPassages, type Kept } from './fit-passages.ts';
import { nearestNumber, nearestRatio, nearestResolution } from './legal-settings.ts';
import type { LintIssue } from './lint/lint.types.ts';
import { lintShot } from './lint/lint-shot.ts';
import type { DialectWriting, Purpose } from './passage.types.ts';
import { cutAtWord, plainWords } from './plain-words.ts';
import { type ChosenReferences, chooseReferences } from './reference-passages.ts';
import type { ShotBrief } from './shot-brief.types.ts';
import { spokenIn } from './sound-passages.ts';
import { joinPassages, passagesOf } from './write-passages.ts';

/** What a person or the film wants beyond the brief. All of it may be left out. */
export type ShotWishes = {
  readonly count?: number;
  readonly seed?: number;
  readonly resolution?: string;
  readonly quality?: string;
  readonly fps?: number;
  /** Whether the clip brings its own sound and speech. Left out: where the model can, and the shot has something to hear. */
  readonly audio?: boolean;
  /** Other than the brief's. */
  readonly durationSeconds?: number;
  readonly aspect?: string;
  /** What is to be avoided, for models that take it; things without `no`, comma between. */
  readonly avoid?: string;
  /** Words of a person, put into the prompt as they are but for signs. */
  readonly extra?: string;
  /** The card's words stand in the picture instead of being laid over it. */
  readonly showsCard?: boolean;
};

export type CompiledShot<Asked extends ImageAsk | VideoAsk = ImageAsk | VideoAsk> = {
  readonly ask: Asked;
  /** What is not as it was wished, in plain sentences: `asked 7 s, nearest legal 8 s`. */
  readonly notes: readonly string[];
  readonly lint: readonly LintIssue[];
  /** What it was made from, so that it can be made again for another model. */
  readonly from: {
    readonly brief: ShotBrief;
    readonly purpose: Purpose;
    readonly wishes: ShotWishes;
    /** `provider/model`. */
    readonly model: string;
    readonly kept: Kept;
  };
};

/** The most characters a prompt for this model may have here. */
export const promptLimit = (record: ModelRecord, writing: DialectWriting): number =>
  Math.max(1, Math.min(record.limits.promptChars ?? writing.mostCharacters, writing.mostCharacters));

const wrongKind = (record: ModelRecord, wanted: string): never => {
  throw new WorkprintError(
    'ask-illegal',
    `${record.provider}/${record.id} makes ${record.makes}; a shot's ${wanted} needs a model that makes ${wanted === 'still' ? 'image' : 'video'}.`,
  );
};

const shorteningNotes = ({ shortened, dropped }: Fitted, limit: number): string[] => {
  const left = dropped.filter((id) => !id.startsWith('dialogue'));
  const silent = dropped.filter((id) => /^dialogue\/\d/u.test(id)).length;
  return [
    ...(shortened.length + left.length > 0
      ? [
          `the model takes ${limit} characters: ${[...shortened.map((id) => `${id} shorter`), ...left.map((id) => `${id} left out`)].join(', ')}`,
        ]
      : []),
    ...(silent > 0
      ? [`${silent} line${silent === 1 ? '' : 's'} not in the clip's own sound: no room in ${limit} characters`]
      : []),
  ];
};

/** Comma-separated things, whole ones only, within the limit. */
const avoiding = (things: readonly string[], limit: number): string => {
  let text = '';
  for (const thing of new Set(things.map((one) => plainWords(one)).filter((one) => one !== ''))) {
    const longer = text === '' ? thing : `${text}, ${thing}`;
    if (longer.length <= limit) text = longer;
  }
  return text;
};

const negativeOf = (
  record: ModelRecord,
  writing: DialectWriting,
  wishes: ShotWishes,
  notes: string[],
): string | undefined => {
  if (record.limits.takesNegativePrompt !== true) {
    if (wishes.avoid !== undefined) notes.push('the model takes no negative prompt: what to avoid stays behind');
    return undefined;
  }
  const things = [...(wishes.avoid ?? '').split(','), ...(writing.avoids ?? '').split(',')];
  const words = avoiding(things, record.limits.negativePromptChars ?? 500);
  return words === '' ? undefined : words;
};

const lorasOf = (brief: ShotBrief, writing: DialectWriting, notes: string[]): LoraUse[] => {
  const all = [...brief.people.map(({ lora }) => lora), brief.styleLora].filter((lora) => lora !== undefined);
  const distinct = [...new Map(all.map((lora) => [lora.url, lora])).values()];
  if (distinct.length > 0 && writing.takesLoras !== true) {
    notes.push('the model takes no trained weights: looks are carried by words and references');
    return [];
  }
  return distinct;
};

const ratio = (brief: ShotBrief, wishes: ShotWishes, record: ModelRecord, notes: string[]): string => {
  const asked = wishes.aspect ?? brief.aspect;
  const value = nearestRatio(asked, record.limits.aspectRatios);
  if (value !== asked) notes.push(`asked ${asked}, nearest legal ${value}`);
  return value;
};

const resolution = (wishes: ShotWishes, record: ModelRecord, notes: string[]): { resolution?: string } => {
  if (wishes.resolution === undefined) return {};
  const value = nearestResolution(wishes.resolution, record.limits.resolutions);
  if (value !== wishes.resolution) notes.push(`asked ${wishes.resolution}, nearest legal ${value}`);
  return { resolution: value };
};

const seed = (wishes: ShotWishes, record: ModelRecord, notes: string[]): { seed?: number } => {
  if (wishes.seed === undefined) return {};
  if (record.limits.takesSeed !== false) return { seed: wishes.seed };
  notes.push('the model takes no seed: each answer differs');
  return {};
};

/** Whether the clip is to have sound, and whether it may be told what. */
const soundOf = (
  brief: ShotBrief,
  wishes: ShotWishes,
  record: ModelRecord,
  notes: string[],
): { audio: boolean; speaks: boolean } => {
  const can = record.limits.audio;
  const wanted =
    wishes.audio ?? (can !== false && can !== null && (spokenIn(brief).length > 0 || brief.effects.length > 0));
  if (can === 'always' && !wanted) notes.push('the model always makes sound; the film lays its own over it');
  if (wanted && (can === false || can === null))
    notes.push('the model makes no sound: voices and sounds are laid on by the film');
  return { audio: can === 'always' || (can === true && wanted), speaks: (can === true || can === 'always') && wanted };
};

type Drafted = {
  readonly fitted: Fitted;
  readonly prompt: string;
  readonly negative: string | undefined;
  readonly references: ChosenReferences;
  readonly loras: readonly LoraUse[];
  readonly limit: number;
};

const draft = (
  brief: ShotBrief,
  record: ModelRecord,
  purpose: Purpose,
  wishes: ShotWishes,
  speaks: boolean,
  from: Kept,
  notes: string[],
): Drafted => {
  const writing = writingOf(record.dialect, purpose === 'still' ? 'image' : 'video');
  const limit = promptLimit(record, writing);
  const { takesFirstFrame, takesLastFrame, references: most } = record.limits;
  const references = chooseReferences(brief, purpose, { ...most, takesFirstFrame, takesLastFrame });
  notes.push(...references.notes);
  const loras = lorasOf(brief, writing, notes);
  const negative = negativeOf(record, writing, wishes, notes);
  const passages = passagesOf({
    brief,
    purpose,
    writing,
    speaks,
    references: references.named,
    hasNegative: negative !== undefined,
    showsCard: wishes.showsCard === true,
    extra: wishes.extra,
    limit,
  });
  const fitted = fitPassages(passages, (texts) => joinPassages(passages, texts, writing), limit, from);
  const emptied = fitted.text === '' ? cutAtWord(brief.place.name, limit) : fitted.text;
  notes.push(...shorteningNotes(fitted, limit));
  return { fitted, prompt: emptied, negative, references, loras, limit };
};

const modelName = (record: ModelRecord): string => `${record.provider}/${record.id}`;

/** As compileShot; `from` is what an earlier prompt of the brief kept. */
export const compileFrom = (
  brief: ShotBrief,
  record: ModelRecord,
  purpose: Purpose,
  wishes: ShotWishes,
  from: Kept,
): CompiledShot => {
  if (record.makes !== (purpose === 'still' ? 'image' : 'video')) wrongKind(record, purpose);
  const notes: string[] = [];
  const sound = purpose === 'still' ? { audio: false, speaks: false } : soundOf(brief, wishes, record, notes);
  const { fitted, prompt, negative, references, loras } = draft(
    brief,
    record,
    purpose,
    wishes,
    sound.speaks,
    from,
    notes,
  );
  const shared = {
    prompt,
    ...(negative === undefined ? {} : { negativePrompt: negative }),
    aspectRatio: ratio(brief, wishes, record, notes),
    ...resolution(wishes, record, notes),
    ...seed(wishes, record, notes),
    ...(references.sent.length === 0 ? {} : { references: references.sent }),
    ...(loras.length === 0 ? {} : { loras }),
  };
  const ask =
    purpose === 'still'
      ? stillAsk(shared, wishes, record, notes)
      : clipAsk(shared, brief, wishes, record, sound.audio, notes);
  return {
    ask,
    notes,
    lint: lintShot(brief, ask, record, purpose),
    from: { brief, purpose, wishes, model: modelName(record), kept: fitted.kept },
  };
};

type Shared = Pick<
  VideoAsk,
  'prompt' | 'negativePrompt' | 'aspectRatio' | 'resolution' | 'seed' | 'references' | 'loras'
>;

const stillAsk = (shared: Shared, wishes: ShotWishes, record: ModelRecord, notes: string[]): ImageAsk => {
  const asked = Math.max(1, Math.round(wishes.count ?? 1));
  const most = record.limits.outputsPerRequest;
  const count = most === null ? asked : Math.min(asked, most);
  if (count !== asked) notes.push(`asked ${asked} pictures, the model makes ${count} at once`);
  return { type: 'image', count, ...shared, ...(wishes.quality === undefined ? {} : { quality: wishes.quality }) };
};

const clipAsk = (
  shared: Shared,
  brief: ShotBrief,
  wishes: ShotWishes,
  record: ModelRecord,
  audio: boolean,
  notes: string[],
): VideoAsk => {
  const asked = wishes.durationSeconds ?? brief.durationSeconds;
  const durationSeconds = nearestNumber(asked, record.limits.durationsSeconds);
  if (durationSeconds !== asked) notes.push(`asked ${asked} s, nearest legal ${durationSeconds} s`);
  const writing = writingOf(record.dialect, 'video');
  const cameraMotion = writing.cameraMotion?.(brief.camera.move);
  return {
    type: 'video',
    ...shared,
    durationSeconds,
    ...(wishes.fps === undefined ? {} : { fps: nearestNumber(wishes.fps, record.limits.fps) }),
    ...(record.limits.audio === null ? {} : { audio }),
    ...(cameraMotion === undefined ? {} : { cameraMotion }),
  };
};

/**
 * The request for one shot. `still`: a picture; `clip`: a moving shot from words; `animate`: from a picture among the brief's references, so the
 * prompt tells motion alone. The prompt is never over the model's limit and never empty. The same arguments give the same answer. Throws
 * `ask-illegal` when the model makes something else.
 */
export function compileShot(
  brief: ShotBrief,
  record: ModelRecord,
  purpose: 'still',
  wishes?: ShotWishes,
): CompiledShot<ImageAsk>;
export function compileShot(
  brief: ShotBrief,
  record: ModelRecord,
  purpose: 'clip' | 'animate',
  wishes?: ShotWishes,
): CompiledShot<VideoAsk>;
export function compileShot(brief: ShotBrief, record: ModelRecord, purpose: Purpose, wishes?: ShotWishes): CompiledShot;
export function compileShot(
  brief: ShotBrief,
  record: ModelRecord,
  purpose: Purpose,
  wishes: ShotWishes = {},
): CompiledShot {
  return compileFrom(brief, record, purpose, wishes, {});
}
