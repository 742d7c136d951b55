/** Everything of a request but its words, as the model takes it: the catalog says what is nearest, and what changed becomes a note. */
import { type Change, fitAsk, type Problem } from '../catalog/check-ask.ts';
import type { ModelRecord } from '../catalog/model.types.ts';
import type { ImageAsk, LoraUse, Reference, VideoAsk } from '../generation/ask.types.ts';
import type { ShotWishes } from './compiled-shot.types.ts';
import type { DialectWriting, Purpose } from './passage.types.ts';
import type { ShotBrief } from './shot-brief.types.ts';
import { spokenIn } from './sound-passages.ts';

export type FittedSettings = {
  /** With a prompt that stands for the real one. */
  readonly ask: ImageAsk | VideoAsk;
  readonly notes: readonly string[];
  /** What nothing near would solve: the desk refuses such a request. */
  readonly problems: readonly Problem[];
};

/** Whether the clip has sound: as wished, else where the model can and the shot has something to say or to hear. */
const wantsSound = (brief: ShotBrief, wishes: ShotWishes, { limits }: ModelRecord): boolean =>
  wishes.audio ??
  ((limits.audio === true || limits.audio === 'always') && (spokenIn(brief).length > 0 || brief.effects.length > 0));

const units: Readonly<Record<string, string>> = { durationSeconds: ' s', fps: ' fps' };

const noteOf = ({ path, asked, made, message }: Change): string => {
  if (
    path === 'durationSeconds' ||
    path === 'fps' ||
    path === 'aspectRatio' ||
    path === 'resolution' ||
    path === 'count' ||
    path === 'quality'
  ) {
    const unit = units[path] ?? '';
    return `asked ${String(asked)}${unit}, nearest legal ${String(made)}${unit}`;
  }
  return message;
};

/** A still has no length, no frames to begin with and no sound. */
const wished = (
  brief: ShotBrief,
  record: ModelRecord,
  purpose: Purpose,
  wishes: ShotWishes,
  references: readonly Reference[],
  loras: readonly LoraUse[],
  writing: DialectWriting,
): ImageAsk | VideoAsk => {
  const shared = {
    prompt: '-',
    aspectRatio: wishes.aspect ?? brief.aspect,
    ...(wishes.resolution === undefined ? {} : { resolution: wishes.resolution }),
    ...(wishes.seed === undefined ? {} : { seed: wishes.seed }),
    ...(references.length === 0 ? {} : { references }),
    ...(loras.length === 0 ? {} : { loras }),
  };
  if (purpose === 'still') {
    const quality = wishes.quality === undefined ? {} : { quality: wishes.quality };
    return { type: 'image', count: Math.max(1, Math.round(wishes.count ?? 1)), ...shared, ...quality };
  }
  const cameraMotion = writing.cameraMotion?.(brief.camera.move);
  return {
    type: 'video',
    ...shared,
    durationSeconds: wishes.durationSeconds ?? brief.durationSeconds,
    ...(wishes.fps === undefined ? {} : { fps: wishes.fps }),
    ...(record.limits.audio === null ? {} : { audio: wantsSound(brief, wishes, record) }),
    ...(cameraMotion === undefined ? {} : { cameraMotion }),
  };
};

/**
 * The nearest legal request. A still that is to be animated stays in it even where the model cannot begin from one: without it the request would
 * be another, so that is a problem and no change.
 */
export const fitSettings = (
  brief: ShotBrief,
  record: ModelRecord,
  purpose: Purpose,
  wishes: ShotWishes,
  references: readonly Reference[],
  loras: readonly LoraUse[],
  writing: DialectWriting,
): FittedSettings => {
  const asked = wished(brief, record, purpose, wishes, references, loras, writing);
  const { ask, changes, problems } = fitAsk<ImageAsk | VideoAsk>(record, asked);
  const notes = [...new Set(changes.map(noteOf))];
  const first = purpose === 'animate' ? references.find(({ role }) => role === 'first-frame') : undefined;
  if (first === undefined || ask.references?.includes(first)) return { ask: tidied(ask), notes, problems };
  const message = `${record.title} begins from no picture: it cannot animate this still.`;
  return {
    ask: tidied({ ...ask, references: [first, ...(ask.references ?? [])] }),
    notes: [...notes, message],
    problems: [...problems, { path: 'references', message, legal: [] }],
  };
};

/** No empty list in what is sent and kept. */
const tidied = <T extends ImageAsk | VideoAsk>(ask: T): T => {
  if (ask.references === undefined || ask.references.length > 0) return ask;
  const { references, ...rest } = ask;
  return references.length === 0 ? (rest as T) : ask;
};
