/**
 * What a document holds, as plain values: a script is a text, a timeline is JSON in shared maps and lists. Writing a new value changes only what
 * differs, so that people who edit elsewhere in it at the same moment keep what they write.
 */
import { applyUpdate, Doc, Array as SharedList, Map as SharedMap, type Text as SharedText } from 'yjs';
import type { DocumentKind } from './documents.queries.ts';

/** JSON as it comes from outside. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type Contents = { readonly text: string } | { readonly timeline: Json };

/** The names under which the parts of a document are shared; a browser uses the same. */
export const scriptPart = 'text';
export const timelinePart = 'timeline';

/** A document in memory, from its updates. Destroy it when done. */
export const openDocument = (updates: readonly Uint8Array[]): Doc => {
  const document = new Doc();
  for (const update of updates) applyUpdate(document, update);
  return document;
};

export const readContents = (document: Doc, kind: DocumentKind): Contents =>
  kind === 'script'
    ? { text: document.getText(scriptPart).toJSON() }
    : { timeline: document.getMap(timelinePart).toJSON() as Json };

/** An update that changes nothing. */
const nothing = new Uint8Array([0, 0]);

/** Brings the document to the new contents and returns the update that does so elsewhere: two zeros when nothing differs. */
export const writeContents = (document: Doc, contents: Contents): Uint8Array => {
  let change: Uint8Array = nothing;
  const keep = (update: Uint8Array): void => {
    change = update;
  };
  document.on('update', keep);
  document.transact(() => {
    if ('text' in contents) writeText(document.getText(scriptPart), contents.text);
    else writeMap(document.getMap(timelinePart), isObject(contents.timeline) ? contents.timeline : {});
  });
  document.off('update', keep);
  return change;
};

const isObject = (value: unknown): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Replaces the one stretch between the common beginning and the common end. */
const writeText = (shared: SharedText, text: string): void => {
  const old = shared.toJSON();
  const most = Math.min(old.length, text.length);
  let start = 0;
  while (start < most && old[start] === text[start]) start++;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
  // A pair of surrogates is one character: it is not cut in two.
  if (start > 0 && isHighSurrogate(old.charCodeAt(start - 1))) start--;
  if (end > 0 && isLowSurrogate(old.charCodeAt(old.length - end))) end--;
  if (old.length - end > start) shared.delete(start, old.length - end - start);
  if (text.length - end > start) shared.insert(start, text.slice(start, text.length - end));
};

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

const shared = (value: Json): unknown => {
  if (Array.isArray(value)) {
    const list = new SharedList<unknown>();
    list.push(value.map(shared));
    return list;
  }
  if (!isObject(value)) return value;
  const map = new SharedMap<unknown>();
  for (const [name, one] of Object.entries(value)) map.set(name, shared(one));
  return map;
};

const writeMap = (map: SharedMap<unknown>, value: { readonly [name: string]: Json }): void => {
  for (const name of [...map.keys()]) if (!Object.hasOwn(value, name)) map.delete(name);
  for (const [name, one] of Object.entries(value)) {
    const old = map.get(name);
    if (!writeInto(old, one)) map.set(name, shared(one));
  }
};

/** Whether the new value could be written into the old one, or is the same. */
const writeInto = (old: unknown, value: Json): boolean => {
  if (old instanceof SharedMap && isObject(value)) writeMap(old as SharedMap<unknown>, value);
  else if (old instanceof SharedList && Array.isArray(value)) writeList(old as SharedList<unknown>, value);
  else return old === value;
  return true;
};

/** What an item of a list is called, if it is called anything: clips and tracks carry ids. */
const nameOf = (value: unknown): string | undefined => {
  const id = value instanceof SharedMap ? value.get('id') : isObject(value) ? value.id : undefined;
  return typeof id === 'string' ? id : undefined;
};

const isSameItem = (old: unknown, value: Json): boolean => {
  const name = nameOf(value);
  if (name !== undefined || nameOf(old) !== undefined) return nameOf(old) === name;
  return plain(old) === JSON.stringify(value);
};

const plain = (old: unknown): string =>
  JSON.stringify(old instanceof SharedMap || old instanceof SharedList ? old.toJSON() : old);

/** Items that are the same at the beginning and the end stay and are written into; what lies between is matched by name, else replaced. */
const writeList = (list: SharedList<unknown>, values: readonly Json[]): void => {
  let at = 0;
  for (const value of values) {
    const old = at < list.length ? list.get(at) : undefined;
    if (old !== undefined && isSameItem(old, value)) {
      if (!writeInto(old, value)) throw new Error('Items that are the same could not be written into each other.');
      at++;
      continue;
    }
    const later = laterPlace(list, at, value);
    if (later > at) list.delete(at, later - at);
    if (later >= 0) writeInto(list.get(at), value);
    else if (old !== undefined && nameOf(old) === undefined && nameOf(value) === undefined && writeInto(old, value)) {
      at++;
      continue;
    } else list.insert(at, [shared(value)]);
    at++;
  }
  if (list.length > at) list.delete(at, list.length - at);
};

/** Where the item stands further on, close enough that what lies between was taken out; -1: it is new. */
const laterPlace = (list: SharedList<unknown>, from: number, value: Json): number => {
  if (nameOf(value) === undefined) return -1;
  for (let place = from; place < list.length; place++) if (isSameItem(list.get(place), value)) return place;
  return -1;
};
