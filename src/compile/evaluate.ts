/**
 * What a timeline shows at a frame. Pure: the browser preview and the renderer call the same function.
 * A clip's own time is `sourceRange.startFrame` plus the frames since its start on the track; keyframes, cues and captions
 * count in it. Inside a transition a clip's time runs on beyond its range (its handle).
 */
import type { AudioTrack, Timeline, VideoTrack } from '../domain/timeline/timeline.types.ts';
import { onBlack, parseColour } from './colour.ts';
import type { DisplayList, Draw, PlainDraw } from './display-list.types.ts';
import { groupDraw } from './group-draw.ts';
import { clipDraws } from './layers/layers.ts';
import type { Scene, UnitCounter } from './scene.types.ts';
import { unitsOf } from './text/units.ts';
import { clipAt, isShown, layoutTrack, type PlacedClip, transitionAt } from './track-layout.ts';
import { transitionDraws } from './transition-draws.ts';

const writtenUnits: UnitCounter = (text, _style, unit) => unitsOf(text, unit).length;

/**
 * Drawing order of one frame, 0 <= frame < durationFrames. `countUnits` tells how many letters, words and lines a text has; the
 * rasteriser's also counts lines that wrapping makes.
 */
export const evaluate = (timeline: Timeline, frame: number, countUnits: UnitCounter = writtenUnits): DisplayList => {
  // Behind a film that has no alpha lies black.
  const background = { kind: 'fill', colour: onBlack(timeline.background), weight: 256 } as const;
  return [background, ...tracksDraws(timeline, frame, countUnits)];
};

/** `evaluate` for a film with alpha: an opaque background is left out, so that it shows through; any other keeps its alpha. */
export const evaluateWithAlpha = (
  timeline: Timeline,
  frame: number,
  countUnits: UnitCounter = writtenUnits,
): DisplayList => {
  const draws = tracksDraws(timeline, frame, countUnits);
  const { alpha } = parseColour(timeline.background);
  return alpha === 0 || alpha === 1 ? draws : [{ kind: 'fill', colour: timeline.background, weight: 256 }, ...draws];
};

const tracksDraws = (timeline: Timeline, frame: number, countUnits: UnitCounter): DisplayList => {
  const { width, height, rate } = timeline;
  const scene = { width, height, rate, countUnits, isMixed: false, isLowest: true };
  return stackDraws(scene, timeline.tracks, frame, '');
};

/** All picture tracks of a stack, bottom first; `path` names the stack in its timeline. */
const stackDraws = (
  scene: Scene,
  tracks: readonly (VideoTrack | AudioTrack)[],
  frame: number,
  path: string,
): readonly Draw[] => {
  const lowest = tracks.findIndex(isShown);
  return tracks.flatMap((track, index) =>
    isShown(track) ? trackDraws({ ...scene, isLowest: index === lowest }, track, frame, `${path}${index}`) : [],
  );
};

const trackDraws = (scene: Scene, track: VideoTrack, frame: number, path: string): readonly Draw[] => {
  const layout = layoutTrack(track);
  const changing = transitionAt(layout, frame);
  if (!changing) {
    const placed = clipAt(layout, frame);
    return placed ? drawsOf(scene, placed, frame, path) : [];
  }
  const { transition, start, end, before, after } = changing;
  const side = (placed: PlacedClip | undefined): readonly PlainDraw[] =>
    placed ? withoutMixes(scene, drawsOf({ ...scene, isMixed: true }, placed, frame, path)) : [];
  return transitionDraws(scene, {
    ...{ transition, k: frame - start, n: end - start },
    ...{ from: side(before), to: side(after) },
  });
};

const drawsOf = (scene: Scene, placed: PlacedClip, frame: number, path: string): readonly Draw[] => {
  const { clip, start, index } = placed;
  const local = clip.sourceRange.startFrame + frame - start;
  return clipDraws(scene, { clip, local, path: `${path}.${index}` }, stackDraws);
};

const withoutMixes = (scene: Scene, draws: readonly Draw[]): readonly PlainDraw[] =>
  draws.every((draw) => draw.kind !== 'mix') ? draws : [groupDraw(scene, draws)];
