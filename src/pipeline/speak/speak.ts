/** The step that asks a voice model for one part of speech, and what it asks for. */
import type { Step } from '../../build/build.ts';
import type { Cast, Utterance } from '../../domain/performance/performance.types.ts';
import type { Breakdown, Scene, SpeechBeat, SpeechPart } from '../../domain/screenplay/breakdown.types.ts';
import type { SpeakRequest, VoiceModel } from '../../ports/voice-model.ts';

export type SpeakLine = { readonly part: SpeechPart; readonly request: SpeakRequest; readonly speaker: string };

/** Only the pronunciations of words in the text: a new name in the cast file must not remake every line. */
const pronunciationsIn = (text: string, all: Readonly<Record<string, string>>): Record<string, string> => {
  const words = new Set(text.toLowerCase().match(/[\p{L}\p{M}'’]+/gu) ?? []);
  return Object.fromEntries(Object.entries(all).filter(([word]) => words.has(word.toLowerCase())));
};

/** Whether there is anything to say: "..." is a pause, not a sound, and letters that nobody sees (Hangul fillers) are none. */
export const hasWords = (text: string): boolean => /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/u.test(text);

const lineOf = (part: SpeechPart, beat: SpeechBeat, scene: Scene, cast: Cast): SpeakLine | undefined => {
  const member = cast.members.find((one) => one.characterId === beat.characterId);
  if (!member || !hasWords(part.text)) return undefined;
  const { text, emphasis, emotion, emotionStrength, delivery } = part;
  const request: SpeakRequest = {
    text,
    emphasis,
    voice: member.voice,
    emotion,
    emotionStrength: Math.round(emotionStrength * 10) / 10,
    delivery,
    channel: beat.channel,
    interior: scene.intExt !== 'ext',
    pronunciations: pronunciationsIn(text, cast.pronunciations),
  };
  return { part, request, speaker: beat.characterId };
};

/** Every part that makes a sound, in film order. */
export const linesToSpeak = (breakdown: Breakdown, cast: Cast): SpeakLine[] =>
  breakdown.scenes.flatMap((scene) =>
    scene.beats.flatMap((beat) =>
      beat.kind === 'speech' ? beat.parts.flatMap((part) => lineOf(part, beat, scene, cast) ?? []) : [],
    ),
  );

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

export const speakStep = (
  voice: VoiceModel,
  needs: Step<SpeakRequest, Utterance>['needs'],
): Step<SpeakRequest, Utterance> => ({
  name: 'speak',
  version: 1,
  model: voice.id,
  needs,
  label: (request) => `voice ${request.voice.voice}: “${shortened(request.text)}”`,
  run: (request, { signal }) => voice.speak(request, signal),
});
