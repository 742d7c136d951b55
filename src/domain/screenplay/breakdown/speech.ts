/** One speech taken apart: parts between parentheticals, beats, sentences, emphasis, the way the voice arrives. */
import type { SourceLines, SpeechPart, VoiceChannel } from '../breakdown.types.ts';
import { parseEmphasis } from '../emphasis.ts';
import type { ScreenplayElement } from '../screenplay.types.ts';
import { channelOf } from './cues.ts';
import { partFeeling, type SceneMood } from './feeling.ts';
import { sentencesOf } from './sentences.ts';
import { type Token, tokensOf } from './tokens.ts';

export type RawPart = Omit<SpeechPart, 'id' | 'emotion' | 'emotionStrength' | 'delivery'>;
/** A part and its words. */
export type ReadPart = { readonly part: RawPart; readonly tokens: readonly Token[] };

const pauseWords = /\b(?:beat|pause|pauses|a moment|silence|long beat|then)\b/i;
const onlyPause =
  /^(?:(?:a|an|another|long|longer|short|slight|small|brief|tiny|beat|pause|pauses|moment|silence|then|and|off|but|\.|,|;|-)+\s*)+$/i;

/** `(beat; quietly)` is a pause and a direction. */
const readDirection = (words: string): { isPause: boolean; direction: string | undefined } => {
  const inner = words
    .replace(/^[([]+|[)\]]+$/g, '')
    .trim()
    .replace(/\.$/, '');
  if (inner === '' || /^(?:cont'?d|continuing|more)$/i.test(inner)) return { isPause: false, direction: undefined };
  const isPause = pauseWords.test(inner);
  if (!isPause) return { isPause, direction: inner };
  const rest = inner
    .split(/[,;:—–]|\s-\s/)
    .filter((piece) => !onlyPause.test(piece.trim()))
    .join(', ')
    .trim();
  return { isPause, direction: rest === '' || onlyPause.test(rest) ? undefined : rest };
};

/** Brackets inside a line count as directions when they look like one: small letters, or a pause. */
const splitInline = (text: string): { words: string; direction?: string }[] => {
  const pieces: { words: string; direction?: string }[] = [];
  let from = 0;
  let direction: string | undefined;
  for (const match of text.matchAll(/[([]([^()[\]]{1,60})[)\]]/g)) {
    const inner = match[1] as string;
    if (!/^\p{Ll}/u.test(inner) && !pauseWords.test(inner)) continue;
    pieces.push({ words: text.slice(from, match.index), ...(direction === undefined ? {} : { direction }) });
    direction = inner;
    from = match.index + match[0].length;
  }
  pieces.push({ words: text.slice(from), ...(direction === undefined ? {} : { direction }) });
  return pieces;
};

const isSpoken = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

const emphasisRanges = (
  spans: readonly { readonly start: number; readonly end: number }[],
): { start: number; end: number }[] => {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of spans) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
};

class PartCollector {
  readonly parts: RawPart[] = [];
  #direction: string | undefined;
  #isPause = false;

  direct(words: string): void {
    const { isPause, direction } = readDirection(words);
    this.#isPause ||= isPause;
    if (direction !== undefined)
      this.#direction = this.#direction === undefined ? direction : `${this.#direction}, ${direction}`;
  }

  speak(source: string, lines: SourceLines): void {
    for (const piece of splitInline(source.replace(/\s+/g, ' ').trim())) {
      if (piece.direction !== undefined) this.direct(piece.direction);
      const { text, spans } = parseEmphasis(piece.words.trim());
      if (isSpoken(text)) this.#push(text, emphasisRanges(spans), lines);
      else if (text !== '') this.#isPause = true;
    }
  }

  #push(text: string, emphasis: readonly { start: number; end: number }[], lines: SourceLines): void {
    this.parts.push({
      text,
      sentences: sentencesOf(text),
      emphasis,
      beatBefore: this.#isPause,
      lines,
      ...(this.#direction === undefined ? {} : { parenthetical: this.#direction }),
    });
    this.#direction = undefined;
    this.#isPause = false;
  }
}

/** The parts of a speech in order; none when nothing in it can be spoken (`...`). */
export const readParts = (body: readonly ScreenplayElement[]): ReadPart[] => {
  const collector = new PartCollector();
  for (const element of body) {
    if (element.kind === 'parenthetical') collector.direct(element.text);
    else {
      if (element.kind === 'lyrics') collector.direct('singing');
      collector.speak(element.text, element.lines);
    }
  }
  return mergeLyrics(collector.parts).map((part) => ({ part, tokens: tokensOf(part.text) }));
};

/** Lines of a song follow each other in one breath. */
const mergeLyrics = (parts: readonly RawPart[]): RawPart[] => {
  const merged: RawPart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (last === undefined || last.parenthetical !== 'singing' || part.parenthetical !== 'singing' || part.beatBefore)
      merged.push(part);
    else {
      const text = `${last.text} ${part.text}`;
      merged[merged.length - 1] = {
        ...last,
        text,
        sentences: sentencesOf(text),
        lines: { first: last.lines.first, last: part.lines.last },
      };
    }
  }
  return merged;
};

/** A channel that the first direction of the speech names, e.g. `(over radio)` or `(into phone)`. */
export const directedChannel = (parts: readonly ReadPart[]): VoiceChannel | 'here' | undefined => {
  const direction = parts[0]?.part.parenthetical;
  if (direction === undefined) return undefined;
  return /radio|phone|intercom|comms|v\.?o\.?\b|o\.?s\.?\b|off|walkie|speaker|filtered/i.test(direction)
    ? channelOf(direction)
    : undefined;
};

/** A part with its feeling, ready but for its id. */
export const withFeeling = (
  { part, tokens }: ReadPart,
  scene: SceneMood,
  isVoiceOver: boolean,
): Omit<SpeechPart, 'id'> => ({
  ...part,
  ...partFeeling(part.text, tokens, part.parenthetical, scene, isVoiceOver),
});
