/**
 * Reads the JSON of interchange files: what RFC 8259 allows and what OpenTimelineIO writes beside it (bare `Inf`, `-Infinity`, `NaN`,
 * 64-bit integers). Integers beyond 2^53 become bigints, so nothing is rounded. Objects have no prototype, and the keys that
 * reach one are refused. A mistake names its line and column.
 */
import { importFailedAt, importLimits } from '../shared/import-failure.ts';

export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** Keys that mean something to the language itself. */
export const reservedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
const words: readonly (readonly [string, Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['Inf', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-Inf', Number.NEGATIVE_INFINITY],
];
const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/uy;

class Reader {
  readonly text: string;
  readonly name: string;
  /** Nothing but what RFC 8259 allows. */
  readonly isPlain: boolean;
  at = 0;
  values = 0;

  constructor(text: string, name: string, isPlain: boolean) {
    this.text = text;
    this.name = name;
    this.isPlain = isPlain;
  }

  fail(why: string): never {
    throw importFailedAt(this.name, this.text, this.at, why);
  }

  /** Something else stands where `what` was expected. */
  failFor(what: string): never {
    if (this.at >= this.text.length) this.fail(`the file ends in the middle; ${what} was expected`);
    if (/^\/[/*]/u.test(this.text.slice(this.at, this.at + 2)))
      this.fail(`a comment stands where ${what} was expected; JSON has none`);
    this.fail(`${what} was expected`);
  }

  skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.at++;
    }
  }

  value(depth: number): Json {
    if (depth > importLimits.depth) this.fail(`values are nested deeper than ${importLimits.depth}`);
    if (++this.values > importLimits.values) this.fail(`there are more than ${importLimits.values} values`);
    this.skipSpace();
    const first = this.text[this.at];
    if (first === '{') return this.object(depth);
    if (first === '[') return this.array(depth);
    if (first === '"') return this.string();
    const word = words.find(([spelling]) => this.text.startsWith(spelling, this.at));
    if (word !== undefined && this.isPlain && typeof word[1] === 'number') this.fail(`${word[0]} is no value of JSON`);
    if (word !== undefined) {
      this.at += word[0].length;
      return word[1];
    }
    return this.number();
  }

  number(): number | bigint {
    number.lastIndex = this.at;
    const found = number.exec(this.text);
    if (found === null) this.failFor('a value');
    this.at += found[0].length;
    if (found[1] === undefined && found[2] === undefined) {
      const whole = Number(found[0]);
      if (!Number.isSafeInteger(whole)) {
        if (found[0].length > 64) this.fail('a number has more than 64 digits');
        return BigInt(found[0]);
      }
    }
    return Number(found[0]);
  }

  string(): string {
    let out = '';
    let from = ++this.at;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (Number.isNaN(code)) this.fail('a string has no end');
      if (code === 34) break;
      if (code < 32 && this.isPlain)
        this.fail('a string holds a line break or another control character; write it as \\n, \\t or \\u001f');
      if (code < 32 && code !== 9 && code !== 10 && code !== 13) this.fail('a string holds a control character');
      if (code !== 92) {
        this.at++;
        continue;
      }
      out += this.text.slice(from, this.at);
      const letter = this.text[this.at + 1] ?? '';
      if (letter === 'u') {
        const digits = this.text.slice(this.at + 2, this.at + 6);
        if (!/^[0-9a-fA-F]{4}$/u.test(digits)) this.fail('\\u needs four hexadecimal digits');
        out += String.fromCharCode(Number.parseInt(digits, 16));
        this.at += 6;
      } else {
        const plain = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
        if (plain === undefined) this.fail(`\\${letter} is not an escape of JSON`);
        out += plain;
        this.at += 2;
      }
      from = this.at;
    }
    out += this.text.slice(from, this.at++);
    return out;
  }

  /** Reads what follows an entry: a comma, or the end. */
  closes(end: ']' | '}'): boolean {
    this.skipSpace();
    const next = this.text[this.at];
    if (next !== ',' && next !== end) this.failFor(`a comma or ${end}`);
    const comma = this.at++;
    if (next === end) return true;
    this.skipSpace();
    if (this.text[this.at] !== end) return false;
    this.at = comma;
    return this.fail(`there is a comma too many before ${end}; take it out`);
  }

  array(depth: number): Json[] {
    const out: Json[] = [];
    this.at++;
    this.skipSpace();
    if (this.text[this.at] === ']') {
      this.at++;
      return out;
    }
    for (;;) {
      out.push(this.value(depth + 1));
      if (this.closes(']')) return out;
    }
  }

  object(depth: number): JsonObject {
    const out = Object.create(null) as Record<string, Json>;
    this.at++;
    this.skipSpace();
    if (this.text[this.at] === '}') {
      this.at++;
      return out;
    }
    for (;;) {
      this.skipSpace();
      if (this.text[this.at] !== '"') this.failFor('a key in double quotes');
      const start = this.at;
      const key = this.string();
      if (reservedKeys.has(key)) {
        this.at = start;
        this.fail(`the key “${key}” is not accepted`);
      }
      this.skipSpace();
      if (this.text[this.at] !== ':') this.failFor('a colon');
      this.at++;
      out[key] = this.value(depth + 1);
      if (this.closes('}')) return out;
    }
  }
}

export type JsonOptions = {
  /** Refuses what OpenTimelineIO writes beside JSON. */
  readonly isPlain?: boolean;
};

/** The document's value. Throws `import-failed` with line and column, showing the line. */
export const readJson = (text: string, name: string, { isPlain = false }: JsonOptions = {}): Json => {
  const reader = new Reader(text.replace(/^\uFEFF/u, ''), name, isPlain);
  const value = reader.value(0);
  reader.skipSpace();
  if (reader.at < reader.text.length) reader.fail('there is more after the end of the document');
  return value;
};
