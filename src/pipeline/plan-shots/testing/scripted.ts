/** Breakdowns written by hand in a few words, for tests of the plan that should not depend on how a script is read. */
import type { SpokenWord } from '../../../domain/performance/performance.types.ts';
import { stableId } from '../../../domain/random.ts';
import type {
  Beat,
  Breakdown,
  Emotion,
  Mood,
  Pose,
  Scene,
  SpeechBeat,
  SpeechPart,
  TimeOfDay,
  TransitionKind,
  VoiceChannel,
} from '../../../domain/screenplay/breakdown.types.ts';
import { splitSentences } from '../sentences.ts';

const lines = { first: 1, last: 1 };

export type LineOptions = {
  readonly channel?: VoiceChannel;
  readonly emotion?: Emotion;
  readonly strength?: number;
  readonly beat?: boolean;
  readonly dual?: 'left' | 'right';
  /** Tells equal lines apart. */
  readonly nth?: number;
};

const sentencesIn = (text: string): { start: number; end: number }[] => {
  let at = 0;
  const found = splitSentences(text).map((sentence) => {
    const start = text.indexOf(sentence, at);
    at = start + sentence.length;
    return { start, end: at };
  });
  return found.length > 0 ? found : [{ start: 0, end: text.length }];
};

export const partOf = (who: string, text: string, options: LineOptions = {}): SpeechPart => ({
  id: stableId(`${who}/${text}/${options.nth ?? 0}`),
  text,
  sentences: sentencesIn(text),
  emphasis: [],
  beatBefore: options.beat ?? false,
  emotion: options.emotion ?? 'neutral',
  emotionStrength: options.strength ?? 0,
  delivery: 'normal',
  lines,
});

export const line = (who: string, text: string | readonly string[], options: LineOptions = {}): SpeechBeat => {
  const texts = typeof text === 'string' ? [text] : text;
  return {
    kind: 'speech',
    id: stableId(`beat/${who}/${texts.join('/')}/${options.nth ?? 0}`),
    characterId: who,
    channel: options.channel ?? 'direct',
    parts: texts.map((part, index) => partOf(who, part, { ...options, nth: (options.nth ?? 0) * 100 + index })),
    ...(options.dual === undefined ? {} : { dual: options.dual }),
    lines,
  };
};

export const action = (
  text: string,
  characters: readonly string[] = [],
  props: readonly string[] = [],
  poses: Readonly<Record<string, Pose>> = {},
): Beat => ({
  kind: 'action',
  id: stableId(`action/${text}`),
  text,
  characters,
  props,
  doing: Object.entries(poses).map(([characterId, pose]) => ({ characterId, verb: pose, pose })),
  lines,
});

export const insert = (text: string, props: readonly string[]): Beat => ({
  kind: 'camera',
  id: stableId(`camera/${text}`),
  direction: 'insert',
  text,
  characters: [],
  props,
  lines,
});

export const card = (text: string): Beat => ({ kind: 'card', id: stableId(`card/${text}`), text, lines });

export type SceneOptions = {
  readonly time?: TimeOfDay;
  readonly timeWords?: string;
  readonly mood?: Mood;
  readonly tension?: number;
  readonly transitionIn?: TransitionKind;
  readonly transitionOut?: TransitionKind;
  readonly present?: readonly string[];
};

export const scene = (heading: string, beats: readonly Beat[], options: SceneOptions = {}): Scene => {
  const place = heading.replace(/^(INT|EXT)\. /u, '').replace(/ - [A-Z ]+$/u, '');
  const speakers = beats.flatMap((beat) =>
    beat.kind === 'speech'
      ? beat.channel === 'direct'
        ? [beat.characterId]
        : []
      : beat.kind === 'card'
        ? []
        : beat.characters,
  );
  return {
    id: stableId(heading),
    number: '1',
    heading,
    intExt: heading.startsWith('EXT') ? 'ext' : 'int',
    locationId: place.toLowerCase().replaceAll(' ', '-'),
    timeOfDay: options.time ?? 'night',
    timeWords: options.timeWords ?? 'NIGHT',
    weather: 'clear',
    pageEighths: 8,
    summary: heading,
    mood: options.mood ?? 'neutral',
    tension: options.tension ?? 0.3,
    beats,
    present: options.present ?? [...new Set(speakers)],
    transitionIn: options.transitionIn ?? 'cut',
    ...(options.transitionOut === undefined ? {} : { transitionOut: options.transitionOut }),
    lines,
  };
};

export const script = (scenes: readonly Scene[], voices: readonly string[] = []): Breakdown => {
  const ids = new Set(
    scenes.flatMap((each) => [
      ...each.present,
      ...each.beats.flatMap((beat) =>
        beat.kind === 'speech' ? [beat.characterId] : beat.kind === 'card' ? [] : beat.characters,
      ),
    ]),
  );
  return {
    title: 'A test',
    logline: '',
    seed: 'A test',
    scenes: scenes.map((each, index) => ({ ...each, number: String(index + 1) })),
    characters: [...ids].map((id) => ({
      id,
      name: id.toUpperCase(),
      aliases: [],
      gender: 'unknown',
      description: [],
      lineCount: 1,
      wordCount: 1,
      sceneIds: [],
      isVoiceOnly: voices.includes(id),
      isThing: false,
      lines: [],
    })),
    locations: scenes.map((each) => ({
      id: each.locationId,
      name: each.locationId.toUpperCase(),
      intExt: each.intExt,
      sceneIds: [each.id],
      dressing: [],
      lines: [],
    })),
    props: [],
    wardrobe: [],
    pageEighths: 8,
  };
};

/** Words at an even 360 ms with 150 ms of silence after each sentence, as a patient voice would say them. */
export const spokenTime = (part: SpeechPart): { durationMs: number; words: SpokenWord[] } => {
  const words: SpokenWord[] = [];
  let ms = 40;
  for (const found of part.text.matchAll(/\S+/gu)) {
    const start = found.index;
    const end = start + found[0].length;
    words.push({ text: found[0], start, end, startMs: ms, endMs: ms + 320 });
    ms += part.sentences.some((sentence) => sentence.end === end) ? 510 : 360;
  }
  return { durationMs: ms, words };
};

export const spokenTimes = (breakdown: Breakdown): Map<string, { durationMs: number; words: SpokenWord[] }> =>
  new Map(
    breakdown.scenes.flatMap((each) =>
      each.beats.flatMap((beat) =>
        beat.kind === 'speech' ? beat.parts.map((part) => [part.id, spokenTime(part)] as const) : [],
      ),
    ),
  );
