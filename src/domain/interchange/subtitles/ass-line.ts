/** The text of an ASS line: its overrides between braces, its syllables, its words. */
import type { LossLog } from '../shared/loss-log.ts';
import { type AssStyle, assColour } from './ass-style.ts';

export type AssLine = {
  readonly text: string;
  readonly style: AssStyle;
  readonly at: readonly [number, number] | undefined;
  /** Milliseconds of `\fad`. */
  readonly fade: readonly [number, number] | undefined;
  /** Syllables with their lengths in centiseconds, when the line is sung. */
  readonly syllables: readonly { readonly text: string; readonly centiseconds: number }[];
  /** Whether the overrides of the line are all understood, so that it can be written anew. */
  readonly isPlain: boolean;
};

type Building = {
  style: AssStyle;
  at: readonly [number, number] | undefined;
  fade: readonly [number, number] | undefined;
  isPlain: boolean;
  drawing: boolean;
};

const withAlpha = (colour: string, alpha: string | undefined): string => {
  if (alpha === undefined) return colour;
  const value = 255 - Number.parseInt(alpha, 16);
  return value >= 255 ? colour.slice(0, 7) : `${colour.slice(0, 7)}${value.toString(16).padStart(2, '0')}`;
};

/** One override at the head of a line; false when it is none of those that are understood. */
const applyTag = (state: Building, tag: string, named: ReadonlyMap<string, AssStyle>, own: AssStyle): boolean => {
  const set = (change: Partial<AssStyle>): true => {
    state.style = { ...state.style, ...change };
    return true;
  };
  const number = (pattern: RegExp): number | undefined => {
    const found = pattern.exec(tag);
    return found === null ? undefined : Number(found[1]);
  };
  const alignment = number(/^an([1-9])$/u);
  if (alignment !== undefined) return set({ alignment });
  const old = number(/^a(\d{1,2})$/u);
  if (old !== undefined) return set({ alignment: (old & 3 || 2) + ((old & 4) !== 0 ? 6 : (old & 8) !== 0 ? 3 : 0) });
  const bold = number(/^b(\d{1,3})$/u);
  if (bold !== undefined) return set({ bold: bold > 0, weight: bold > 1 ? bold : undefined });
  const italic = number(/^i([01])$/u);
  if (italic !== undefined) return set({ italic: italic === 1 });
  const size = number(/^fs(\d{1,4}(?:\.\d+)?)$/u);
  if (size !== undefined && size > 0) return set({ size });
  const spacing = number(/^fsp(-?\d{1,4}(?:\.\d+)?)$/u);
  if (spacing !== undefined) return set({ spacing });
  const border = number(/^bord(\d{1,3}(?:\.\d+)?)$/u);
  if (border !== undefined) return set({ outline: border });
  const shadow = number(/^shad(\d{1,3}(?:\.\d+)?)$/u);
  if (shadow !== undefined) return set({ shadow });
  const family = /^fn(.{1,100})$/u.exec(tag)?.[1];
  if (family !== undefined) return set({ family: family.trim() });
  const colour = /^([1-4]?)c(&H[0-9a-f]{1,8}&?)$/iu.exec(tag);
  const read = colour === null ? undefined : assColour(colour[2] as string)?.slice(0, 7);
  if (colour !== null && read !== undefined) {
    const key = ({ '2': 'secondary', '3': 'outlineColour', '4': 'backColour' } as const)[colour[1] as '2'] ?? 'primary';
    return set({ [key]: `${read}${state.style[key].slice(7)}` });
  }
  const alpha = /^(?:1a|alpha)&H([0-9a-f]{1,2})&?$/iu.exec(tag)?.[1];
  if (alpha !== undefined) return set({ primary: withAlpha(state.style.primary, alpha) });
  const pos = /^pos\(\s*(-?[\d.]{1,10})\s*,\s*(-?[\d.]{1,10})\s*\)$/u.exec(tag);
  if (pos !== null && Number.isFinite(Number(pos[1])) && Number.isFinite(Number(pos[2]))) {
    state.at = [Number(pos[1]), Number(pos[2])];
    return true;
  }
  const fade = /^fad\(\s*(\d{1,7})\s*,\s*(\d{1,7})\s*\)$/u.exec(tag);
  if (fade !== null) {
    state.fade = [Number(fade[1]), Number(fade[2])];
    return true;
  }
  const reset = /^r(.*)$/u.exec(tag);
  if (reset !== null) {
    state.style = named.get((reset[1] as string).trim()) ?? own;
    return true;
  }
  return /^q[0-3]$/u.test(tag);
};

const spoken = (text: string): string => text.replace(/\\N/gu, '\n').replace(/\\n/gu, ' ').replace(/\\h/gu, '\u00a0');

/** Tags of one pair of braces; parentheses may hold backslashes. */
const tagsOf = (inside: string): string[] =>
  [...inside.matchAll(/\\((?:[^\\()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+)/gu)].map((found) =>
    (found[1] as string).trim(),
  );

/** Reads the text field of an event. Overrides after the first letter are reported and not applied. */
export const readAssLine = (
  raw: string,
  own: AssStyle,
  named: ReadonlyMap<string, AssStyle>,
  log: LossLog,
  path: string,
): AssLine => {
  const state: Building = { style: own, at: undefined, fade: undefined, isPlain: true, drawing: false };
  const syllables: { text: string; centiseconds: number }[] = [];
  let text = '';
  for (const piece of raw.split(/(\{[^{}]*\})/u)) {
    if (!/^\{.*\}$/su.test(piece)) {
      if (state.drawing) continue;
      const words = spoken(piece);
      text += words;
      const last = syllables.at(-1);
      if (last !== undefined) last.text += words;
      continue;
    }
    for (const tag of tagsOf(piece.slice(1, -1))) {
      const sung = /^(?:k|K|kf|ko)(\d{1,6}(?:\.\d+)?)$/u.exec(tag);
      if (sung !== null) {
        syllables.push({ text: '', centiseconds: Number(sung[1]) });
        continue;
      }
      const drawing = /^p(\d)$/u.exec(tag);
      if (drawing !== null) {
        state.drawing = drawing[1] !== '0';
        if (state.drawing) log.dropped(path, 'a drawing');
        state.isPlain = false;
        continue;
      }
      const isHead = text.trim() === '' || /^(?:an|pos|fad|a\d|q)/u.test(tag);
      if (isHead && applyTag(state, tag, named, own)) continue;
      state.isPlain = false;
      const name = /^[1-4]?[a-z]+/iu.exec(tag)?.[0] ?? tag;
      log.kept(
        path,
        `override \\${name}`,
        isHead ? 'it is not applied' : 'it changes in the middle of a line, which is shown in one look',
      );
    }
  }
  return { text, style: state.style, at: state.at, fade: state.fade, syllables, isPlain: state.isPlain };
};
