/**
 * From a timeline to what is heard of it. Audio tracks and the sound of video clips become buses; a transition between two
 * clips crossfades their sounds with equal power; muted and hidden tracks are silent; a nested stack sounds inside its clip.
 */
import type { Rate } from '../../domain/time.ts';
import { samplesFromFrames } from '../../domain/time.ts';
import type {
  Animated,
  AudioClip,
  AudioTrack,
  CompositionClip,
  MediaReference,
  Sound,
  Speed,
  Timeline,
  VideoClip,
  VideoTrack,
} from '../../domain/timeline/timeline.types.ts';
import { type HeardClip, planRateHz, type SoundBus, type SoundPlan } from './sound-plan.types.ts';
import { speedCurveOf } from './speed-curve.ts';

/** Defaults of `Duck`: music steps back far enough for a voice and returns unhurriedly. */
const duckDefaults = { byDb: 12, attackMs: 150, releaseMs: 500 } as const;

/** Everything that sounds. Media must have been taken in: a reference without bytes is silent here and refused elsewhere. */
export const soundPlanOf = (timeline: Timeline): SoundPlan => {
  const tracks = timeline.tracks.filter((track) => !(track.kind === 'audio' ? track.muted : track.hidden));
  const frames = { first: 0, last: timeline.durationFrames };
  const buses = tracks.map((track) => ({
    id: track.id,
    duck: track.kind === 'audio' ? track.duck : undefined,
    gainDb: track.kind === 'audio' ? (track.gainDb ?? 0) : 0,
    clips: heardOn(track, timeline.rate, 0, frames),
  }));
  const heard = buses.filter(({ clips }) => clips.length > 0);
  return {
    rate: timeline.rate,
    durationSamples: samplesFromFrames(timeline.durationFrames, timeline.rate, planRateHz),
    buses: heard.map(({ clips, gainDb, duck }, own): SoundBus => {
      if (!duck) return { clips, gainDb };
      const under = heard.flatMap(({ id, duck: other }, i) =>
        i !== own && (duck.under ? duck.under.includes(id) : !other) ? [i] : [],
      );
      return { clips, gainDb, duck: { ...duckDefaults, ...defined(duck), under } };
    }),
    ...(timeline.loudness && { loudness: timeline.loudness }),
  };
};

const defined = <T extends object>(object: T): T =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;

/** Frames of the film; `last` is exclusive. */
type Frames = { readonly first: number; readonly last: number };

/** A clip with the frames it is heard in, handles included, and how its ends are faded. */
type Placed = {
  readonly clip: AudioClip | VideoClip | CompositionClip;
  /** Frame where the clip's own range begins. */
  readonly start: number;
  readonly first: number;
  readonly last: number;
  readonly crossIn: number;
  readonly crossOut: number;
};

const sounding = new Set(['audio', 'video', 'composition']);

const placedOn = (track: VideoTrack | AudioTrack, offset: number): readonly Placed[] => {
  const placed: { -readonly [Key in keyof Placed]: Placed[Key] }[] = [];
  let frame = offset;
  let before: (typeof placed)[number] | undefined;
  let crossing: { readonly inFrames: number; readonly outFrames: number } | undefined;
  for (const item of track.items) {
    if (item.kind === 'transition') {
      if (before) {
        before.last += item.outFrames;
        before.crossOut = item.inFrames + item.outFrames;
      }
      crossing = item;
      continue;
    }
    const end = frame + item.sourceRange.durationFrames;
    before = undefined;
    if (sounding.has(item.kind)) {
      const [head, cross] = crossing ? [crossing.inFrames, crossing.inFrames + crossing.outFrames] : [0, 0];
      before = {
        ...{ clip: item as Placed['clip'], start: frame, first: frame - head, last: end },
        ...{ crossIn: cross, crossOut: 0 },
      };
      placed.push(before);
    }
    crossing = undefined;
    frame = end;
  }
  return placed;
};

const heardOn = (track: VideoTrack | AudioTrack, rate: Rate, offset: number, within: Frames): readonly HeardClip[] =>
  placedOn(track, offset).flatMap((placed) => {
    const { clip } = placed;
    const frames = { first: Math.max(placed.first, within.first), last: Math.min(placed.last, within.last) };
    if (frames.last <= frames.first) return [];
    if (clip.kind === 'composition') {
      const inside = placed.start - clip.sourceRange.startFrame;
      return (clip.tracks ?? [])
        .filter((nested) => !(nested.kind === 'audio' ? nested.muted : nested.hidden))
        .flatMap((nested) => heardOn(nested, rate, inside, frames).map((each) => louder(each, nested)));
    }
    const heard = clip.kind === 'audio' ? soundOfAudio(clip) : soundOfVideo(clip);
    return heard && hasSound(heard.media, heard.audioTrack ?? 0) ? [heardClip(placed, heard, rate, frames)] : [];
  });

const hasSound = (media: MediaReference, audioTrack: number): boolean =>
  media.kind === 'blob' && (media.facts === undefined || audioTrack < media.facts.sounds.length);

/** A nested track's own gain goes into its clips; a moving one would need a bus inside a bus and is taken at its first value. */
const louder = (clip: HeardClip, track: VideoTrack | AudioTrack): HeardClip => {
  const gain = track.kind === 'audio' ? firstValue(track.gainDb ?? 0) : 0;
  if (gain === 0) return clip;
  const gainDb =
    typeof clip.gainDb === 'number'
      ? clip.gainDb + gain
      : clip.gainDb.map((key) => ({ ...key, value: key.value + gain }));
  return { ...clip, gainDb };
};

const firstValue = (animated: Animated): number =>
  typeof animated === 'number' ? animated : (animated[0]?.value ?? 0);

type Played = Sound & {
  readonly media: MediaReference;
  readonly speed: number;
  readonly loop: boolean;
  /** The clip whose speed changes; `speed` is then of no matter. */
  readonly ramped?: VideoClip;
};

const soundOfAudio = (clip: AudioClip): Played | undefined => ({
  ...{ media: clip.media, speed: clip.speed ?? 1, loop: clip.loop ?? false, gainDb: clip.gainDb },
  ...{ fadeInFrames: clip.fadeInFrames, fadeOutFrames: clip.fadeOutFrames },
  ...(clip.pan !== undefined && { pan: clip.pan }),
  ...(clip.audioTrack !== undefined && { audioTrack: clip.audioTrack }),
});

/** A frozen video is silent. On a ramp the sound follows the picture as a tape would, its pitch with it: see speed-curve.ts. */
const soundOfVideo = (clip: VideoClip): Played | undefined => {
  const speed = steadySpeedOf(clip.speed ?? 1);
  if (clip.sound === 'muted' || speed === 0) return undefined;
  const played = { ...clip.sound, media: clip.media, loop: clip.loop ?? false };
  return speed === undefined ? { ...played, speed: 1, ramped: clip } : { ...played, speed };
};

/** The one speed of a clip, also when keyframes say it again and again; undefined on a ramp. */
const steadySpeedOf = (speed: Speed): number | undefined => {
  const first = firstValue(speed);
  return typeof speed === 'number' || speed.every(({ value }) => value === first) ? first : undefined;
};

const heardClip = (placed: Placed, played: Played, rate: Rate, frames: Frames): HeardClip => {
  const { clip, start } = placed;
  const { media } = played;
  const samples = (count: number): number => samplesFromFrames(count, rate, planRateHz);
  const pace = Math.abs(played.speed);
  const reversed = played.speed < 0;
  const microseconds = (frame: number): number => Math.round((frame * rate.den * 1_000_000) / rate.num);
  const range = clip.sourceRange;
  // Backwards, the stretch of media is the same and its last moment comes first: the start counts from the range's end.
  const into = reversed ? start + range.durationFrames - frames.last : frames.first - start;
  const fade = (own: number, cross: number): number => samples(Math.max(own, cross));
  const frameAtStart = range.startFrame + frames.first - start;
  const heardRange = { startFrame: frameAtStart, durationFrames: frames.last - frames.first };
  return {
    media: media as HeardClip['media'],
    audioTrack: played.audioTrack ?? 0,
    startSample: samples(frames.first),
    endSample: samples(frames.last),
    mediaStartUs: microseconds(range.startFrame) + Math.round(microseconds(into) * pace),
    speed: pace,
    reversed,
    loop: played.loop,
    ...(played.ramped && { ramp: speedCurveOf(played.ramped, rate, heardRange) }),
    gainDb: played.gainDb ?? 0,
    pan: played.pan ?? 0,
    frameAtStart,
    fadeInSamples: frames.first > placed.first ? 0 : fade(played.fadeInFrames ?? 0, placed.crossIn),
    fadeOutSamples: frames.last < placed.last ? 0 : fade(played.fadeOutFrames ?? 0, placed.crossOut),
  };
};
