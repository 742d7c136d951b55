/** Shots in a row, with the transitions between them. OpenTimelineIO's way: clips are trimmed to the cut, handles overlap. */
import type { TimedShot } from '../../domain/shot/shot.types.ts';
import type {
  CompositionClip,
  CompositionLayer,
  Transition,
  VideoItem,
  VideoTrack,
} from '../../domain/timeline/timeline.types.ts';

export type AssembledShot = {
  readonly timed: TimedShot;
  readonly name: string;
  readonly sceneId: string;
  /** Of a drawn shot; empty where `track` stands. */
  readonly layers: readonly CompositionLayer[];
  /** Of a shot whose picture a model made. */
  readonly track?: VideoTrack | undefined;
};

const clipOf = (shot: AssembledShot, startFrame: number, endFrame: number): CompositionClip => ({
  kind: 'composition',
  id: shot.timed.shotId,
  name: shot.name,
  sourceRange: { startFrame, durationFrames: endFrame - startFrame },
  layers: shot.layers,
  ...(shot.track && { tracks: [shot.track] }),
  metadata: { scene: shot.sceneId, shot: shot.timed.shotId },
});

const dissolve = (frames: number): Transition => ({
  kind: 'transition',
  type: 'dissolve',
  inFrames: Math.floor(frames / 2),
  outFrames: frames - Math.floor(frames / 2),
});

/** Frames the shot shares with the next one; 0 for a cut. */
const overlapWith = (shot: AssembledShot, next: AssembledShot | undefined): number =>
  next ? Math.max(0, shot.timed.startFrame + shot.timed.durationFrames - next.timed.startFrame) : 0;

/** Items of the picture track. Holes between shots (none are expected) become gaps. */
export const pictureItems = (shots: readonly AssembledShot[]): VideoItem[] => {
  const items: VideoItem[] = [];
  let trimmedStart = 0;
  shots.forEach((shot, index) => {
    const next = shots[index + 1];
    const overlap = overlapWith(shot, next);
    const { inFrames, outFrames } = dissolve(overlap);
    const isFirstFade = shot.timed.transitionInFrames > 0 && trimmedStart === 0 && items.at(-1)?.kind !== 'transition';
    if (isFirstFade) {
      items.push({
        kind: 'transition',
        type: 'fade-from-black',
        inFrames: 0,
        outFrames: shot.timed.transitionInFrames,
      });
    }
    items.push(clipOf(shot, trimmedStart, shot.timed.durationFrames - outFrames));
    if (overlap > 0) {
      items.push(dissolve(overlap));
    } else if (shot.timed.transitionOutFrames > 0) {
      items.push({ kind: 'transition', type: 'fade-to-black', inFrames: shot.timed.transitionOutFrames, outFrames: 0 });
    }
    trimmedStart = overlap > 0 ? inFrames : 0;
    const hole = next ? next.timed.startFrame - (shot.timed.startFrame + shot.timed.durationFrames) : 0;
    if (hole > 0) items.push({ kind: 'gap', sourceRange: { startFrame: 0, durationFrames: hole } });
  });
  return items;
};
