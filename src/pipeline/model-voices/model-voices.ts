/** Lines that a vendor's voices speak: bought part by part, then finished on this machine like every voice of the film. */
import type { Build, Step } from '../../build/build.ts';
import type { Answer } from '../../domain/generation/answer.types.ts';
import type { SpeechAsk } from '../../domain/generation/ask.types.ts';
import type { Cast, Utterance } from '../../domain/performance/performance.types.ts';
import { compileSpeech, lineOffsetOf, type SpokenSpan } from '../../domain/prompt/prompt.ts';
import type { Breakdown } from '../../domain/screenplay/breakdown.types.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { FinishRequest, VoiceFinisher } from '../../ports/voice-finisher.ts';
import type { SpeakRequest } from '../../ports/voice-model.ts';
import type { VoicesChoice } from '../film-models/film-models.types.ts';
import type { Speaker } from '../film-words.ts';
import type { ModelBook } from '../paid/model-book.ts';
import { isSketched, type PaidTools, paidStep, sketchedFile } from '../paid/paid-step.ts';
import { joinLine } from './joined-line.ts';
import { linePieces } from './line-pieces.ts';
import { sketchedUtterance } from './sketched-utterance.ts';

/** What changes how a line sounds, and nothing else: the room and the radio are ours and cost nothing. */
type SpeechMatter = Pick<
  SpeakRequest,
  'text' | 'emphasis' | 'emotion' | 'emotionStrength' | 'delivery' | 'pronunciations'
> & {
  readonly voice: string;
};

/** The cast with the vendor's voices: those named for somebody, the others in turn, the same person always the same. */
export const castForModels = (cast: Cast, breakdown: Breakdown, { voices, others }: VoicesChoice): Cast => {
  const named = new Set(Object.values(voices));
  const free = others.filter((voice) => !named.has(voice));
  let next = 0;
  return {
    ...cast,
    members: cast.members.map((member) => {
      const character = breakdown.characters.find(({ id }) => id === member.characterId);
      const own = voices[(character?.name ?? member.characterId).toLowerCase()] ?? voices[member.characterId];
      const pool = free.length > 0 ? free : others.length > 0 ? others : Object.values(voices);
      const voice = own ?? (pool[next++ % pool.length] as string);
      return { ...member, voice: { engine: 'model', voice, speed: 1, pitchSemitones: 0 } };
    }),
  };
};

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

const matterOf = (speak: SpeakRequest): SpeechMatter => {
  const { text, emphasis, emotion, emotionStrength, delivery, pronunciations, voice } = speak;
  return { text, emphasis, emotion, emotionStrength, delivery, pronunciations, voice: voice.voice };
};

/** What is said of a model that is not known yet: the words alone. */
const askFor = (book: ModelBook, { voice, ...line }: SpeechMatter, model: string | undefined): SpeechAsk =>
  model === undefined
    ? { type: 'speech', text: line.text, voice }
    : compileSpeech({ ...line, voice }, book.record(model, 'speech')).ask;

/** Times of what was sent, as times of the line: marks are no part of it. */
const inTheLine = (
  { characters, words }: Answer,
  spans: readonly SpokenSpan[],
): Pick<FinishRequest, 'characters' | 'words'> => {
  const placed = characters?.flatMap(({ start, end, startMs, endMs }) => {
    const [from, last] = [lineOffsetOf({ spans }, start), lineOffsetOf({ spans }, end - 1)];
    return from === undefined || last === undefined ? [] : [{ start: from, end: last + 1, startMs, endMs }];
  });
  return { ...(placed && { characters: placed }), ...(words && { words }) };
};

const speechStep = (tools: PaidTools, book: ModelBook) =>
  paidStep<SpeechMatter>(tools, {
    name: 'model-voice',
    version: 1,
    label: ({ voice, text }) => `voice ${voice}: “${shortened(text)}”`,
    askFor: (matter, model) => askFor(book, matter, model),
    sketch: () => ({ type: 'speech', files: [sketchedFile('audio/mpeg')] }),
  });

const finishStep = (finisher: VoiceFinisher): Step<FinishRequest, Utterance> => ({
  name: 'finish-voice',
  version: 1,
  model: finisher.id,
  needs: { cores: 1, memoryMb: 300 },
  label: ({ speak }) => `finish a line: “${shortened(speak.text)}”`,
  sketch: ({ speak }) => sketchedUtterance(speak.text),
  run: (request, { signal }) => finisher.finish(request, signal),
});

/** A speaker for `sayFilm`: one line bought and finished; one that is longer than any model takes, in pieces that become one line again. */
export const modelSpeaker = (
  build: Build,
  tools: PaidTools & { readonly book: ModelBook; readonly finisher: VoiceFinisher; readonly blobs: BlobStore },
  { policy, options }: VoicesChoice,
): Speaker => {
  const { book, payer } = tools;
  const buy = speechStep(tools, book);
  const finish = finishStep(tools.finisher);
  const sayPiece = async (speak: SpeakRequest): Promise<Utterance> => {
    const matter = matterOf(speak);
    const { answer, model } = await build.produce(buy, {
      matter,
      choice: { policy, options },
      project: payer.projectId,
    });
    const audio = answer.files[0] ?? sketchedFile('audio/mpeg');
    const isPlanned = build.mode === 'plan' && isSketched(audio);
    const spans = isPlanned ? [] : compileSpeech(matter, book.record(model, 'speech')).spans;
    return build.produce(finish, { audio, speak, model, ...inTheLine(answer, spans) });
  };
  const say = async (speak: SpeakRequest): Promise<Utterance> => {
    const pieces = linePieces(speak, policy, book);
    if (pieces.length === 1) return sayPiece(speak);
    const said = await build.all(pieces.map((piece) => sayPiece(piece.speak)));
    const parts = pieces.map(({ start }, at) => ({ start, utterance: said[at] as Utterance }));
    return joinLine(build, tools.blobs, { text: speak.text, parts });
  };
  return { step: buy.name, say };
};
