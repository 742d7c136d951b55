/**
 * Camera set-ups. A set-up is every field of a shot that the painter sees; it is a pure function of the stage, the aspect
 * and the feeling, so that coming back to a set-up gives the very same picture.
 * All cameras stay on one side of the line: whoever is left looks right, and their camera is turned to the left.
 */
import type { Pose } from '../../domain/screenplay/breakdown.types.ts';
import type { Angle, Aspect, Framing, Shot, ShotSize } from '../../domain/shot/shot.types.ts';
import {
  chosen,
  type Faces,
  figure,
  inward,
  mostBusts,
  mostFigures,
  type Placed,
  round,
  row,
  sideOf,
  viewSide,
} from './figures.ts';
import { areGoing } from './going.ts';
import { onSetNow, type Stage } from './stage.ts';

export type Setup = Pick<Shot, 'size' | 'framing' | 'angle' | 'lensMm' | 'cameraYawDeg' | 'figures' | 'props'>;

/** Focal length by size: wide for places, long for faces. */
export const lensFor: Readonly<Record<ShotSize, number>> = {
  EWS: 24,
  WS: 28,
  FS: 35,
  MWS: 35,
  MS: 50,
  MCU: 65,
  CU: 85,
  ECU: 85,
  INSERT: 85,
};

/** How far the camera on one face is turned from the master, degrees. */
export const singleYawDeg = 36;

/** The place, with whoever is given small in it. */
export const placeSetup = (
  stage: Stage,
  aspect: Aspect,
  faces: Faces,
  options: { size: 'EWS' | 'WS'; yawDeg?: number; angle?: Angle; people?: readonly string[]; framing?: Framing },
): Setup => {
  const shown = chosen(options.people ?? onSetNow(stage), [], mostFigures[aspect]);
  const apart = options.size === 'EWS' ? 0.34 : aspect === '9:16' ? 0.5 : 0.42;
  const reach = stage.isClose && shown.length === 2 ? apart * 0.42 : apart;
  const placed = row(shown, reach, undefined, stage);
  return {
    size: options.size,
    framing: options.framing ?? 'establishing',
    angle: options.angle ?? 'eye',
    lensMm: lensFor[options.size],
    cameraYawDeg: options.yawDeg ?? 0,
    figures: shown.map((id) => figure(stage, id, placed.get(id) as Placed, faces, options.size)),
    props: [],
  };
};

/** Two people in one frame, close enough that mouths are read: a medium shot, in an upright frame closer still. */
export const pairSetup = (
  stage: Stage,
  aspect: Aspect,
  a: string,
  b: string,
  faces: Faces,
  options: { size?: ShotSize; poses?: ReadonlyMap<string, Pose> } = {},
): Setup => {
  const size = options.size ?? (aspect === '9:16' ? 'MCU' : 'MS');
  const [left, right] = sideOf(stage, a, b) < 0 ? [a, b] : [b, a];
  const apart = aspect === '16:9' ? 0.34 : aspect === '1:1' ? 0.38 : 0.4;
  const reach = round(apart * (stage.isClose ? (size === 'MWS' ? 0.62 : 0.8) : 1));
  const back = size === 'MWS' ? 0.15 : 0;
  // People who are on the way together look where they go.
  const together = areGoing(stage.going, a, b) ? stage.going?.heading : undefined;
  const at = (id: string, x: number, depth: number, facing: 'left' | 'right') =>
    figure(stage, id, { screenX: x, depth, facing }, faces, size, options.poses?.get(id));
  return {
    size,
    framing: 'two_shot',
    angle: 'eye',
    lensMm: lensFor[size],
    cameraYawDeg: 0,
    figures: [at(left, -reach, 0, together ?? 'right'), at(right, reach, back, together ?? 'left')],
    props: [],
  };
};

/** Three people or more, turned to whoever has the word. */
export const groupSetup = (
  stage: Stage,
  aspect: Aspect,
  ids: readonly string[],
  focus: string | undefined,
  faces: Faces,
  options: { size?: ShotSize; poses?: ReadonlyMap<string, Pose> } = {},
): Setup => {
  const size = options.size ?? 'MS';
  const most = size === 'MS' ? mostBusts[aspect] : mostFigures[aspect];
  const shown = chosen(ids, focus === undefined ? [] : [focus], most);
  const placed = row(shown, aspect === '9:16' ? 0.55 : 0.68, focus, stage, size === 'MS' ? 0 : 0.35);
  return {
    size,
    framing: 'group',
    angle: 'eye',
    lensMm: lensFor[size],
    cameraYawDeg: 0,
    figures: shown.map((id) => figure(stage, id, placed.get(id) as Placed, faces, size, options.poses?.get(id))),
    props: [],
  };
};

/** Over the listener's shoulder: their back is near, on their own side; the speaker faces them. */
export const overShoulderSetup = (
  stage: Stage,
  aspect: Aspect,
  speaker: string,
  listener: string,
  faces: Faces,
): Setup => {
  const side = sideOf(stage, speaker, listener);
  const wide = aspect === '16:9';
  return {
    size: 'MS',
    framing: 'ots',
    angle: 'eye',
    lensMm: 65,
    cameraYawDeg: side * 50,
    figures: [
      figure(stage, speaker, { screenX: side * (wide ? 0.24 : 0.3), depth: 1, facing: inward(side) }, faces, 'MCU'),
      figure(stage, listener, { screenX: -side * (wide ? 0.62 : 0.66), depth: 0, facing: 'away' }, faces, 'MCU'),
    ],
    props: [],
  };
};

/** One face, with look-room on the side they look to. `offAxis` is the other angle on the same person. */
export const faceSetup = (
  stage: Stage,
  aspect: Aspect,
  who: string,
  partner: string | undefined,
  wanted: ShotSize,
  faces: Faces,
  options: { angle?: Angle; framing?: Framing; offAxis?: boolean; pose?: Pose } = {},
): Setup => {
  // A medium shot leaves an upright frame empty above and below.
  const size = aspect === '9:16' && wanted === 'MS' ? 'MCU' : wanted;
  const side = viewSide(stage, who, partner);
  const room = (aspect === '16:9' ? 0.2 : aspect === '1:1' ? 0.12 : 0.06) * (size === 'CU' || size === 'ECU' ? 0.7 : 1);
  const placed: Placed = { screenX: round(side * room), depth: 0, facing: inward(side) };
  return {
    size,
    framing: options.framing ?? 'single',
    angle: options.angle ?? 'eye',
    lensMm: lensFor[size],
    cameraYawDeg: side * (options.offAxis === true ? 62 : singleYawDeg),
    figures: [figure(stage, who, placed, faces, size, options.pose)],
    props: [],
  };
};

/** One person doing something: the whole body, feet and floor when they move. */
export const bodySetup = (
  stage: Stage,
  aspect: Aspect,
  who: string,
  partner: string | undefined,
  size: 'FS' | 'MWS' | 'MS',
  faces: Faces,
  pose?: Pose,
): Setup => {
  const side = viewSide(stage, who, partner);
  const placed: Placed = { screenX: round(side * (aspect === '9:16' ? 0.08 : 0.24)), depth: 0, facing: inward(side) };
  return {
    size,
    framing: 'single',
    angle: 'eye',
    lensMm: lensFor[size],
    cameraYawDeg: side * 18,
    figures: [figure(stage, who, placed, faces, size, pose)],
    props: [],
  };
};

/** A thing that fills the frame, seen from above; what lies beside it comes second. */
export const insertSetup = (props: readonly string[], angle: Angle = 'overhead'): Setup => ({
  size: 'INSERT',
  framing: 'insert',
  angle,
  lensMm: lensFor.INSERT,
  cameraYawDeg: 0,
  figures: [],
  props: props.slice(0, 3),
});

/** What somebody sees: the room from where they stand, without them; others in it look back. */
export const viewpointSetup = (
  stage: Stage,
  aspect: Aspect,
  owner: string | undefined,
  props: readonly string[],
  faces: Faces,
  people: readonly string[],
): Setup => {
  const side = owner === undefined ? -1 : sideOf(stage, owner, undefined);
  const shown = chosen(
    people.filter((id) => id !== owner),
    [],
    mostFigures[aspect],
  );
  const size: ShotSize = shown.length === 1 ? 'FS' : 'WS';
  const placed = row(shown, 0.45, undefined, stage);
  return {
    size,
    framing: 'pov',
    angle: 'eye',
    lensMm: 35,
    cameraYawDeg: -side * 80,
    figures: shown.map((id) => figure(stage, id, { ...(placed.get(id) as Placed), facing: 'camera' }, faces, size)),
    props: props.slice(0, 3),
  };
};
