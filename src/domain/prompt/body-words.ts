/**
 * Feelings as a camera sees them. No model renders "she is afraid"; every one renders wide eyes and a held breath. Two strengths of each, the
 * same words whenever the same feeling is as strong.
 */
import type { Emotion, Pose } from '../screenplay/breakdown.types.ts';
import type { BriefPerson } from './shot-brief.types.ts';

type Bodies = { readonly mild: string; readonly strong: string /** While a clip runs. */; readonly moving: string };

const bodies: Readonly<Record<Exclude<Emotion, 'neutral'>, Bodies>> = {
  joy: {
    mild: 'a small smile that reaches the eyes',
    strong: 'a broad open smile, cheeks lifted, eyes bright',
    moving: 'a smile spreads until it reaches the eyes',
  },
  sadness: {
    mild: 'eyes lowered, mouth still',
    strong: 'eyes wet, chin tight, shoulders sunk',
    moving: 'the eyes fill, the breath catches once',
  },
  anger: {
    mild: 'jaw set, brows drawn together',
    strong: 'jaw clenched, nostrils flared, eyes hard',
    moving: 'the jaw tightens, a hard breath through the nose',
  },
  fear: {
    mild: 'eyes wary, lips parted, shoulders drawn up',
    strong: 'eyes wide, breath held, body tensed to run',
    moving: 'the eyes widen, the breath stops and then comes short',
  },
  wonder: {
    mild: 'eyes wide, head slightly tilted',
    strong: 'eyes wide and shining, lips parted, face lifted',
    moving: 'the lips part, the gaze rises and stays',
  },
  tenderness: {
    mild: 'soft eyes, the hint of a smile',
    strong: 'eyes warm and steady, face completely soft',
    moving: 'the face softens, the head leans a little closer',
  },
  determination: {
    mild: 'gaze steady, chin level',
    strong: 'gaze fixed, chin raised, mouth firm',
    moving: 'a breath in, the chin comes up, the gaze locks',
  },
  unease: {
    mild: 'brow slightly furrowed, gaze not quite still',
    strong: 'brow furrowed, eyes flicking aside, lips pressed',
    moving: 'a swallow, the eyes flick aside and back',
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

/** What the face does while a clip runs. */
export const movingFaceWords = ({ emotion, emotionStrength, hasShutEyes }: BriefPerson): string | undefined => {
  if (hasShutEyes) return 'the eyes stay closed, the breath goes slow';
  return emotion === 'neutral' || emotionStrength < leastStrength ? undefined : bodies[emotion].moving;
};

export const poseWords: Readonly<Record<Pose, string>> = {
  stand: 'standing',
  walk: 'walking',
  run: 'running',
  sit: 'sitting',
  reach: 'reaching out',
  lean: 'leaning',
  kneel: 'kneeling',
  point: 'pointing',
  lie: 'lying down',
  pockets: 'standing, hands in pockets',
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

/** Where and how somebody is in the frame: `standing right of centre, facing frame left, holding a torch`. Near sizes show no pose. */
export const stagingWords = (person: BriefPerson, isNear: boolean): string => {
  const side = sideWords(person.screenX);
  const pose = isNear && person.pose !== 'lie' ? undefined : poseWords[person.pose];
  const where = [pose, side].filter((words) => words !== undefined).join(' ');
  return [
    where,
    facingWords[person.seen === 'behind' ? 'away' : person.facing],
    person.holds === undefined ? '' : `holding the ${person.holds}`,
  ]
    .filter((words) => words !== '')
    .join(', ');
};
