/** Which set-up carries a line spoken in the room: the room, both, over the shoulder, or a face as close as the line asks. */
import type { SpeechBeat } from '../../domain/screenplay/breakdown.types.ts';
import type { ShotSize } from '../../domain/shot/shot.types.ts';
import { angleFor, intensityOf, sizeFor } from './camera.ts';
import { type Feeling, quantise, speaking, strongestPart } from './feelings.ts';
import { areGoing } from './going.ts';
import { faceSetup, groupSetup, overShoulderSetup, pairSetup, placeSetup, type Setup } from './setups.ts';
import { onSetNow, slotOf } from './stage.ts';
import { current, faces, others, type Walk } from './walk.ts';

/** Everyone in the frame with whom the line is exchanged, when a wide shot carries it. */
const wideSetup = (walk: Walk, beat: SpeechBeat, partner: string): Setup => {
  const part = strongestPart(beat);
  const feeling = quantise(part.emotion, part.emotionStrength);
  const known = feeling.strength < 1 ? faces(walk) : faces(walk, [beat.characterId, feeling]);
  const here = onSetNow(walk.stage);
  return here.length > 2 && beat.dual === undefined
    ? groupSetup(walk.stage, walk.aspect, here, beat.characterId, known)
    : pairSetup(walk.stage, walk.aspect, beat.characterId, partner, known);
};

/** Whether this turn is played wide: the first exchange, now and then to breathe, more often in comedy. */
const playsWide = (walk: Walk, beat: SpeechBeat, intensity: number): boolean => {
  if (beat.dual !== undefined) return true;
  // Two talking heads side by side are too wide for an upright frame.
  if (intensity > 0.62 || walk.aspect === '9:16') return false;
  const isComic = walk.scene.mood === 'comic' || walk.scene.mood === 'joyful';
  if (walk.turns === 0) return current(walk)?.framing !== 'two_shot' && current(walk)?.framing !== 'group';
  return walk.turns % (isComic ? 4 : 8) === (isComic ? 3 : 7);
};

export const singleSize = (walk: Walk, beat: SpeechBeat): ShotSize => {
  const size = sizeFor(
    intensityOf(beat, walk.scene.tension, walk.turns + walk.heat),
    walk.scene.mood,
    walk.turns + walk.heat < 2,
  );
  return walk.aspect === '9:16' && size === 'MS' ? 'MCU' : size;
};

/** Nobody who runs for their life beams while they talk. */
export const spokenFeeling = (walk: Walk, beat: SpeechBeat): Feeling => {
  const feeling = speaking(strongestPart(beat), walk.scene.mood);
  const isUrgent = walk.onTheWay?.emotion === 'fear' || walk.onTheWay?.emotion === 'determination';
  const isMild = ['joy', 'tenderness', 'neutral', 'wonder'].includes(feeling.emotion);
  return areGoing(walk.stage.going, beat.characterId) && isUrgent && isMild ? others(walk) : feeling;
};

export const speakerSetup = (walk: Walk, beat: SpeechBeat, partner: string | undefined): Setup => {
  const intensity = intensityOf(beat, walk.scene.tension, walk.turns + walk.heat);
  const known = faces(walk, [beat.characterId, spokenFeeling(walk, beat)]);
  const isOnTheWay = partner !== undefined && areGoing(walk.stage.going, beat.characterId, partner);
  // What is said first on the way is said by people who are seen on the way.
  if (isOnTheWay && walk.previous?.kind === 'action' && walk.aspect !== '9:16')
    return pairSetup(walk.stage, walk.aspect, beat.characterId, partner, known);
  if (partner !== undefined && playsWide(walk, beat, intensity)) return wideSetup(walk, beat, partner);
  const angle = angleFor(beat, walk.scene.mood, walk.scene.tension);
  const isEarly = walk.turns + walk.heat < 7 || walk.scene.mood === 'comic';
  if (
    partner !== undefined &&
    walk.aspect !== '9:16' &&
    !isOnTheWay &&
    isEarly &&
    intensity < 0.45 &&
    angle === 'eye'
  ) {
    return overShoulderSetup(walk.stage, walk.aspect, beat.characterId, partner, known);
  }
  return faceSetup(walk.stage, walk.aspect, beat.characterId, partner, singleSize(walk, beat), known, { angle });
};

/** A crowd or a thing that speaks in the room. */
export const facelessSetup = (walk: Walk, beat: SpeechBeat): Setup => {
  const here = onSetNow(walk.stage);
  const known = faces(walk);
  if (here.length > 2) return groupSetup(walk.stage, walk.aspect, here, undefined, known);
  if (here.length === 2) return pairSetup(walk.stage, walk.aspect, here[0] as string, here[1] as string, known);
  if (here.length === 1) {
    return faceSetup(walk.stage, walk.aspect, here[0] as string, undefined, 'MS', known, { framing: 'reaction' });
  }
  return placeSetup(walk.stage, walk.aspect, known, { size: 'WS', yawDeg: slotOf(walk.stage, beat.characterId) * 20 });
};

/** In plain words, for the shot list. */
export const roleOf = (setup: Setup, name: string): string => {
  if (setup.framing === 'group') return `the room while ${name} speaks`;
  if (setup.framing === 'two_shot') return `${name} speaks, both seen`;
  if (setup.framing === 'ots') return `${name} speaks, over the shoulder`;
  return `${name} speaks`;
};
