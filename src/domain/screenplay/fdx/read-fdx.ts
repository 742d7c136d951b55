/** Final Draft (FDX) to a screenplay: paragraphs by type, styled text as Fountain emphasis, dual dialogue, title page. */
import { WorkprintError } from '../../errors.ts';
import { escapeEmphasis } from '../emphasis.ts';
import type { ElementKind, Screenplay, ScreenplayElement, TitleField } from '../screenplay.types.ts';
import { childrenNamed, parseXml, type XmlNode } from './xml.ts';

/** A map, because a file may call a type `constructor`. */
const kinds: ReadonlyMap<string, ElementKind> = new Map([
  ['Scene Heading', 'heading'],
  ['Action', 'action'],
  ['Character', 'character'],
  ['Parenthetical', 'parenthetical'],
  ['Dialogue', 'dialogue'],
  ['Transition', 'transition'],
  ['Lyrics', 'lyrics'],
  ['Singing', 'lyrics'],
]);

/** Marks stand tight around the words; blanks at the ends of a styled run go outside. */
const emphasised = (text: string, style: string): string => {
  const escaped = escapeEmphasis(text);
  const styles = style.split('+');
  const stars = (styles.includes('Bold') ? 2 : 0) + (styles.includes('Italic') ? 1 : 0);
  const mark = `${styles.includes('Underline') ? '_' : ''}${'*'.repeat(stars)}`;
  const words = escaped.trim();
  if (mark === '' || words === '') return escaped;
  const at = escaped.indexOf(words);
  const closing = mark.split('').toReversed().join('');
  return `${escaped.slice(0, at)}${mark}${words}${closing}${escaped.slice(at + words.length)}`;
};

type Run = { text: string; style: string };

/** Styled runs of a paragraph; neighbours of one style are one run, as Final Draft splits them at will. */
const runsOf = (paragraph: XmlNode): Run[] => {
  const runs: Run[] = [];
  for (const node of childrenNamed(paragraph, 'Text')) {
    const text = node.children.filter((child) => typeof child === 'string').join('');
    const style = node.attributes.get('Style') ?? '';
    const last = runs.at(-1);
    if (last !== undefined && last.style === style) last.text += text;
    else runs.push({ text, style });
  }
  return runs;
};

const textOf = (paragraph: XmlNode): string => {
  const isAllCaps = (style: string): boolean => style.split('+').includes('AllCaps');
  const words = runsOf(paragraph).map(({ text, style }) =>
    emphasised(isAllCaps(style) ? text.toUpperCase() : text, style),
  );
  return words
    .join('')
    .replace(/\r\n?/g, '\n')
    .replace(/^[ \t]+|[ \t]+$/g, '');
};

class FdxReader {
  readonly elements: ScreenplayElement[] = [];
  #line = 0;

  read(content: XmlNode): void {
    for (const paragraph of childrenNamed(content, 'Paragraph')) this.#readParagraph(paragraph, undefined);
  }

  #readParagraph(paragraph: XmlNode, side: 'left' | 'right' | undefined): 'left' | 'right' | undefined {
    const [dual] = childrenNamed(paragraph, 'DualDialogue');
    if (dual !== undefined) {
      let next: 'left' | 'right' | undefined = 'left';
      for (const inner of childrenNamed(dual, 'Paragraph')) next = this.#readParagraph(inner, next);
      return undefined;
    }
    this.#line++;
    const type = paragraph.attributes.get('Type') ?? 'Action';
    const text = textOf(paragraph);
    const isCentered =
      paragraph.attributes.get('Alignment') === 'Center' && type !== 'Scene Heading' && !speechTypes.has(type);
    const kind = text === '' ? 'blank' : isCentered ? 'centered' : (kinds.get(type) ?? 'action');
    const sceneNumber = kind === 'heading' ? paragraph.attributes.get('Number') : undefined;
    this.elements.push({
      kind,
      text: kind === 'parenthetical' && !text.startsWith('(') ? `(${text})` : text,
      lines: { first: this.#line, last: this.#line },
      ...(sceneNumber === undefined ? {} : { sceneNumber }),
      ...(side !== undefined && kind === 'character' ? { dual: side } : {}),
      ...(kinds.has(type) && !isCentered ? {} : { style: type }),
    });
    return side === 'left' && kind === 'character' ? 'right' : side;
  }
}

const speechTypes: ReadonlySet<string> = new Set(['Character', 'Dialogue', 'Parenthetical']);

const creditLine =
  /^(?:(?:screenplay|teleplay|written|story|a film|created|script|screen story|adapted)\b.*\bby|by|an? .*\bby)$/i;

/** The title page has no names for its lines: the first is the title, `written by` a credit, the next the author. */
const titleFields = (root: XmlNode): TitleField[] => {
  const content = childrenNamed(root, 'TitlePage').flatMap((page) => childrenNamed(page, 'Content'));
  const texts = content
    .flatMap((node) => childrenNamed(node, 'Paragraph'))
    .map(textOf)
    .filter((text) => text !== '');
  const fields: { key: string; values: string[] }[] = [];
  for (const text of texts) {
    const previous = fields.at(-1);
    if (previous === undefined) fields.push({ key: 'Title', values: [text] });
    else if (creditLine.test(text)) fields.push({ key: 'Credit', values: [text] });
    else if (previous.key === 'Credit') fields.push({ key: 'Author', values: [text] });
    else if (/^(?:copyright|©|\(c\))/i.test(text))
      fields.push({ key: 'Copyright', values: [text.replace(/^copyright:?\s*/i, '')] });
    else if (/draft|revision|\b(?:19|20)\d\d\b/i.test(text)) fields.push({ key: 'Draft date', values: [text] });
    else if (previous.key === 'Contact') previous.values.push(text);
    else fields.push({ key: 'Contact', values: [text] });
  }
  return fields.map(({ key, values }, at) => ({ key, values, lines: { first: at + 1, last: at + 1 } }));
};

/** Reads an FDX file's text. Lines of the elements count paragraphs. Throws `script-malformed`. */
export const readFdx = (text: string, name: string): Screenplay => {
  const root = parseXml(text, name).find(
    (node): node is XmlNode => typeof node !== 'string' && node.name === 'FinalDraft',
  );
  const content = root && childrenNamed(root, 'Content')[0];
  if (root === undefined || content === undefined) {
    throw new WorkprintError(
      'script-malformed',
      `${name} is XML but no Final Draft script: line 1: <FinalDraft> with <Content> was expected.`,
    );
  }
  const reader = new FdxReader();
  reader.read(content);
  return { preamble: '', titlePage: titleFields(root), elements: reader.elements };
};
