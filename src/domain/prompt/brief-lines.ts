/** Lines of a brief: the sentences that are heard in this shot, who says them and how, and the time it all takes. */
import type { SpeechPart } from '../screenplay/breakdown.types.ts';
import type { Shot, ShotCover } from '../shot/shot.types.ts';
import { type Context, genderOf, nameOf } from './brief-context.ts';
import { cutAtWord, plainWords, visibleText } from './plain-words.ts';
import type { BriefLine } from './shot-brief.types.ts';

const partOf = (context: Context, cover: Extract<ShotCover, { kind: 'speech' }>) => {
  const beat = context.beats.get(cover.beatId);
  const part = beat?.kind === 'speech' ? beat.parts.find(({ id }) => id === cover.partId) : undefined;
  return beat?.kind === 'speech' && part !== undefined ? { beat, part } : undefined;
};

/** The sentences of a part that are heard in this shot. */
const heardText = (part: SpeechPart, from: number, to: number): string => {
  const first = part.sentences[from];
  const last = part.sentences[Math.min(to, part.sentences.length) - 1];
  return first === undefined || last === undefined ? part.text : part.text.slice(first.start, last.end);
};

/** In the order of the covers; parts without words are left out. */
export const linesOf = (context: Context): BriefLine[] =>
  context.shot.covers.flatMap((cover): BriefLine[] => {
    if (cover.kind !== 'speech') return [];
    const found = partOf(context, cover);
    if (found === undefined) return [];
    const { beat, part } = found;
    const text = visibleText(heardText(part, cover.fromSentence, cover.toSentence));
    if (!/[\p{L}\p{N}]/u.test(text)) return [];
    const direction = part.parenthetical === undefined ? '' : cutAtWord(plainWords(part.parenthetical), 60);
    return [
      {
        characterId: beat.characterId,
        speaker: nameOf(context, beat.characterId),
        gender: genderOf(context, beat.characterId),
        text,
        emotion: part.emotion,
        emotionStrength: part.emotionStrength,
        delivery: part.delivery,
        channel: beat.channel,
        onScreen: cover.onScreen,
        ...(direction === '' || cover.fromSentence > 0 ? {} : { direction }),
      },
    ];
  });

/** Before any voice has spoken: what is looked at, held and said, at least a second. */
export const estimatedSeconds = (shot: Shot, lines: readonly BriefLine[]): number => {
  const silentMs = shot.covers.reduce(
    (sum, cover) => sum + (cover.kind === 'action' ? cover.readingMs : cover.kind === 'hold' ? cover.holdMs : 0),
    0,
  );
  // About 160 words a minute, as the plan reckons before any voice has spoken.
  const words = lines.reduce((sum, { text }) => sum + text.split(/\s+/u).length, 0);
  return Math.max(1, Math.round((silentMs + words * 370 + lines.length * 200) / 100) / 10);
};
