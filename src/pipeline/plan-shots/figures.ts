/** People in a frame: where each stands, whom they face, what shows on them. */
import type { Pose } from '../../domain/screenplay/breakdown.types.ts';
import type { Aspect, ShotSize, StagedFigure } from '../../domain/shot/shot.types.ts';
import type { Feeling } from './feelings.ts';
import { areGoing } from './going.ts';
import { type Stage, slotOf } from './stage.ts';

/** Feelings of the people in the frame; whoever is not in it looks like `others`. */
export type Faces = { readonly of: ReadonlyMap<string, Feeling>; readonly others: Feeling };

export const facesOf = (others: Feeling, ...known: readonly (readonly [string, Feeling])[]): Faces => ({
  of: new Map(known),
  others,
});

/** Sizes in which hands and posture are seen. */
const showsBody: ReadonlySet<ShotSize> = new Set<ShotSize>(['EWS', 'WS', 'FS', 'MWS', 'MS']);

/** More heads than this read as a crowd of dots. */
export const mostFigures: Readonly<Record<Aspect, number>> = { '16:9': 6, '1:1': 5, '9:16': 4 };

/** Heads that fit side by side in a medium shot. */
export const mostBusts: Readonly<Record<Aspect, number>> = { '16:9': 4, '1:1': 3, '9:16': 3 };

export type Placed = { readonly screenX: number; readonly depth: number; readonly facing: StagedFigure['facing'] };

export const figure = (
  stage: Stage,
  id: string,
  placed: Placed,
  faces: Faces,
  size: ShotSize,
  pose?: Pose,
): StagedFigure => {
  const feeling = faces.of.get(id) ?? faces.others;
  const onTheWay = areGoing(stage.going, id) ? stage.going?.pose : undefined;
  const posture = onTheWay ?? stage.postures.get(id) ?? 'stand';
  const holds = showsBody.has(size) && placed.facing !== 'away' ? stage.holds.get(id) : undefined;
  const look = placed.facing === 'left' ? -0.6 : placed.facing === 'right' ? 0.6 : 0;
  // A hand that holds something does not reach.
  const acted = holds !== undefined && pose === 'reach' ? posture : (pose ?? posture);
  const atRest = posture === 'sit' || posture === 'lie' ? posture : 'stand';
  const seenPose = showsBody.has(size) ? acted : atRest;
  return {
    characterId: id,
    screenX: placed.screenX,
    depth: placed.depth,
    facing: placed.facing,
    pose: seenPose,
    emotion: placed.facing === 'away' ? 'neutral' : feeling.emotion,
    emotionStrength: placed.facing === 'away' ? 0 : feeling.strength,
    gaze: { x: look, y: feeling.emotion === 'sadness' && feeling.strength > 0 ? 0.25 : 0 },
    ...(holds === undefined ? {} : { holds }),
  };
};

/** -1 when `who` stands left of whom they look at, 1 when right; alone: their own side of the frame. */
export const sideOf = (stage: Stage, who: string, partner: string | undefined): -1 | 1 => {
  const own = slotOf(stage, who);
  if (partner === undefined) return own <= 0 ? -1 : 1;
  const other = slotOf(stage, partner);
  if (own === other) return who < partner ? -1 : 1;
  return own < other ? -1 : 1;
};

/** The side somebody is seen on alone: whoever is on the way has room before them, else as they stand to their partner. */
export const viewSide = (stage: Stage, who: string, partner: string | undefined): -1 | 1 => {
  const { going } = stage;
  if (going === undefined || !areGoing(going, who)) return sideOf(stage, who, partner);
  return going.heading === 'right' ? -1 : 1;
};

export const inward = (side: -1 | 1): 'left' | 'right' => (side < 0 ? 'right' : 'left');

export const round = (value: number): number => Math.round(value * 100) / 100;

/** People in depth across the frame, the middle of the row a little further back, nobody hidden by a neighbour. */
export const row = (
  ids: readonly string[],
  reach: number,
  towards: string | undefined,
  stage: Stage,
  back = 0.35,
): Map<string, Placed> =>
  new Map(
    ids.map((id, index) => {
      const share = ids.length === 1 ? slotOf(stage, id) * 0.7 : -1 + (2 * index) / (ids.length - 1);
      const partner = towards !== undefined && towards !== id ? towards : ids.find((other) => other !== id);
      return [
        id,
        {
          screenX: round(share * reach),
          depth: index % 2 === 0 ? 0 : back,
          facing: inward(viewSide(stage, id, partner)),
        },
      ];
    }),
  );

/** Those to show when there are too many: whoever matters first, the rest as they stand. */
export const chosen = (ids: readonly string[], first: readonly string[], most: number): readonly string[] => {
  if (ids.length <= most) return ids;
  const kept = new Set([...first, ...ids].slice(0, Math.max(most, 1)).filter((id) => ids.includes(id)));
  for (const id of ids) if (kept.size < most) kept.add(id);
  return ids.filter((id) => kept.has(id));
};
