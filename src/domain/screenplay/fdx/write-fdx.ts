/** A screenplay to Final Draft (FDX). Reading it back gives the same paragraphs, styles and dual dialogue. */
import { type EmphasisSpan, parseEmphasis } from '../emphasis.ts';
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

const styleNames = { bold: 'Bold', italic: 'Italic', underline: 'Underline' } as const;

const styleAt = (spans: readonly EmphasisSpan[], at: number): string =>
  (['bold', 'italic', 'underline'] as const)
    .filter((style) => spans.some((span) => span.style === style && span.start <= at && at < span.end))
    .map((style) => styleNames[style])
    .join('+');

/** `<Text>` runs, cut where the style changes. */
const runs = (source: string): string => {
  const { text, spans } = parseEmphasis(source);
  const edges = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].toSorted(
    (a, b) => a - b,
  );
  const pieces: string[] = [];
  for (let at = 0; at + 1 < edges.length; at++) {
    const [start, end] = [edges[at] as number, edges[at + 1] as number];
    const style = styleAt(spans, start);
    pieces.push(`<Text${style === '' ? '' : ` Style="${style}"`}>${escapeXml(text.slice(start, end))}</Text>`);
  }
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
