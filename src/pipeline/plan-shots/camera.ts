/** How close, from where and how the camera moves: chosen by the line itself, the scene's tension and how far the talk has gone. */
import { hash32 } from '../../domain/random.ts';
import type { Mood, SpeechBeat, SpeechPart } from '../../domain/screenplay/breakdown.types.ts';
import type { Angle, Movement, ShotSize } from '../../domain/shot/shot.types.ts';
import { strongestPart } from './feelings.ts';

export const still: Movement = { kind: 'static', amount: 0 };

const isMarked = (part: SpeechPart): boolean => part.beatBefore || part.emphasis.length > 0;

/** 0..1: how much a line asks the camera to come close. `turn` counts the lines spoken on screen before it in the scene. */
export const intensityOf = (beat: SpeechBeat, tension: number, turn: number): number => {
  const part = strongestPart(beat);
  const raised = part.delivery === 'shout' || part.delivery === 'whisper' ? 0.12 : part.delivery === 'soft' ? 0.05 : 0;
  const marked = beat.parts.some(isMarked) ? 0.1 : 0;
  return Math.min(1, 0.48 * part.emotionStrength + 0.26 * tension + 0.24 * Math.min(1, turn / 9) + raised + marked);
};

/** The ladder: comedy stays wide enough to see who does it to whom, dread and grief come closest. */
export const sizeFor = (intensity: number, mood: Mood, isOpening: boolean): 'MS' | 'MCU' | 'CU' | 'ECU' => {
  if (mood === 'comic' || mood === 'joyful') return intensity < 0.4 ? 'MS' : 'MCU';
  if (isOpening && intensity < 0.3) return 'MS';
  if (intensity < 0.56) return 'MCU';
  return intensity >= 0.92 ? 'ECU' : 'CU';
};

const closerBy: Readonly<Partial<Record<ShotSize, ShotSize>>> = {
  WS: 'MWS',
  FS: 'MS',
  MWS: 'MCU',
  MS: 'CU',
  MCU: 'CU',
  CU: 'MS',
  ECU: 'MCU',
};

/** The other size on the same face: a punch-in by about two steps, or back out when there is no closer. */
export const otherSize = (size: ShotSize): ShotSize => closerBy[size] ?? 'MCU';

/** Power is seen from below, weakness from above, dread askew; only for lines that carry it plainly. */
export const angleFor = (beat: SpeechBeat, mood: Mood, tension: number): Angle => {
  const part = strongestPart(beat);
  if (part.emotionStrength < 0.7 || mood === 'comic') return 'eye';
  if ((mood === 'dread' || mood === 'unease') && part.emotion === 'fear') {
    return tension >= 0.6 && hash32(`${beat.id}/dutch`) % 3 === 0 ? 'dutch' : 'eye';
  }
  if (part.emotion === 'anger' || part.emotion === 'determination') return 'low';
  return part.emotion === 'sadness' || part.emotion === 'fear' ? 'high' : 'eye';
};

/** Camera on somebody who speaks. */
export const speakingMove = (beat: SpeechBeat, mood: Mood, lengthMs: number): Movement => {
  const part = strongestPart(beat);
  if (mood === 'comic') return still;
  if (part.emotionStrength >= 0.7 && (part.emotion === 'fear' || part.delivery === 'shout')) {
    return { kind: 'handheld', amount: 0.5 };
  }
  if (part.delivery === 'whisper' || part.emotionStrength >= 0.6) return { kind: 'push-in', amount: 0.45 };
  if (part.beatBefore || lengthMs > 5000) return { kind: 'push-in', amount: 0.35 };
  return hash32(`${beat.id}/drift`) % 5 < 2 ? { kind: 'push-in', amount: 0.15 } : still;
};

/** Camera on somebody who listens: it leans in where something sinks in. */
export const listeningMove = (part: SpeechPart | undefined, mood: Mood): Movement =>
  mood === 'comic' ? still : { kind: 'push-in', amount: part !== undefined && part.emotionStrength >= 0.5 ? 0.4 : 0.2 };

/** Camera on a place: one slow, seeded move, the same each time for the same beat. */
export const placeMove = (seed: string, isExterior: boolean): Movement => {
  const side = hash32(`${seed}/side`) % 2 === 0 ? 'left' : 'right';
  const moves: readonly Movement[] = isExterior
    ? [
        { kind: 'pan', direction: side, amount: 0.5 },
        { kind: 'push-in', amount: 0.45 },
        { kind: 'crane', direction: 'down', amount: 0.5 },
      ]
    : [
        { kind: 'push-in', amount: 0.35 },
        { kind: 'truck', direction: side, amount: 0.45 },
        { kind: 'push-in', amount: 0.5 },
      ];
  return moves[hash32(`${seed}/place`) % moves.length] as Movement;
};

/** Camera on people who are simply there: often still, else hardly moving, so that a picture breathes. Comedy stands. */
export const restingMove = (seed: string, mood: Mood): Movement => {
  if (mood === 'comic') return still;
  const moves: readonly Movement[] = [
    still,
    still,
    { kind: 'push-in', amount: 0.2 },
    { kind: 'truck', direction: 'left', amount: 0.2 },
    { kind: 'truck', direction: 'right', amount: 0.2 },
    { kind: 'pull-out', amount: 0.2 },
  ];
  return moves[hash32(`${seed}/rest`) % moves.length] as Movement;
};

/** Camera that goes along with somebody. */
export const followingMove = (facing: 'left' | 'right', isRunning: boolean): Movement => ({
  kind: 'truck',
  direction: facing,
  amount: isRunning ? 0.9 : 0.6,
});

/** The last image of a scene or of the film. */
export const closingMove = (isFilmEnd: boolean, mood: Mood): Movement =>
  isFilmEnd
    ? { kind: 'crane', direction: 'up', amount: 0.7 }
    : mood === 'comic'
      ? still
      : { kind: 'pull-out', amount: 0.4 };
