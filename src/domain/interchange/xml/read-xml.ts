/**
 * XML of other programs, as hostile input: no entities of its own, a document type only by name, bounded depth. Gives a plain tree
 * in which every element knows its path.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { explainXmlMistake } from '../../screenplay/fdx/xml-mistakes.ts';
import type { Metadata, MetadataValue } from '../../timeline/timeline.types.ts';
import { decodeHtmlEntities } from '../shared/html-text.ts';
import { importFailed, importLimits, placeAt } from '../shared/import-failure.ts';

export type XmlElement = {
  readonly name: string;
  readonly path: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XmlElement | string)[];
};

type Raw = Readonly<Record<string, unknown>>;

/** `<!DOCTYPE fcpxml>` and its like; blanked so that places stay right. */
const plainDoctype =
  /<!DOCTYPE\s+[A-Za-z][\w.-]{0,60}\s*(?:SYSTEM\s+"[^"<>[\]]{0,300}"\s*|PUBLIC\s+"[^"<>[\]]{0,300}"\s+"[^"<>[\]]{0,300}"\s*)?>/u;

const depthOf = (xml: string): number => {
  let depth = 0;
  let most = 0;
  for (const match of xml.matchAll(/<(\/?)[A-Za-z][^<>]*?(\/?)>/gu)) {
    if (match[1] === '/') depth--;
    else if (match[2] !== '/') most = Math.max(most, ++depth);
  }
  return most;
};

/** Only XML's own five and numbered characters; `&nbsp;` and the like are no XML. */
const decoded = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x[0-9a-f]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos);/giu, (entity) => decodeHtmlEntities(entity))
    : text;

const elementsOf = (raw: readonly Raw[], parent: string): (XmlElement | string)[] => {
  const counts = new Map<string, number>();
  return raw.flatMap((entry): (XmlElement | string)[] => {
    const name = Object.keys(entry).find((key) => key !== ':@') ?? '';
    const content = entry[name];
    if (name === '#text') return [decoded(String(content))];
    if (!Array.isArray(content)) return [];
    const index = counts.get(name) ?? 0;
    counts.set(name, index + 1);
    const path = `${parent === '' ? '' : `${parent}/`}${name}${index > 0 ? `[${index + 1}]` : ''}`;
    const attributes = new Map(
      Object.entries((entry[':@'] as Raw | undefined) ?? {}).map(([key, value]) => [key, decoded(String(value))]),
    );
    return [{ name, path, attributes, children: elementsOf(content as readonly Raw[], path) }];
  });
};

/** The root element of this name. Throws `import-failed` with the line. */
export const readXml = (text: string, name: string, rootName: string): XmlElement => {
  const xml = text.replace(/^\uFEFF/u, '').replace(plainDoctype, (doctype) => doctype.replace(/[^\n\r]/gu, ' '));
  const declared = /<!(?:DOCTYPE|ENTITY)/iu.exec(xml);
  if (declared !== null)
    throw importFailed(
      name,
      placeAt(xml, declared.index),
      'entities and document types of a file’s own are not accepted',
    );
  if (depthOf(xml) > importLimits.depth)
    throw importFailed(name, 'line 1', `elements are nested deeper than ${importLimits.depth}`);
  const valid = XMLValidator.validate(xml);
  if (valid !== true) {
    const { line, why } = explainXmlMistake(xml, valid.err);
    throw importFailed(name, `line ${line}`, why);
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
  let raw: readonly Raw[];
  try {
    raw = parser.parse(xml) as readonly Raw[];
  } catch (cause) {
    throw importFailed(name, 'line 1', cause instanceof Error ? cause.message : 'it cannot be parsed', cause);
  }
  const root = elementsOf(raw, '').find(
    (node): node is XmlElement => typeof node !== 'string' && node.name === rootName,
  );
  if (root === undefined) throw importFailed(name, 'line 1', `the root element should be <${rootName}>`);
  return root;
};

/** Child elements, of one name or of all. */
export const childrenOf = (element: XmlElement, name?: string): XmlElement[] =>
  element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );

/** The first child of a name. */
export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child): child is XmlElement => typeof child !== 'string' && child.name === name);

/** All text inside an element. */
export const textOf = (element: XmlElement | undefined): string =>
  element === undefined
    ? ''
    : element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');

/** Text of a child, trimmed; undefined when there is none. */
export const textAt = (element: XmlElement | undefined, name: string): string | undefined => {
  const child = childOf(element, name);
  return child === undefined ? undefined : textOf(child).trim();
};

/** An element as notes, for the way back. */
export const metadataFromXml = (element: XmlElement, depth = 0): MetadataValue => {
  const attributes = Object.fromEntries(element.attributes);
  const children = element.children
    .filter((child) => typeof child !== 'string' || child.trim() !== '')
    .map((child) =>
      typeof child === 'string' ? child : depth > 8 ? textOf(child) : metadataFromXml(child, depth + 1),
    );
  return {
    name: element.name,
    ...(element.attributes.size > 0 ? { attributes } : {}),
    ...(children.length > 0 ? { children } : {}),
  } as Metadata;
};
