/**
 * Feelings as a camera sees them. No model renders "she is afraid"; every one renders wide eyes and a held breath. Two strengths of each, the
 * same words whenever the same feeling is as strong.
 */
import type { Emotion, Pose } from '../screenplay/breakdown.types.ts';
import type { BriefPerson } from './shot-brief.types.ts';

type Bodies = {
  readonly mild: string;
  readonly strong: string /** While a clip runs; % is whose. */;
  readonly moving: string;
};

const bodies: Readonly<Record<Exclude<Emotion, 'neutral'>, Bodies>> = {
  joy: {
    mild: 'a small smile that reaches the eyes',
    strong: 'a broad open smile, cheeks lifted, eyes bright',
    moving: 'begins to smile, until it reaches % eyes',
  },
  sadness: {
    mild: 'eyes lowered, mouth still',
    strong: 'eyes wet, chin tight, shoulders sunk',
    moving: 'fights tears, % breath catching once',
  },
  anger: {
    mild: 'jaw set, brows drawn together',
    strong: 'jaw clenched, nostrils flared, eyes hard',
    moving: 'tightens % jaw and breathes out hard through the nose',
  },
  fear: {
    mild: 'eyes wary, lips parted, shoulders drawn up',
    strong: 'eyes wide, breath held, body tensed to run',
    moving: 'stops breathing for a moment, % eyes widening',
  },
  wonder: {
    mild: 'eyes wide, head slightly tilted',
    strong: 'eyes wide and shining, lips parted, face lifted',
    moving: 'looks up, % lips parting',
  },
  tenderness: {
    mild: 'soft eyes, the hint of a smile',
    strong: 'eyes warm and steady, face completely soft',
    moving: 'softens and leans a little closer',
  },
  determination: {
    mild: 'gaze steady, chin level',
    strong: 'gaze fixed, chin raised, mouth firm',
    moving: 'takes a breath and lifts % chin, gaze locked',
  },
  unease: {
    mild: 'brow slightly furrowed, gaze not quite still',
    strong: 'brow furrowed, eyes flicking aside, lips pressed',
    moving: 'swallows, % eyes flicking aside and back',
  },
};

const leastStrength = 0.2;
const strongFrom = 0.6;

/** `eyes wide, breath held, body tensed to run`; undefined for a face at rest. */
export const faceWords = ({ emotion, emotionStrength, hasShutEyes }: BriefPerson): string | undefined => {
  if (hasShutEyes) return 'eyes closed, face quiet';
  if (emotion === 'neutral' || emotionStrength < leastStrength) return undefined;
  return bodies[emotion][emotionStrength >= strongFrom ? 'strong' : 'mild'];
};

/** `her`, `his`, `their`. */
export const whose = ({ gender }: Pick<BriefPerson, 'gender'>): string =>
  gender === 'female' ? 'her' : gender === 'male' ? 'his' : 'their';

/** What follows somebody's name while a clip runs: `swallows, her eyes flicking aside and back`. */
export const movingFaceWords = (person: BriefPerson): string | undefined => {
  const { emotion, emotionStrength, hasShutEyes } = person;
  if (hasShutEyes) return `keeps ${whose(person)} eyes closed, breathing slowly`;
  if (emotion === 'neutral' || emotionStrength < leastStrength) return undefined;
  return bodies[emotion].moving.replace('%', whose(person));
};

/** Whoever just stands is not said to: plans say so of all of whom nothing is known. */
export const poseWords: Readonly<Record<Pose, string>> = {
  stand: '',
  walk: 'walking',
  run: 'running',
  sit: 'sitting',
  reach: 'reaching out',
  lean: 'leaning',
  kneel: 'kneeling',
  point: 'pointing',
  lie: 'lying down',
  pockets: 'hands in pockets',
};

/** `at frame left`; undefined in the middle. */
const sideWords = (screenX: number): string | undefined => {
  if (screenX <= -0.6) return 'at the left edge of the frame';
  if (screenX <= -0.2) return 'left of centre';
  if (screenX < 0.2) return undefined;
  return screenX < 0.6 ? 'right of centre' : 'at the right edge of the frame';
};

const facingWords: Readonly<Record<BriefPerson['facing'], string>> = {
  left: 'facing frame left',
  right: 'facing frame right',
  camera: 'facing the camera',
  away: 'seen from behind',
};

/** Poses that last: what somebody is in, not what they do. */
const lasting: ReadonlySet<Pose> = new Set(['sit', 'kneel', 'lie']);

/**
 * Where and how somebody is in the frame: `sitting right of centre, facing frame left, holding the torch`. `isDoing`, `isHoldingSaid`: the action
 * already says what the body does and what is in the hand; near sizes show no pose.
 */
export const stagingWords = (
  person: BriefPerson,
  isNear: boolean,
  isDoing: boolean,
  isHoldingSaid: boolean,
): string => {
  const side = sideWords(person.screenX);
  const isSaid = (isNear && person.pose !== 'lie') || (isDoing && !lasting.has(person.pose));
  const pose = isSaid ? undefined : poseWords[person.pose];
  const where = [pose, side].filter((words) => words !== undefined && words !== '').join(' ');
  return [
    where,
    facingWords[person.seen === 'behind' ? 'away' : person.facing],
    person.holds === undefined || isHoldingSaid ? '' : `holding the ${person.holds}`,
  ]
    .filter((words) => words !== '')
    .join(', ');
};
