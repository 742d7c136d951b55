/**
 * Door of lip-sync: what the mouth shows while a line is spoken. Phonemes become nine mouth shapes; then the rules an
 * animator keeps: lips close before a closed sound and stay closed long enough to be seen, nothing flickers, the mouth
 * leads the sound a little, and it rests when nobody speaks. Pure.
 */
import type { MouthCue, SpokenPhoneme, Viseme } from '../../domain/performance/performance.types.ts';
import { shapesOf } from './mouth-shapes.ts';

/** Animators let the picture lead: a shape is seen this long before its sound. Within the 50 ms that nobody notices. */
const leadMs = 25;
/** One frame at 24 frames a second and a little: a closed mouth shorter than this is not seen. */
const closureMs = 46;
/** Any other shape shorter than this only flickers; it is given to its neighbours. */
const shortestMs = 45;
/** A pause shorter than this keeps the last shape instead of closing the mouth. */
const restMs = 130;
/** How long a mouth takes to come to rest after the last sound. */
const relaxMs = 60;

type Cue = { viseme: Viseme; startMs: number; endMs: number };

/** Lips touch (A) or teeth meet lip (G): seen by everybody when it is missing. */
const isClosure = (viseme: Viseme): boolean => viseme === 'A' || viseme === 'G';

/** Every phoneme as its shapes, led, with rests in the gaps. */
const rawCues = (phonemes: readonly SpokenPhoneme[], durationMs: number): Cue[] => {
  const cues: Cue[] = [];
  const rest = (startMs: number, endMs: number) => {
    if (endMs > startMs) cues.push({ viseme: 'X', startMs, endMs });
  };
  let at = 0;
  phonemes.forEach((phoneme, i) => {
    const startMs = Math.max(at, phoneme.startMs - leadMs);
    const gap = startMs - at;
    const previous = cues.at(-1);
    if (gap > 0 && (previous === undefined || previous.viseme === 'X' || gap >= restMs)) {
      const relaxed = previous === undefined || previous.viseme === 'X' ? at : Math.min(startMs, at + relaxMs);
      if (previous !== undefined) previous.endMs = relaxed;
      rest(relaxed, startMs);
    } else if (previous !== undefined) previous.endMs = startMs;
    const endMs = Math.max(startMs, phoneme.endMs - leadMs);
    const shapes = shapesOf(phoneme.symbol, phonemes[i - 1]?.symbol, phonemes[i + 1]?.symbol);
    shapes.forEach((viseme, part) => {
      const span = (endMs - startMs) / shapes.length;
      cues.push({ viseme, startMs: startMs + span * part, endMs: startMs + span * (part + 1) });
    });
    at = endMs;
  });
  const last = cues.at(-1);
  if (last !== undefined && last.viseme !== 'X') last.endMs = Math.min(durationMs, last.endMs + relaxMs);
  rest(last?.endMs ?? 0, durationMs);
  return cues;
};

/** Same shapes beside each other are one. */
const merged = (cues: readonly Cue[]): Cue[] => {
  const out: Cue[] = [];
  for (const cue of cues) {
    const last = out.at(-1);
    if (last !== undefined && last.viseme === cue.viseme) last.endMs = cue.endMs;
    else out.push({ ...cue });
  }
  return out;
};

/** Closures take the time they need to be seen from what stands before, else from what follows. */
const withClosures = (cues: readonly Cue[]): Cue[] => {
  const out = cues.map((cue) => ({ ...cue }));
  out.forEach((cue, i) => {
    if (!isClosure(cue.viseme)) return;
    let missing = closureMs - (cue.endMs - cue.startMs);
    const before = out[i - 1];
    if (missing > 0 && before !== undefined) {
      const taken = Math.min(missing, isClosure(before.viseme) ? 0 : before.endMs - before.startMs);
      before.endMs -= taken;
      cue.startMs -= taken;
      missing -= taken;
    }
    const after = out[i + 1];
    if (missing > 0 && after !== undefined) {
      const taken = Math.min(missing, after.endMs - after.startMs);
      cue.endMs += taken;
      after.startMs += taken;
    }
  });
  return out.filter((cue) => cue.endMs - cue.startMs > 0.5);
};

/** Too short to be seen: the longer neighbour takes the time, closures and the first and last rest excepted. */
const withoutFlicker = (cues: readonly Cue[]): Cue[] => {
  const out = cues.map((cue) => ({ ...cue }));
  for (let i = 0; i < out.length; ) {
    const cue = out[i] as Cue;
    const before = out[i - 1];
    const after = out[i + 1];
    const isShort = cue.endMs - cue.startMs < shortestMs - 0.01 && !isClosure(cue.viseme) && out.length > 1;
    if (!isShort) {
      i += 1;
      continue;
    }
    const toBefore =
      before !== undefined &&
      before.viseme !== 'X' &&
      (after === undefined || isClosure(after.viseme) || after.viseme === 'X' || !isClosure(before.viseme));
    if (toBefore && before !== undefined) before.endMs = cue.endMs;
    else if (after !== undefined) after.startMs = cue.startMs;
    else if (before !== undefined) before.endMs = cue.endMs;
    out.splice(i, 1);
    i = Math.max(0, i - 1);
  }
  return out;
};

const round = (ms: number): number => Math.round(ms * 10) / 10;

/**
 * Cues that cover [0, durationMs] without gaps or overlaps, times in ms from the first sample. Without phonemes the
 * mouth rests throughout.
 */
export const mouthCuesOf = (phonemes: readonly SpokenPhoneme[], durationMs: number): MouthCue[] => {
  if (!(durationMs > 0)) return [];
  const inside = phonemes.filter(({ startMs, endMs }) => startMs < durationMs && endMs > startMs);
  const cues = merged(withoutFlicker(merged(withClosures(merged(rawCues(inside, durationMs))))));
  return cues.map((cue, i) => ({
    viseme: cue.viseme,
    startMs: round(i === 0 ? 0 : cue.startMs),
    endMs: round(cues[i + 1]?.startMs ?? durationMs),
  }));
};
