/** A screenplay to Final Draft (FDX). Reading it back gives the same paragraphs, styles and dual dialogue. */
import { type EmphasisStyle, parseEmphasis } from '../emphasis.ts';
import type { ElementKind, Screenplay, ScreenplayElement } from '../screenplay.types.ts';
import { escapeXml } from './xml.ts';

const types: Partial<Record<ElementKind, string>> = {
  heading: 'Scene Heading',
  action: 'Action',
  character: 'Character',
  parenthetical: 'Parenthetical',
  dialogue: 'Dialogue',
  lyrics: 'Lyrics',
  transition: 'Transition',
  centered: 'Action',
};

const styleOrder = ['bold', 'italic', 'underline'] as const;
const styleNames = { bold: 'Bold', italic: 'Italic', underline: 'Underline' } as const;

type Edge = { readonly at: number; readonly style: EmphasisStyle; readonly change: 1 | -1 };

/** `<Text>` runs, cut where the style changes. */
const runs = (source: string): string => {
  const { text, spans } = parseEmphasis(source);
  const edges = spans.flatMap(({ style, start, end }): Edge[] => [
    { at: start, style, change: 1 },
    { at: end, style, change: -1 },
  ]);
  const open = { bold: 0, italic: 0, underline: 0 };
  const pieces: string[] = [];
  let from = 0;
  const cut = (past: number): void => {
    const styles = styleOrder
      .filter((style) => open[style] > 0)
      .map((style) => styleNames[style])
      .join('+');
    const attribute = styles === '' ? '' : ` Style="${styles}"`;
    if (past > from) pieces.push(`<Text${attribute}>${escapeXml(text.slice(from, past))}</Text>`);
    from = past;
  };
  for (const { at, style, change } of edges.toSorted((a, b) => a.at - b.at)) {
    cut(at);
    open[style] += change;
  }
  cut(text.length);
  return pieces.join('') || '<Text></Text>';
};

const paragraph = (element: ScreenplayElement): string => {
  const number = element.sceneNumber === undefined ? '' : ` Number="${escapeXml(element.sceneNumber)}"`;
  const alignment = element.kind === 'centered' ? ' Alignment="Center"' : '';
  const type = element.style ?? types[element.kind] ?? 'Action';
  return `    <Paragraph${number}${alignment} Type="${escapeXml(type)}">${runs(element.text)}</Paragraph>\n`;
};

const isSpeech = (element: ScreenplayElement | undefined): boolean =>
  element !== undefined &&
  ['character', 'dialogue', 'parenthetical', 'lyrics', 'note', 'boneyard'].includes(element.kind);

/** Sections, synopses, notes and blank lines of Fountain have no paragraph; an empty FDX paragraph (no source) keeps one. */
const isWritten = (element: ScreenplayElement): boolean =>
  types[element.kind] !== undefined || (element.kind === 'blank' && element.source === undefined);

const body = (elements: readonly ScreenplayElement[]): string => {
  const pieces: string[] = [];
  let isDual = false;
  for (let at = 0; at < elements.length; at++) {
    const element = elements[at] as ScreenplayElement;
    const closes =
      isDual &&
      (element.kind === 'character' ? element.dual !== 'right' : !isSpeech(element) && element.kind !== 'blank');
    if (closes) pieces.push('    </DualDialogue></Paragraph>\n');
    if (closes) isDual = false;
    if (element.kind === 'character' && element.dual === 'left') {
      pieces.push('    <Paragraph><DualDialogue>\n');
      isDual = true;
    }
    if (isWritten(element)) pieces.push(paragraph(element));
  }
  if (isDual) pieces.push('    </DualDialogue></Paragraph>\n');
  return pieces.join('');
};

const titlePage = (screenplay: Screenplay): string => {
  const values = screenplay.titlePage.flatMap(({ values }) => values);
  if (values.length === 0) return '';
  const lines = values.map((value) => `      <Paragraph Alignment="Center" Type="Action">${runs(value)}</Paragraph>\n`);
  return `  <TitlePage>\n    <Content>\n${lines.join('')}    </Content>\n  </TitlePage>\n`;
};

/** The whole file as text; encode it as UTF-8. */
export const writeFdx = (screenplay: Screenplay): string =>
  '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n' +
  '<FinalDraft DocumentType="Script" Template="No" Version="5">\n' +
  `  <Content>\n${body(screenplay.elements)}  </Content>\n${titlePage(screenplay)}</FinalDraft>\n`;
