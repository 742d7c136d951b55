/**
 * The XML of Final Draft files, parsed as hostile input: no document type, no entities of its own, bounded depth.
 * Gives a plain tree in document order; names the line of the first mistake.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { WorkprintError } from '../../errors.ts';
import { explainXmlMistake } from './xml-mistakes.ts';

export type XmlNode = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XmlNode | string)[];
};

type Raw = Readonly<Record<string, unknown>>;

const deepest = 64;

/** Deeper than any real file goes; checked before parsing, because recursion follows the depth. */
const depthOf = (xml: string): number => {
  let depth = 0;
  let most = 0;
  for (const match of xml.matchAll(/<(\/?)[A-Za-z][^<>]*?(\/?)>/g)) {
    if (match[1] === '/') depth--;
    else if (match[2] !== '/') most = Math.max(most, ++depth);
  }
  return most;
};

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g,
        (whole, hex?: string, decimal?: string, name?: string) => {
          if (name !== undefined) return named[name] as string;
          const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
          const isCharacter =
            code === 9 ||
            code === 10 ||
            code === 13 ||
            (code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff));
          return isCharacter ? String.fromCodePoint(code) : whole;
        },
      )
    : text;

const nodesOf = (raw: readonly Raw[]): (XmlNode | string)[] =>
  raw.flatMap((entry): (XmlNode | string)[] => {
    const name = Object.keys(entry).find((key) => key !== ':@') as string;
    const content = entry[name];
    if (name === '#text') return [decodeEntities(String(content))];
    if (!Array.isArray(content)) return [];
    const attributes = new Map(
      Object.entries((entry[':@'] as Raw | undefined) ?? {}).map(([key, value]) => [
        key,
        decodeEntities(String(value)),
      ]),
    );
    return [{ name, attributes, children: nodesOf(content as readonly Raw[]) }];
  });

const malformed = (name: string, line: number, why: string): WorkprintError =>
  new WorkprintError(
    'script-malformed',
    `${name} is not a readable Final Draft file: line ${line}: ${why}. Save it again from Final Draft, or export Fountain.`,
  );

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split(/\r\n|\n|\r/).length;

/** The document's top nodes. Throws `script-malformed` with the line. */
export const parseXml = (xml: string, name: string): readonly (XmlNode | string)[] => {
  const declared = /<!(?:DOCTYPE|ENTITY)/i.exec(xml);
  if (declared !== null)
    throw malformed(name, lineAt(xml, declared.index), 'document types and entities are not accepted');
  if (depthOf(xml) > deepest) throw malformed(name, 1, `elements are nested deeper than ${deepest}`);
  const valid = XMLValidator.validate(xml);
  if (valid !== true) {
    const { line, why } = explainXmlMistake(xml, valid.err);
    throw malformed(name, line, why);
  }
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    trimValues: false,
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
  });
  try {
    return nodesOf(parser.parse(xml) as readonly Raw[]);
  } catch (cause) {
    throw malformed(name, 1, cause instanceof Error ? cause.message : 'it cannot be parsed');
  }
};

/** Children that are elements of this name. */
export const childrenNamed = (node: XmlNode, name: string): XmlNode[] =>
  node.children.filter((child): child is XmlNode => typeof child !== 'string' && child.name === name);

/** Text for between tags and inside quotes; what XML cannot hold is left out. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (character) => `&${Object.keys(named).find((key) => named[key] === character)};`);
