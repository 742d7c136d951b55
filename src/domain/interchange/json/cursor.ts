/**
 * Walks a foreign document: every step knows its path, every read checks the type, and what nobody read is known at the end, so
 * that unknown fields are reported and kept instead of vanishing.
 */
import type { Metadata } from '../../timeline/timeline.types.ts';
import { importFailed } from '../shared/import-failure.ts';
import { metadataFromJson } from './json-metadata.ts';
import type { Json, JsonObject } from './read-json.ts';

const kindOf = (value: Json | undefined): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return `the text “${value.length > 40 ? `${value.slice(0, 40)}…` : value}”`;
  return `${value}`;
};

/** A place in a document. Absent and null read as undefined. */
export class Cursor {
  readonly value: Json | undefined;
  readonly path: string;
  readonly name: string;
  private readonly read = new Set<string>();
  /** One cursor a field, so that what was read of it is known wherever it is asked for again. */
  private readonly fields = new Map<string, Cursor>();
  private entries: Cursor[] | undefined;

  constructor(value: Json | undefined, path: string, name: string) {
    this.value = value;
    this.path = path;
    this.name = name;
  }

  /** Throws `import-failed` at this place. */
  fail(why: string): never {
    throw importFailed(this.name, this.path === '' ? 'the document' : this.path, why);
  }

  private expected(what: string): never {
    return this.fail(`should be ${what}; it is ${kindOf(this.value)}`);
  }

  get exists(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  get isObject(): boolean {
    return this.exists && typeof this.value === 'object' && !Array.isArray(this.value);
  }

  get isList(): boolean {
    return Array.isArray(this.value);
  }

  /** A field; of something absent, an absent one. */
  at(key: string): Cursor {
    const known = this.fields.get(key);
    if (known !== undefined) return known;
    const path = this.path === '' ? key : `${this.path}.${key}`;
    if (this.exists && !this.isObject) this.expected('an object');
    this.read.add(key);
    const object = this.value as JsonObject | undefined;
    const value = object !== undefined && object !== null && Object.hasOwn(object, key) ? object[key] : undefined;
    const cursor = new Cursor(value, path, this.name);
    this.fields.set(key, cursor);
    return cursor;
  }

  /** Entries of a list; none when absent. */
  items(): Cursor[] {
    if (!this.exists) return [];
    if (!Array.isArray(this.value)) this.expected('a list');
    this.entries ??= (this.value as readonly Json[]).map(
      (entry, index) => new Cursor(entry, `${this.path}[${index}]`, this.name),
    );
    return this.entries;
  }

  /** Names of the fields of an object. */
  keys(): string[] {
    if (!this.exists) return [];
    if (!this.isObject) this.expected('an object');
    return Object.keys(this.value as JsonObject);
  }

  string(): string | undefined {
    if (!this.exists) return undefined;
    return typeof this.value === 'string' ? this.value : this.expected('text');
  }

  /** A finite number; numerals in quotes count, as merge fields leave them. */
  number(): number | undefined {
    if (!this.exists) return undefined;
    const { value } = this;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number === 'bigint') return Number(number);
    return typeof number === 'number' && Number.isFinite(number) ? number : this.expected('a number');
  }

  boolean(): boolean | undefined {
    if (!this.exists) return undefined;
    if (this.value === 'true' || this.value === 'false') return this.value === 'true';
    return typeof this.value === 'boolean' ? this.value : this.expected('true or false');
  }

  /** Says that these fields are known and need not be reported. */
  ignore(...keys: readonly string[]): void {
    for (const key of keys) this.read.add(key);
  }

  /** Fields that nobody read. */
  unread(): string[] {
    return this.isObject ? this.keys().filter((key) => !this.read.has(key)) : [];
  }

  /** What nobody read, as metadata; undefined when everything was read. */
  rest(): Metadata | undefined {
    const keys = this.unread();
    if (keys.length === 0) return undefined;
    const object = this.value as JsonObject;
    return Object.fromEntries(keys.map((key) => [key, metadataFromJson(object[key] as Json)]));
  }
}
