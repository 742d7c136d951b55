/** Passages that are heard: lines, effects, the place. Only for models that make sound with the picture. */
import type { Calling } from './camera-words.ts';
import { mannerOf } from './manner-words.ts';
import type { DialectWriting, LineToSpeak, NamedReference, Passage } from './passage.types.ts';
import { listed, plainWords, sentenceStart } from './plain-words.ts';
import { ranks } from './ranks.ts';
import type { BriefLine, ShotBrief } from './shot-brief.types.ts';

const noun: Readonly<Record<'female' | 'male' | 'unknown', string>> = {
  female: "a woman's voice",
  male: "a man's voice",
  unknown: 'a voice',
};

/** Voices from elsewhere have no face in the picture. */
const speakerWords = (line: BriefLine, brief: ShotBrief, call: Calling): string => {
  const person = brief.people.find(({ characterId, seen }) => characterId === line.characterId && seen !== 'hands');
  switch (line.channel) {
    case 'radio':
      return `${noun[line.gender]}, thin over a radio,`;
    case 'phone':
      return `${noun[line.gender]}, thin over a telephone,`;
    case 'off-screen':
      return `${noun[line.gender]} from out of frame`;
    default:
      return person === undefined ? `${noun[line.gender]} from out of frame` : call(person);
  }
};

/** Words as they may stand between our quotation marks. */
export const spokenWords = (text: string): string => plainWords(text);

const usualLine = ({ who, manner, words }: LineToSpeak): string =>
  `${who} says${manner === '' ? '' : ` ${manner}`}: "${words}"`;

/** Lines that sound in the clip: a narrator's do not, they belong to the film. */
export const spokenIn = (brief: ShotBrief): readonly BriefLine[] =>
  brief.lines.filter(({ channel }) => channel !== 'voice-over');

const voices =
  /\b(?:voices?|says?|speaks?|talks?|shouts?|calls?|whispers?|sings?|laughs?|screams?|cries|yells?|announces?|prays?|mutters?)\b/iu;

/** Models that can speak do so unasked. */
const nobodySpeaks: Passage = {
  id: 'dialogue/none',
  kind: 'dialogue',
  forms: [
    { text: 'Nobody speaks.', rank: 0 },
    { text: '', rank: ranks.guards },
  ],
};

/** One passage a line, whole or not there. */
export const dialoguePassages = (
  brief: ShotBrief,
  writing: DialectWriting,
  call: Calling,
  references: readonly NamedReference[],
): Passage[] => {
  const lines = spokenIn(brief);
  // Where the action has somebody call or sing, forbidding speech would contradict it.
  if (lines.length === 0) return brief.action.some((sentence) => voices.test(sentence)) ? [] : [nobodySpeaks];
  const speakers = [...new Set(lines.map(({ characterId }) => characterId))];
  const voiceFiles = references.filter(({ kind, role }) => kind === 'audio' && role === 'voice');
  return lines.map((line, index): Passage => {
    const text = (writing.speak ?? usualLine)({
      line,
      who: sentenceStart(speakerWords(line, brief, call)),
      manner: mannerOf(line),
      words: spokenWords(line.text),
      voice: voiceFiles.find(({ of }) => of === line.speaker)?.number,
      speaker: speakers.indexOf(line.characterId) + 1,
    });
    return {
      id: `dialogue/${index}`,
      kind: 'dialogue',
      forms: [
        { text, rank: 0 },
        { text: '', rank: ranks.dialogue + Math.min(6, Math.max(0, 6 - index)) },
      ],
    };
  });
};

/** Mouths that must move although nothing is heard: the voice is laid on later. */
export const silentSpeechPassage = (brief: ShotBrief, call: Calling): Passage => {
  // The action says so itself where nothing else happens.
  const isTold = brief.action.some((sentence) => /\b(?:speaks|talks|shouts|whispers|says)\b/u.test(sentence));
  const who = [...new Set(brief.lines.filter(({ onScreen }) => onScreen).map(({ characterId }) => characterId))]
    .map((id) => brief.people.find(({ characterId, seen }) => characterId === id && seen === 'face'))
    .filter((person) => person !== undefined);
  const text =
    who.length === 0 || isTold
      ? ''
      : `${sentenceStart(listed(who.map(call)))} talk${who.length === 1 ? 's' : ''} all the while, lips moving naturally.`;
  return {
    id: 'dialogue/silent',
    kind: 'dialogue',
    forms: [
      { text, rank: 0 },
      { text: '', rank: ranks.dialogue },
    ],
  };
};

export const soundPassages = (brief: ShotBrief, writing: DialectWriting): Passage[] => {
  const effects = writing.effects ?? ((sounds) => `Sound effects: ${sounds.join(', ')}.`);
  const ambience = writing.ambience ?? ((sounds) => `Ambient sound: ${sounds.join(', ')}.`);
  const heard = brief.effects.map((sound) => plainWords(sound)).filter((sound) => sound !== '');
  return [
    {
      id: 'effects',
      kind: 'effects',
      forms: [
        { text: heard.length === 0 ? '' : effects(heard), rank: 0 },
        { text: '', rank: ranks.effects },
      ],
    },
    {
      id: 'ambience',
      kind: 'ambience',
      forms: [
        { text: brief.ambience.length === 0 ? '' : ambience(brief.ambience), rank: 0 },
        { text: '', rank: ranks.ambience },
      ],
    },
    {
      id: 'music',
      kind: 'music',
      forms: [
        { text: writing.noMusic ?? 'No music.', rank: 0 },
        { text: '', rank: ranks.music },
      ],
    },
  ];
};
