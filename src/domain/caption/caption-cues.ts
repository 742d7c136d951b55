/** Captions of a film from what was really spoken when: readable lines, timed to the words, named where no face tells who speaks. */
import type { SpokenWord } from '../performance/performance.types.ts';
import type { Breakdown, SpeechBeat } from '../screenplay/breakdown.types.ts';
import type { Aspect, FilmTiming } from '../shot/shot.types.ts';
import { framesFromMs, type Rate } from '../time.ts';
import type { CaptionCue } from '../timeline/timeline.types.ts';
import { splitCues } from './split-cues.ts';
import { widthOf } from './wrap-text.ts';

/** Milliseconds from the start of the film. `text` is ready to show: lines broken, speaker named where needed. */
export type Cue = {
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
  readonly speaker?: string;
};

export type CaptionRequest = {
  /** Where the lines lie in the film. Take the timing that the film is cut to, titles included. */
  readonly timing: Pick<FilmTiming, 'speeches'>;
  readonly breakdown: Breakdown;
  readonly speechTimes: ReadonlyMap<string, { readonly durationMs: number; readonly words: readonly SpokenWord[] }>;
  readonly aspect: Aspect;
};

/** Characters a line by aspect (42 is the broadcasters' convention; an upright frame is read on a phone). */
export const captionLineWidth: Readonly<Record<Aspect, number>> = { '16:9': 42, '1:1': 32, '9:16': 24 };

const shortestMs = 833;
const longestMs = 7000;
const charactersPerSecond = 20;
/** Two cues never touch: the eye must see that the text changed. */
const betweenMs = 67;
/** A cue stays a moment after its last word. */
const lingerMs = 250;

const speechesOf = (breakdown: Breakdown): Map<string, { beat: SpeechBeat; isFirstPart: boolean }> =>
  new Map(
    breakdown.scenes.flatMap((scene) =>
      scene.beats.flatMap((beat) =>
        beat.kind === 'speech'
          ? beat.parts.map((part, index) => [part.id, { beat, isFirstPart: index === 0 }] as const)
          : [],
      ),
    ),
  );

/** The name with room for words beside it: of a long one the last words, `THE OLD LIGHTHOUSE KEEPER` to `KEEPER`. */
const labelFor = (name: string, lineWidth: number): string | undefined => {
  const words = name.split(' ');
  const from = words.findIndex((_, index) => widthOf(words.slice(index).join(' ')) <= lineWidth * 0.5);
  return from < 0 ? undefined : `${words.slice(from).join(' ')}:`;
};

/** How long the eye needs for the text. */
const readingMs = (text: string): number =>
  Math.min(longestMs, Math.max(shortestMs, (widthOf(text.replace('\n', ' ')) * 1000) / charactersPerSecond));

/** `- one` over `- the other`, when two people speak at once and both fit. */
const together = (a: Cue, b: Cue, lineWidth: number): Cue | undefined => {
  const [upper, lower] = [`- ${a.text}`, `- ${b.text}`];
  const fits = [upper, lower].every((line) => !line.includes('\n') && widthOf(line) <= lineWidth);
  return fits ? { startMs: a.startMs, endMs: Math.max(a.endMs, b.endMs), text: `${upper}\n${lower}` } : undefined;
};

/** In order, never two at once: voices that overlap share a cue, or the earlier makes way once it could be read. */
const untangled = (cues: readonly Cue[], lineWidth: number): Cue[] => {
  const result: Cue[] = [];
  for (const cue of [...cues].sort((a, b) => a.startMs - b.startMs)) {
    const before = result.at(-1);
    if (before === undefined || before.endMs <= cue.startMs) {
      result.push(cue);
      continue;
    }
    const overlapMs = Math.min(before.endMs, cue.endMs) - cue.startMs;
    const joint = overlapMs > 0.5 * (cue.endMs - cue.startMs) ? together(before, cue, lineWidth) : undefined;
    if (joint !== undefined) {
      result[result.length - 1] = joint;
      continue;
    }
    const startMs = Math.max(cue.startMs, Math.min(before.endMs, before.startMs + shortestMs + betweenMs));
    result[result.length - 1] = {
      ...before,
      endMs: Math.max(before.startMs + 1, Math.min(before.endMs, startMs - betweenMs)),
    };
    result.push({ ...cue, startMs, endMs: Math.max(cue.endMs, startMs + 300) });
  }
  return result;
};

/** Every cue stays as long as it takes to read, as far as the next one leaves room. */
const lengthened = (cues: readonly Cue[]): Cue[] =>
  cues.map((cue, index) => {
    const next = cues[index + 1];
    const room = next === undefined ? Number.POSITIVE_INFINITY : next.startMs - betweenMs;
    const wanted = Math.max(cue.endMs + lingerMs, cue.startMs + readingMs(cue.text));
    const endMs = Math.min(wanted, room, cue.startMs + longestMs);
    return { ...cue, startMs: Math.round(cue.startMs), endMs: Math.round(Math.max(endMs, Math.min(cue.endMs, room))) };
  });

/** Cues in order, not overlapping. A part without recorded speech has none. */
export const captionCues = (request: CaptionRequest): Cue[] => {
  const lineWidth = captionLineWidth[request.aspect];
  const known = speechesOf(request.breakdown);
  const names = new Map(request.breakdown.characters.map(({ id, name }) => [id, name]));
  const heard = new Set<string>();
  let lastVoice = '';
  const cues: Cue[] = [];
  for (const speech of request.timing.speeches) {
    const source = known.get(speech.partId);
    const time = request.speechTimes.get(speech.partId);
    const part = source?.beat.parts.find(({ id }) => id === speech.partId);
    if (source === undefined || time === undefined || part === undefined) continue;
    const name = names.get(speech.characterId) ?? speech.characterId.toUpperCase();
    const voice = `${speech.sceneId}/${speech.characterId}/${source.beat.channel}`;
    const isUnseen = source.beat.channel !== 'direct' && source.isFirstPart && voice !== lastVoice;
    const isLabelled = isUnseen || !heard.has(speech.characterId);
    heard.add(speech.characterId);
    lastVoice = voice;
    const label = isLabelled ? labelFor(name, lineWidth) : undefined;
    for (const cue of splitCues(part.text, time.words, time.durationMs, {
      lineWidth,
      maxMs: longestMs,
      ...(label === undefined ? {} : { label }),
    })) {
      cues.push({
        startMs: speech.startMs + cue.startMs,
        endMs: speech.startMs + cue.endMs,
        text: cue.text,
        speaker: name,
      });
    }
  }
  return lengthened(untangled(cues, lineWidth));
};

/** The same cues in whole frames, for the timeline. */
export const cuesInFrames = (cues: readonly Cue[], rate: Rate): CaptionCue[] => {
  let last = 0;
  return cues.map((cue) => {
    const from = Math.max(last, framesFromMs(cue.startMs, rate));
    const to = Math.max(from + 1, framesFromMs(cue.endMs, rate));
    last = to;
    return { from, to, text: cue.text, ...(cue.speaker === undefined ? {} : { speaker: cue.speaker }) };
  });
};
