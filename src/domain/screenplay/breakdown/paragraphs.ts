/** The screenplay cut into scenes and paragraphs, each paragraph read as words once. */
import type { SourceLines } from '../breakdown.types.ts';
import { plainText } from '../emphasis.ts';
import type { Screenplay, ScreenplayElement } from '../screenplay.types.ts';
import { readSpecialLine } from './camera-lines.ts';
import { type CapitalRun, capitalRuns } from './capitals.ts';
import { type Cue, readCue } from './cues.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A paragraph of action: emphasis marks removed, line breaks folded into blanks. */
export type Paragraph = {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly runs: readonly CapitalRun[];
  readonly lines: SourceLines;
};

/** One speech as written: the cue, what it says of the voice, and what follows it. */
export type RawSpeech = {
  readonly element: ScreenplayElement;
  readonly cue: Cue;
  readonly body: readonly ScreenplayElement[];
};

export type RawItem =
  | { readonly kind: 'action'; readonly paragraph: Paragraph }
  | { readonly kind: 'speech'; readonly speech: RawSpeech }
  | { readonly kind: 'card'; readonly element: ScreenplayElement }
  | { readonly kind: 'transition'; readonly element: ScreenplayElement }
  /** A song on its own, line by line. */
  | { readonly kind: 'lyrics'; readonly elements: readonly ScreenplayElement[] };

export type RawScene = {
  readonly heading: ScreenplayElement | undefined;
  readonly items: readonly RawItem[];
  /** Everything of the scene with its heading, for counting pages. */
  readonly elements: readonly ScreenplayElement[];
};

/** `~~` is no word, line ends and tabs are blanks; stage directions of one paragraph are one text. */
export const foldBlanks = (text: string): string => text.replace(/\s+/g, ' ').trim();

const paragraphOf = (element: ScreenplayElement): Paragraph => {
  const text = foldBlanks(plainText(element.text));
  return { text, tokens: tokensOf(text), runs: capitalRuns(text), lines: element.lines };
};

const bodyKinds = new Set(['dialogue', 'parenthetical', 'lyrics']);

/** A caption before the first heading is no scene of its own. */
const isContent = (item: RawItem): boolean =>
  item.kind === 'speech' || (item.kind === 'action' && readSpecialLine(item.paragraph.text) === undefined);

class SceneCutter {
  readonly scenes: RawScene[] = [];
  #heading: ScreenplayElement | undefined;
  #items: RawItem[] = [];
  #elements: ScreenplayElement[] = [];

  close(): void {
    const hasContent = this.#heading !== undefined || this.#items.some(isContent);
    if (hasContent) {
      this.scenes.push({ heading: this.#heading, items: this.#items, elements: this.#elements });
      this.#items = [];
      this.#elements = [];
    }
    this.#heading = undefined;
  }

  /** What precedes the first heading without being a scene (a fade, a title) belongs to the scene it opens. */
  open(heading: ScreenplayElement): void {
    this.close();
    this.#heading = heading;
    this.#elements.push(heading);
  }

  add(item: RawItem, ...elements: readonly ScreenplayElement[]): void {
    this.#items.push(item);
    this.#elements.push(...elements);
  }
}

const speechAt = (elements: readonly ScreenplayElement[], at: number): { body: ScreenplayElement[]; past: number } => {
  const body: ScreenplayElement[] = [];
  let past = at + 1;
  for (; past < elements.length; past++) {
    const element = elements[past] as ScreenplayElement;
    if (bodyKinds.has(element.kind)) body.push(element);
    else if (element.kind !== 'note' && element.kind !== 'boneyard') break;
  }
  return { body, past };
};

const linesAt = (elements: readonly ScreenplayElement[], at: number): ScreenplayElement[] => {
  let past = at;
  while (elements[past]?.kind === 'lyrics') past++;
  return elements.slice(at, past);
};

/** Scenes in order. A script without headings is one scene; a script without any content has none. */
export const cutScenes = (screenplay: Screenplay): RawScene[] => {
  const cutter = new SceneCutter();
  const cues = new Map<string, Cue>();
  const cueOf = (text: string): Cue => {
    const cue = cues.get(text) ?? readCue(text);
    cues.set(text, cue);
    return cue;
  };
  const { elements } = screenplay;
  for (let at = 0; at < elements.length; at++) {
    const element = elements[at] as ScreenplayElement;
    if (element.kind === 'heading') cutter.open(element);
    else if (element.kind === 'action' || element.kind === 'dialogue') {
      const paragraph = paragraphOf(element);
      if (paragraph.text !== '') cutter.add({ kind: 'action', paragraph }, element);
    } else if (element.kind === 'character') {
      const { body, past } = speechAt(elements, at);
      cutter.add({ kind: 'speech', speech: { element, cue: cueOf(element.text), body } }, element, ...body);
      at = past - 1;
    } else if (element.kind === 'lyrics') {
      const song = linesAt(elements, at);
      cutter.add({ kind: 'lyrics', elements: song }, ...song);
      at += song.length - 1;
    } else if (element.kind === 'transition') cutter.add({ kind: 'transition', element }, element);
    else if (element.kind === 'centered') cutter.add({ kind: 'card', element }, element);
  }
  cutter.close();
  return cutter.scenes;
};

/** A script without headings that is told in the past tense is a story: `was` and `had` outnumber `is` and `has`. */
export const isStory = (scenes: readonly RawScene[]): boolean => {
  if (scenes.some(({ heading }) => heading !== undefined)) return false;
  let past = 0;
  for (const { items } of scenes) {
    for (const item of items) {
      if (item.kind !== 'action') continue;
      for (const { lower } of item.paragraph.tokens)
        past +=
          lower === 'was' || lower === 'were' || lower === 'had'
            ? 1
            : lower === 'is' || lower === 'are' || lower === 'has'
              ? -1
              : 0;
    }
  }
  return past > 0;
};
