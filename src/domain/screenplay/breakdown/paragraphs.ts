/** The screenplay cut into scenes and paragraphs, each paragraph read as words once. */
import type { SourceLines } from '../breakdown.types.ts';
import { plainText } from '../emphasis.ts';
import type { Screenplay, ScreenplayElement } from '../screenplay.types.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A paragraph of action: emphasis marks removed, line breaks folded into blanks. */
export type Paragraph = { readonly text: string; readonly tokens: readonly Token[]; readonly lines: SourceLines };

/** One speech as written: the cue and what follows it. */
export type RawSpeech = { readonly cue: ScreenplayElement; readonly body: readonly ScreenplayElement[] };

export type RawItem =
  | { readonly kind: 'action'; readonly paragraph: Paragraph }
  | { readonly kind: 'speech'; readonly speech: RawSpeech }
  | { readonly kind: 'lyrics' | 'card' | 'transition'; readonly element: ScreenplayElement };

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
  return { text, tokens: tokensOf(text), lines: element.lines };
};

const bodyKinds = new Set(['dialogue', 'parenthetical', 'lyrics']);

class SceneCutter {
  readonly scenes: RawScene[] = [];
  #heading: ScreenplayElement | undefined;
  #items: RawItem[] = [];
  #elements: ScreenplayElement[] = [];

  close(): void {
    const hasContent =
      this.#heading !== undefined || this.#items.some(({ kind }) => kind === 'action' || kind === 'speech');
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

/** Scenes in order. A script without headings is one scene; a script without any content has none. */
export const cutScenes = (screenplay: Screenplay): RawScene[] => {
  const cutter = new SceneCutter();
  const { elements } = screenplay;
  for (let at = 0; at < elements.length; at++) {
    const element = elements[at] as ScreenplayElement;
    if (element.kind === 'heading') cutter.open(element);
    else if (element.kind === 'action') {
      const paragraph = paragraphOf(element);
      if (paragraph.text !== '') cutter.add({ kind: 'action', paragraph }, element);
    } else if (element.kind === 'character') {
      const { body, past } = speechAt(elements, at);
      cutter.add({ kind: 'speech', speech: { cue: element, body } }, element, ...body);
      at = past - 1;
    } else if (element.kind === 'dialogue') cutter.add({ kind: 'action', paragraph: paragraphOf(element) }, element);
    else if (element.kind === 'lyrics' || element.kind === 'transition')
      cutter.add({ kind: element.kind, element }, element);
    else if (element.kind === 'centered') cutter.add({ kind: 'card', element }, element);
  }
  cutter.close();
  return cutter.scenes;
};
