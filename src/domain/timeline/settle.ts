/**
 * Makes a timeline of a draft: lengths that hang on media, on nested tracks or on the end of the timeline become frames, tracks
 * are laid out, and what their files can show is checked.
 */
import type { Rate } from '../time.ts';
import { steadySpeed } from './clip-time.ts';
import type { Clip, DraftClip, DraftItem, DraftTimeline, DraftTrack } from './draft.types.ts';
import { type LaidTrack, layOutTrack, type ShownClip } from './layout/lay-out-track.ts';
import { type FactsOf, materialFrames, mediaLength, unfitMedia } from './layout/media-length.ts';
import { hurriedMotion } from './layout/motion-room.ts';
import { roomOf } from './layout/room.ts';
import { type Place, placeIn, root } from './schema/place.ts';
import { Findings } from './schema/reading.ts';
import { saidNumber } from './schema/words.ts';
import { type SourceOf, sourcePaths } from './source-paths.ts';
import type { AudioTrack, Timeline, VideoTrack } from './timeline.types.ts';
import { type Note, TimelineInvalid } from './timeline-invalid.ts';
import { longestFrames } from './values/time-value.ts';

/** A timeline, and what a person may like to know about how it came out. */
export type Settled = {
  readonly timeline: Timeline;
  readonly notes: readonly Note[];
  /** From a path of the timeline to that of the document it was read from. */
  readonly sourceOf: SourceOf;
};

type SettledStack = {
  readonly tracks: readonly (VideoTrack | AudioTrack)[];
  /** Where it ends, and where its longest track does; undefined while that is unknown. */
  readonly end: number | undefined;
  readonly reach: number | undefined;
};

type Settling = {
  readonly rate: Rate;
  readonly factsOf: FactsOf;
  readonly findings: Findings;
  /** Whether what is unknown now is a problem, or may become known. */
  readonly isFinal: boolean;
  readonly places: Map<VideoTrack | AudioTrack, readonly Place[]>;
};

const lastsToEnd = (item: DraftItem): boolean => item.what === 'clip' && item.length === 'end';

/** The part of a track that does not hang on where the timeline ends. */
const fixedPart = (draft: DraftTrack): DraftTrack => {
  const at = draft.items.findIndex(lastsToEnd);
  return at < 0 ? draft : { ...draft, items: draft.items.slice(0, at) };
};

/** `given` is where the stack ends when its owner says so. */
const settleStack = (drafts: readonly DraftTrack[], given: number | undefined, settling: Settling): SettledStack => {
  const quiet = { ...settling, findings: new Findings() };
  const needsEnd = given === undefined && drafts.some(({ items }) => items.some(lastsToEnd));
  const fixed = needsEnd ? drafts.map((draft) => settleTrack(fixedPart(draft), undefined, quiet).end) : [];
  const end = needsEnd ? latest(fixed) : given;
  const laid = drafts.map((draft) => settleTrack(draft, end, settling));
  const tracks = drafts.map(({ track }, index) => {
    const { items = [], places = [] } = laid[index] ?? {};
    const settled = { ...track, items } as VideoTrack | AudioTrack;
    settling.places.set(settled, places);
    return settled;
  });
  const reach = latest(laid.map((each) => each.end));
  return { tracks, end: given ?? reach, reach };
};

const latest = (ends: readonly (number | undefined)[]): number | undefined =>
  ends.reduce((late, end) => (late === undefined || end === undefined ? undefined : Math.max(late, end)), 0);

/** A track; `end` is where a clip that lasts as long as the timeline ends. */
const settleTrack = (draft: DraftTrack, end: number | undefined, settling: Settling): LaidTrack => {
  const { findings } = settling;
  const stacks = new Map<DraftClip, SettledStack>();
  const items = draft.items.map((item, index): DraftItem => {
    if (lastsToEnd(item) && index < draft.items.length - 1)
      findings.tell(
        placeIn(item.place, 'duration'),
        'only the last clip of a track can last until the end; give a length like "3s"',
      );
    if (item.what !== 'clip' || !item.nested) return item;
    const { startFrame } = item.clip.sourceRange;
    const stack = settleStack(
      item.nested,
      typeof item.length === 'number' ? startFrame + item.length : undefined,
      settling,
    );
    const whole = { ...item, clip: { ...item.clip, tracks: stack.tracks } as Clip };
    stacks.set(whole, stack);
    return whole;
  });
  const laid = layOutTrack(
    { ...draft, items },
    {
      lengthOf: (clip, start) => lengthIn(clip, start, end, stacks.get(clip)?.end, settling),
      roomOf: (clip) => roomOf(clip, settling.rate, settling.factsOf),
    },
    findings,
  );
  for (const shown of laid.shown) {
    checkMedia(shown, settling);
    const hurried = settling.isFinal && shown.clip.kind === 'text' ? hurriedMotion(shown.clip) : undefined;
    if (hurried !== undefined) findings.note(shown.place, hurried);
  }
  return laid;
};

/** Frames of a clip, or undefined while they are unknown; told when they cannot be had. */
const lengthIn = (
  { length, clip, place }: DraftClip,
  start: number | undefined,
  end: number | undefined,
  nestedEnd: number | undefined,
  { rate, factsOf, findings, isFinal }: Settling,
): number | undefined => {
  const tell = (message: string): undefined => {
    findings.tell(placeIn(place, 'duration'), message);
    return undefined;
  };
  if (typeof length === 'number') return length;
  if (length === 'media') {
    if (!isFinal && !factsOf((clip as Extract<Clip, { media: unknown }>).media)) return undefined;
    const frames = mediaLength(clip, rate, factsOf);
    return typeof frames === 'number' ? frames : tell(frames.problem);
  }
  if (length === 'nested') {
    if (nestedEnd === undefined) return undefined;
    const frames = nestedEnd - clip.sourceRange.startFrame;
    return frames > 0
      ? frames
      : tell(`would be nothing: its tracks end at frame ${nestedEnd}; put clips on them, or trim less`);
  }
  if (start === undefined || end === undefined) return undefined;
  return end > start
    ? end - start
    : tell(`would be nothing: it begins at frame ${start}, where the timeline ends; give a length`);
};

/** What a file cannot show is a problem; what it shows of its first or last frame for want of more is a note. */
const checkMedia = ({ clip, place, head, tail }: ShownClip, { rate, factsOf, findings }: Settling): void => {
  const unfit = unfitMedia(clip, factsOf);
  if (unfit) findings.tell(placeIn(place, 'media'), unfit);
  const speed = steadySpeed(clip);
  const material = materialFrames(clip, rate, factsOf);
  if (unfit || material === undefined || speed === undefined || ('loop' in clip && clip.loop)) return;
  const { startFrame, durationFrames } = clip.sourceRange;
  const pace = Math.abs(speed);
  const used = startFrame + Math.round(durationFrames * pace);
  const [before, after] = speed < 0 ? [tail, head] : [head, tail];
  const held = clip.kind === 'video' ? 'its last frame is held' : 'silence follows';
  const note = (message: string): void => findings.note(place, `the media has ${material} frames, and ${message}`);
  if (startFrame >= material) note(`the clip begins at ${startFrame}: ${held} from its start`);
  else if (used > material) note(`the clip wants ${used}: ${held} for the rest`);
  else if (used + Math.floor(after * pace) > material)
    note(`the transition beside the clip wants ${used + Math.floor(after * pace)}: ${held}; let the clips overlap`);
  if (startFrame < Math.floor(before * pace))
    note(
      `the transition beside the clip wants ${Math.floor(before * pace) - startFrame} before the first: that one is held`,
    );
};

/** Tells what can be told of a draft before its media are measured. */
export const layoutProblems = (draft: Omit<DraftTimeline, 'notes'>, findings: Findings): void => {
  const settling = { rate: draft.head.rate, factsOf: () => undefined, findings, isFinal: false, places: new Map() };
  const { end } = settleStack(draft.tracks, draft.durationFrames, settling);
  if (end !== undefined) checkLength(end, draft.head.rate, findings);
};

const checkLength = (frames: number, rate: Rate, findings: Findings): void => {
  const longest = longestFrames(rate);
  if (frames < 1) findings.tell(placeIn(root, 'tracks'), 'there is nothing on them; put at least one clip on a track');
  else if (frames > longest)
    findings.tell(
      placeIn(root, 'tracks'),
      `they end at frame ${saidNumber(frames)}; a timeline has at most ${saidNumber(longest)}`,
    );
};

/**
 * The timeline of a draft. `factsOf` says what is known about a file; a clip whose length hangs on a file nobody knows is a
 * problem. Throws `TimelineInvalid` with every problem.
 */
export const settle = (draft: DraftTimeline, factsOf: FactsOf = knownFacts): Settled => {
  const findings = new Findings();
  const { rate } = draft.head;
  const places: Settling['places'] = new Map();
  const settling = { rate, factsOf, findings, isFinal: true, places };
  const { tracks, end = 0, reach = 0 } = settleStack(draft.tracks, draft.durationFrames, settling);
  if (findings.problemCount === 0) checkLength(end, rate, findings);
  if (findings.problemCount > 0) throw new TimelineInvalid(findings.problems, findings.problemCount);
  if (reach > end)
    findings.note(
      placeIn(root, 'tracks'),
      `they end at frame ${reach}, and the timeline at ${end}: the rest is not shown`,
    );
  const timeline = { ...draft.head, durationFrames: end, tracks };
  return { timeline, notes: [...draft.notes, ...findings.notes], sourceOf: sourcePaths(timeline, places) };
};

/** What a reference says about itself. */
const knownFacts: FactsOf = (media) => (media.kind === 'blob' ? media.facts : undefined);
