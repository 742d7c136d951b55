/** What a language model may change about planned shots: how they are framed and how the camera moves. What is seen, said and how long stays as planned. */
import type { Angle, Movement, MovementKind, Shot, ShotSize } from '../../domain/shot/shot.types.ts';
import { believableText, fieldsOf, linesWithin, listOf, oneOf } from '../read-scenes/believe.ts';

/** From far to near; a note moves a shot by at most two. */
const sizes: readonly ShotSize[] = ['EWS', 'WS', 'FS', 'MWS', 'MS', 'MCU', 'CU', 'ECU'];
const angles: readonly Angle[] = ['eye', 'low', 'high', 'overhead', 'dutch'];
const movements: readonly MovementKind[] = [
  'static',
  'push-in',
  'pull-out',
  'pan',
  'tilt',
  'truck',
  'crane',
  'handheld',
];
const directions = ['left', 'right', 'up', 'down'] as const;
const mostSteps = 2;
const mostShots = 400;
const longestWhy = 120;

/** JSON Schema of the answer, as it is sent along. */
export const shotNotesSchema = {
  name: 'shot_notes',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['shots'],
    properties: {
      shots: {
        type: 'array',
        maxItems: mostShots,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['shot', 'size', 'angle', 'movement', 'direction', 'amount', 'why', 'first', 'last'],
          properties: {
            shot: { type: 'integer' },
            size: { type: 'string', enum: sizes },
            angle: { type: 'string', enum: angles },
            movement: { type: 'string', enum: movements },
            direction: { type: 'string', enum: [...directions, 'none'] },
            amount: { type: 'number' },
            why: { type: 'string', maxLength: longestWhy },
            first: { type: 'integer' },
            last: { type: 'integer' },
          },
        },
      },
    },
  },
} as const;

/** Shots whose framing carries meaning of its own keep it. */
const isFree = (shot: Shot): boolean =>
  shot.card === undefined && !['insert', 'pov', 'ots', 'card', 'establishing'].includes(shot.framing);

const sizeOf = (asked: ShotSize | undefined, shot: Shot): ShotSize => {
  if (!asked || !isFree(shot)) return shot.size;
  const [from, to] = [sizes.indexOf(shot.size), sizes.indexOf(asked)];
  if (from < 0) return shot.size;
  // Two people do not fit into a face.
  const nearest = shot.figures.length > 1 ? sizes.indexOf('MCU') : sizes.length - 1;
  return sizes[Math.min(nearest, Math.max(from - mostSteps, Math.min(from + mostSteps, to)))] ?? shot.size;
};

/** Directions that go with a movement; push-in, pull-out, static and handheld have none. */
const directionsOf: Readonly<Partial<Record<MovementKind, readonly (typeof directions)[number][]>>> = {
  pan: ['left', 'right'],
  truck: ['left', 'right'],
  tilt: ['up', 'down'],
  crane: ['up', 'down'],
};

const movementOf = (claim: Readonly<Record<string, unknown>>, shot: Shot): Movement => {
  const kind = oneOf(claim.movement, movements);
  if (!kind || shot.card !== undefined) return shot.movement;
  const { amount } = claim;
  const share = typeof amount === 'number' && amount >= 0 && amount <= 1 ? Math.round(amount * 100) / 100 : 0.5;
  const allowed = directionsOf[kind];
  const direction = allowed && (oneOf(claim.direction, allowed) ?? allowed[0]);
  return { kind, amount: kind === 'static' ? 0 : share, ...(direction && { direction }) };
};

/** The shots of a scene with the notes that hold; `doubts` says what was left out. `lines`: of the scene, as they were numbered. */
export const readShotNotes = (
  value: unknown,
  shots: readonly Shot[],
  lines: { readonly first: number; readonly last: number },
): { readonly shots: readonly Shot[]; readonly doubts: readonly string[] } => {
  const fields = fieldsOf(value);
  if (!fields) return { shots, doubts: ['The model’s notes on the shots could not be read; the plan stands.'] };
  const doubts: string[] = [];
  const changed = [...shots];
  for (const one of listOf(fields.shots, mostShots)) {
    const claim = fieldsOf(one);
    const at = claim && Number.isInteger(claim.shot) ? (claim.shot as number) - 1 : -1;
    const shot = shots[at];
    const why = believableText(claim?.why, longestWhy);
    if (!claim || !shot || why === undefined || !linesWithin(claim, lines)) {
      doubts.push('A note on a shot that names no shot, no reason or lines outside the scene was left out.');
      continue;
    }
    changed[at] = {
      ...shot,
      size: sizeOf(oneOf(claim.size, sizes), shot),
      angle: isFree(shot) ? (oneOf(claim.angle, angles) ?? shot.angle) : shot.angle,
      movement: movementOf(claim, shot),
      role: why,
    };
  }
  return { shots: changed, doubts };
};
