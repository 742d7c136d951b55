/** XML put together from elements, never from strings of others: names are checked, everything else is escaped. */
import type { Metadata, MetadataValue } from '../../timeline/timeline.types.ts';

export type XmlNode = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly children: readonly (XmlNode | string)[];
};

/** An element; attributes that are undefined are left out. */
export const xml = (
  name: string,
  attributes: XmlNode['attributes'] = {},
  ...children: readonly (XmlNode | string | undefined | readonly XmlNode[])[]
): XmlNode => ({
  name,
  attributes,
  children: children.flatMap((child) =>
    child === undefined ? [] : Array.isArray(child) ? child : [child as XmlNode | string],
  ),
});

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string, isAttribute: boolean): string => {
  const plain = text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/gu, (character) => named[character] as string);
  return isAttribute ? plain.replaceAll('\n', '&#10;').replaceAll('\r', '&#13;').replaceAll('\t', '&#9;') : plain;
};

/** Text with two spaces a level; elements that hold text stand on one line, so that no space is added to it. */
export const printXml = (node: XmlNode, indent = ''): string => {
  const attributes = Object.entries(node.attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value), true)}"`)
    .join('');
  const open = `${indent}<${node.name}${attributes}`;
  if (node.children.length === 0) return `${open}/>`;
  if (node.children.some((child) => typeof child === 'string')) {
    const inside = node.children
      .map((child) => (typeof child === 'string' ? escaped(child, false) : printXml(child)))
      .join('');
    return `${open}>${inside}</${node.name}>`;
  }
  const inside = node.children.map((child) => printXml(child as XmlNode, `${indent}    `)).join('\n');
  return `${open}>\n${inside}\n${indent}</${node.name}>`;
};

const isName = (text: unknown): text is string => typeof text === 'string' && /^[A-Za-z_][\w.-]{0,80}$/u.test(text);

/** Notes of an import as the element they were; undefined when they are no element. */
export const xmlFromMetadata = (value: MetadataValue | undefined): XmlNode | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { name, attributes, children } = value as Metadata;
  if (!isName(name)) return undefined;
  const pairs =
    typeof attributes === 'object' && attributes !== null && !Array.isArray(attributes)
      ? Object.entries(attributes as Metadata)
      : [];
  const inner = Array.isArray(children) ? (children as readonly MetadataValue[]) : [];
  return {
    name,
    attributes: Object.fromEntries(
      pairs
        .filter(([key]) => isName(key))
        .map(([key, text]) => [key, typeof text === 'string' ? text : JSON.stringify(text)]),
    ),
    children: inner.flatMap((child): (XmlNode | string)[] =>
      typeof child === 'string' ? [child] : ((xmlFromMetadata(child) ?? []) as XmlNode[]),
    ),
  };
};
