/** Every part of speech said and timed: what the rest of the film is cut to. */
import type { Build } from '../build/build.ts';
import type { Cast, MouthCue, Utterance } from '../domain/performance/performance.types.ts';
import type { Breakdown } from '../domain/screenplay/breakdown.types.ts';
import type { SpeakRequest, VoiceModel } from '../ports/voice-model.ts';
import { mouthCuesOf } from './lipsync/lipsync.ts';
import type { SpeechTime } from './plan-shots/plan-shots.ts';
import { linesToSpeak, speakStep } from './speak/speak.ts';

export type FilmWords = {
  /** By part id; parts that make no sound ("...") are missing. */
  readonly utterances: ReadonlyMap<string, Utterance>;
  readonly cues: ReadonlyMap<string, readonly MouthCue[]>;
  /** By part id, every part: one without sound takes a short silence. */
  readonly times: ReadonlyMap<string, SpeechTime>;
  /** Engines that really spoke, each once. */
  readonly engines: readonly string[];
};

/** "..." on a line of its own: about as long as somebody opens their mouth and says nothing. */
const wordlessMs = 600;

/** One voice process: a core, and the memory of the larger of the two engines. */
const voiceNeeds = { cores: 1, memoryMb: 1000, only: 'voice' } as const;

/** Says one line of a film. */
export type Speaker = {
  /** Name of the step that is asked, for the count of what is to come. */
  readonly step: string;
  say(request: SpeakRequest): Promise<Utterance>;
};

/** The voice of this machine. */
export const ownSpeaker = (build: Build, voice: VoiceModel): Speaker => {
  const step = speakStep(voice, voiceNeeds);
  return { step: step.name, say: (request) => build.produce(step, request) };
};

export const sayFilm = async (
  build: Build,
  speaker: Speaker,
  breakdown: Breakdown,
  cast: Cast,
  expect: (step: string, count: number) => void,
): Promise<FilmWords> => {
  const lines = linesToSpeak(breakdown, cast);
  expect(speaker.step, lines.length);
  const said = await build.all(lines.map((line) => speaker.say(line.request)));
  const utterances = new Map(lines.map((line, index) => [line.part.id, said[index] as Utterance]));
  const times = new Map<string, SpeechTime>();
  for (const scene of breakdown.scenes) {
    for (const beat of scene.beats) {
      if (beat.kind !== 'speech') continue;
      for (const part of beat.parts)
        times.set(part.id, utterances.get(part.id) ?? { durationMs: wordlessMs, words: [] });
    }
  }
  return {
    utterances,
    times,
    cues: new Map(
      [...utterances].map(([partId, utterance]) => [partId, mouthCuesOf(utterance.phonemes, utterance.durationMs)]),
    ),
    engines: [...new Set(said.map((utterance) => utterance.engine))],
  };
};
