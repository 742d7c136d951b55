/** People of a brief: who is staged, and whose hands an insert shows. */
import type { Beat } from '../screenplay/breakdown.types.ts';
import type { StagedFigure } from '../shot/shot.types.ts';
import { type Context, genderOf, nameOf } from './brief-context.ts';
import { identityText, unknownIdentity, wornBy } from './identity.ts';
import { plainWords } from './plain-words.ts';
import type { BriefLora, BriefPerson } from './shot-brief.types.ts';

const identityOf = (context: Context, id: string): BriefPerson['identity'] => {
  const character = context.characters.get(id);
  const look = context.cast.members.find(({ characterId }) => characterId === id)?.look;
  if (look === undefined) return unknownIdentity(character?.gender ?? 'unknown', character?.age);
  return identityText(look, character ?? { description: [] }, wornBy(context.breakdown, id));
};

/** A staged figure in words. Without a look in the cast they are what the script says of them. */
export const personOf = (context: Context, figure: StagedFigure, lora: BriefLora | undefined): BriefPerson => {
  const holds = figure.holds === undefined ? '' : plainWords(figure.holds);
  return {
    characterId: figure.characterId,
    name: nameOf(context, figure.characterId),
    gender: genderOf(context, figure.characterId),
    identity: identityOf(context, figure.characterId),
    seen: figure.facing === 'away' ? 'behind' : 'face',
    screenX: figure.screenX,
    depth: figure.depth,
    facing: figure.facing,
    pose: figure.pose,
    emotion: figure.emotion,
    emotionStrength: figure.emotionStrength,
    ...(holds === '' ? {} : { holds }),
    hasShutEyes: figure.eyes === 'shut',
    ...(lora === undefined ? {} : { lora }),
  };
};

/** `He presses a button.`: whoever does that is there with a hand. */
const handles =
  /^(?:He|She|They|\p{Lu}\p{Ll}+) (?:press|turn|pull|push|squeeze|touch|twist|tap|flick|open|close|lift|hold|take|put|lay|slide|write|tear|light|drop|pour|pick|place|set|strike|wind|type|dial|pluck|fold|unfold|unwrap)(?:s|es)\b/u;
const handWords = /\b(hands?|thumbs?|fingers?|fingertips?|palms?|knuckles?|wrists?)\b/iu;

/** Whose hands an insert shows, when the action says that there are hands. */
export const handsIn = (
  context: Context,
  actionBeats: readonly Beat[],
  sentences: readonly string[],
): BriefPerson[] => {
  const { shot } = context;
  if (shot.framing !== 'insert' || shot.figures.length > 0) return [];
  if (!sentences.some((text) => handWords.test(text) || handles.test(text))) return [];
  const owner = actionBeats.flatMap((beat) => (beat.kind === 'action' ? beat.characters : []))[0];
  if (owner === undefined) return [];
  const figure = {
    characterId: owner,
    screenX: 0,
    depth: 0,
    facing: 'camera',
    pose: 'stand',
    gaze: { x: 0, y: 0 },
  } as const;
  return [{ ...personOf(context, { ...figure, emotion: 'neutral', emotionStrength: 0 }, undefined), seen: 'hands' }];
};
