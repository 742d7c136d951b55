/** People who move in one action together: which of them, how, which way, and whether they are still at it afterwards. */
import type { ActionBeat } from '../../domain/screenplay/breakdown.types.ts';

export type Heading = 'left' | 'right';

export type Going = {
  readonly who: ReadonlySet<string>;
  readonly pose: 'walk' | 'run';
  /** The same for everyone, and for the whole film: whoever is on the way keeps going the same way across the screen. */
  readonly heading: Heading;
  /** The words name no end of it: the next line is said on the way. */
  readonly isUnderWay: boolean;
};

const running =
  /\b(?:runs?|running|sprint(?:s|ing)?|flees?|fleeing|rac(?:es?|ing)|dash(?:es|ing)?|bolts?|gallops?)\b/iu;
const travelling =
  /\b(?:walk(?:s|ing)?|stroll(?:s|ing)?|march(?:es|ing)?|wander(?:s|ing)?|hik(?:es?|ing)|trudg(?:es?|ing)|jog(?:s|ging)?|hurr(?:y|ies|ying)|rush(?:es|ing)?|climb(?:s|ing)?|strid(?:es?|ing)|skips?|stumbles?|limps?|go|head|move)\b/iu;
const chasing = /\b(?:chas(?:es?|ing)|pursues?|runs? after|follows?|leads?)\b/iu;
/** They move, but not the same way. */
const apart =
  /\b(?:each other|one another|apart|opposite|different (?:ways|directions)|split up|meets?|collides?|circles?|around|fights?|dances?)\b/iu;
const arriving = /\b(?:to|into|onto|inside|stops?|halts?|arrives?|reach(?:es)?|enters?|exits?|out|off|away)\b/iu;

/** Undefined unless at least two people are on the way together, or one after the other. */
export const goingIn = (beat: ActionBeat, heading: Heading): Going | undefined => {
  const isRun = running.test(beat.text);
  const isChase = chasing.test(beat.text) && beat.characters.length === 2;
  if ((!isRun && !travelling.test(beat.text) && !isChase) || (apart.test(beat.text) && !isChase)) return undefined;
  const moving = beat.doing.filter(({ pose }) => pose === 'walk' || pose === 'run');
  const who = new Set(isChase && moving.length > 0 ? beat.characters : moving.map(({ characterId }) => characterId));
  if (who.size < 2) return undefined;
  const pose = isRun || moving.some((each) => each.pose === 'run') ? 'run' : 'walk';
  return { who, pose, heading, isUnderWay: !arriving.test(beat.text) };
};

export const areGoing = (going: Going | undefined, ...who: readonly string[]): boolean =>
  going !== undefined && who.every((id) => going.who.has(id));
