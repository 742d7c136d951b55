/** A text: whole while it rests, unit by unit while it comes or goes. */
import type { FrameRange } from '../../domain/time.ts';
import type { Animated, TextClip, TextMotion } from '../../domain/timeline/timeline.types.ts';
import { valueAt } from '../animate.ts';
import type { LayerDraw, PlainDraw, TextDraw, TextPart } from '../display-list.types.ts';
import { groupDraw } from '../group-draw.ts';
import { scaledStyle } from '../scale/scaled-timeline.ts';
import type { Moment, Scene } from '../scene.types.ts';
import { filtersAt, opacityAt } from './look.ts';
import { enteringPose, leavingPose, motionFrames, sharedFrames, type UnitPose } from './text-motion.ts';

type Move = NonNullable<TextDraw['move']>;

/** The range at whose ends a text enters and leaves, in its own time. */
export const motionRangeOf = ({ sourceRange, compiled }: TextClip): FrameRange => compiled?.motionRange ?? sourceRange;

/** A motion that is under way: its units and how each is at this frame. */
type Stirring = { readonly motion: TextMotion; readonly units: number; readonly poseOf: (index: number) => UnitPose };

/** The motion under way at a frame; none while the text rests. Entering and leaving share the clip when it is too short for both. */
const stirringAt = (scene: Scene, clip: TextClip, local: number): Stirring | undefined => {
  const { startFrame, durationFrames } = motionRangeOf(clip);
  const { enter, leave, style, text } = clip;
  const since = local - startFrame;
  const most = (motion: TextMotion | undefined): number => (motion ? motionFrames(motion, text.length) : 0);
  // There are at most as many units as characters: mostly that is enough to know that nothing stirs.
  if (since >= most(enter) && since < durationFrames - most(leave)) return undefined;
  const count = (motion: TextMotion): number =>
    motion.unit === 'block' ? 1 : Math.max(1, scene.countUnits(text, style, motion.unit));
  const wanted = (motion: TextMotion | undefined): number => (motion ? motionFrames(motion, count(motion)) : 0);
  const [entering, leaving] = sharedFrames(wanted(enter), wanted(leave), durationFrames);
  if (enter && since < entering) {
    const pace = { motion: enter, units: count(enter), spanFrames: entering };
    return { ...pace, poseOf: (index) => enteringPose(pace, style, index, since) };
  }
  const gone = since - (durationFrames - leaving);
  if (!leave || gone < 0) return undefined;
  const pace = { motion: leave, units: count(leave), spanFrames: leaving };
  return { ...pace, poseOf: (index) => leavingPose(pace, style, index, gone) };
};

const rest: Move = { x: 0, y: 0, scaleX: 1, scaleY: 1, rotationDeg: 0 };
const isRest = (move: Move): boolean =>
  move.x === 0 && move.y === 0 && move.scaleX === 1 && move.scaleY === 1 && move.rotationDeg === 0;

/** How the placement moves the finished text; about the middle of its box unless an anchor is given. */
const placedMove = (clip: TextClip, local: number): Move | undefined => {
  const { placement } = clip;
  if (!placement) return undefined;
  const [anchorX, anchorY] = anchorOf(clip);
  const at = (value: typeof placement.x, otherwise: number): number => valueAt(value ?? otherwise, local);
  const move = {
    ...{ x: at(placement.x, 0), y: at(placement.y, 0), rotationDeg: at(placement.rotation, 0) },
    scaleX: at(placement.scaleX, 1) * (placement.flipX ? -1 : 1),
    scaleY: at(placement.scaleY, 1) * (placement.flipY ? -1 : 1),
    ...{ anchorX, anchorY },
  };
  return isRest(move) ? undefined : move;
};

const unitDraw = (clip: TextClip, pose: UnitPose, opacity: number, part?: TextPart): readonly TextDraw[] => {
  const weight = Math.round(opacity * pose.opacity);
  if (weight === 0 || pose.scale < 0.01) return [];
  const move = { ...rest, x: pose.x, y: pose.y, scaleX: pose.scale, scaleY: pose.scale, rotationDeg: pose.rotationDeg };
  return [
    {
      ...{ kind: 'text', text: clip.text, style: clip.style },
      ...(part && { part }),
      ...{ opacity: weight, blend: clip.blend ?? 'normal' },
      ...(!isRest(move) && { move }),
    },
  ];
};

/** The box behind a text comes and goes with the text as a whole; parts are drawn over it. */
const motionDraws = (clip: TextClip, { motion, units, poseOf }: Stirring, opacity: number): readonly TextDraw[] => {
  const { unit } = motion;
  if (unit === 'block') return unitDraw(clip, poseOf(0), opacity);
  const poses = Array.from({ length: units }, (_, index) => poseOf(index));
  const shown = poses.reduce((sum, { opacity: each }) => sum + each, 0) / units;
  const behind = clip.style.background && unitDraw(clip, { ...still, opacity: shown }, opacity, { unit, index: -1 });
  return [...(behind ?? []), ...poses.flatMap((pose, index) => unitDraw(clip, pose, opacity, { unit, index }))];
};

const still: UnitPose = { opacity: 1, x: 0, y: 0, scale: 1, rotationDeg: 0 };

const enlarged = new WeakMap<TextClip, TextClip>();

/** The clip as if its style were as large as it is shown; remembered, since styles are compared from frame to frame. */
const asDrawn = (clip: TextClip): TextClip => {
  const by = clip.compiled?.drawnScale ?? 1;
  if (by === 1) return clip;
  const known = enlarged.get(clip);
  if (known) return known;
  const { style, placement = {} } = clip;
  const [x, y] = anchorOf(clip);
  const large = scaledStyle(style, by);
  const less = (scale: Animated = 1): Animated =>
    typeof scale === 'number' ? scale / by : scale.map((key) => ({ ...key, value: key.value / by }));
  const drawn: TextClip = {
    ...clip,
    // About the anchor, which stays where it is.
    style: { ...large, boxX: large.boxX + x * (1 - by), boxY: large.boxY + y * (1 - by) },
    placement: { ...placement, scaleX: less(placement.scaleX), scaleY: less(placement.scaleY) },
  };
  enlarged.set(clip, drawn);
  return drawn;
};

/** The point of the frame that a text's placement scales and turns about: the middle of its box unless it says otherwise. */
const anchorOf = ({ placement, style }: TextClip): readonly [number, number] => [
  style.boxX + style.boxWidth * (placement?.anchorX ?? 0.5),
  style.boxY + style.boxHeight * (placement?.anchorY ?? 0.5),
];

/** The text at a frame. Filters change all of it as it lies in the frame, drawn alone. */
export const textDraws = (scene: Scene, moment: Moment<TextClip>): readonly PlainDraw[] => {
  const draws = unfilteredDraws(scene, moment);
  const { blend = 'normal' } = moment.clip;
  const filters = filtersAt(moment.clip.filters, moment.local, 1);
  if (filters.length === 0 || draws.length === 0) return draws;
  const alone = draws.map((draw) => ({ ...draw, blend: 'normal' as const }));
  return [groupDraw(scene, alone, { blend, filters })];
};

const unfilteredDraws = (scene: Scene, { clip: given, local }: Moment<TextClip>): readonly (TextDraw | LayerDraw)[] => {
  const clip = asDrawn(given);
  const opacity = opacityAt(clip.opacity, local);
  if (opacity === 0) return [];
  const placed = placedMove(clip, local);
  if (placed && (placed.scaleX === 0 || placed.scaleY === 0)) return [];
  const stirring = stirringAt(scene, clip, local);
  if (!stirring) {
    const [draw] = unitDraw(clip, still, opacity);
    return draw ? [placed ? { ...draw, move: placed } : draw] : [];
  }
  const draws = motionDraws(clip, stirring, opacity);
  if (!placed || draws.length === 0) return draws;
  if (placed.scaleX === 1 && placed.scaleY === 1 && placed.rotationDeg === 0)
    return draws.map((draw) => {
      const move = draw.move ?? rest;
      return { ...draw, move: { ...move, x: move.x + placed.x, y: move.y + placed.y } };
    });
  // Two turns about different points are no single move: the units are drawn alone, then placed together.
  const { anchorX = 0, anchorY = 0, ...move } = placed;
  return [
    groupDraw(scene, draws, {
      ...{ x: anchorX + move.x, y: anchorY + move.y, anchorX, anchorY, rotationDeg: move.rotationDeg },
      ...{ scaleX: Math.abs(move.scaleX), scaleY: Math.abs(move.scaleY) },
      ...{ flipX: move.scaleX < 0, flipY: move.scaleY < 0, blend: clip.blend ?? 'normal' },
    }),
  ];
};
