/**
 * Splits TypeScript into words, strings and signs, which is all the house checks need to see imports and calls.
 * (TypeScript 7 has no compiler API for scripts.) Comments vanish; code inside `${}` of a template is scanned too.
 */

export type TokenKind = 'name' | 'number' | 'string' | 'template' | 'regex' | 'sign';
export type Token = {
  readonly kind: TokenKind;
  /** Strings and templates without their quotes; the holes of a template read `${}`. */
  readonly text: string;
  /** 1-based. */
  readonly line: number;
};

const nameStart = /[\p{ID_Start}$_#]/u;
const namePart = /[\p{ID_Continue}$\u200c\u200d]/u;
/** Words after which a slash begins a regular expression, not a division. */
const wordsBeforeRegex = new Set(
  'return typeof case in of do else new delete void throw instanceof await yield'.split(' '),
);

class Scanner {
  readonly tokens: Token[] = [];
  #at = 0;
  #line = 1;
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  /** Reads code until the end, or until the brace that closes a template's hole. */
  code(insideHole: boolean): void {
    let openBraces = 0;
    while (this.#at < this.#source.length) {
      const character = this.#source[this.#at] as string;
      if (insideHole && character === '}' && openBraces === 0) {
        return;
      }
      if (character === '{') openBraces++;
      if (character === '}') openBraces--;
      this.#next(character);
    }
  }

  #next(character: string): void {
    const two = this.#source.slice(this.#at, this.#at + 2);
    if (/\s/.test(character)) this.#skip(1);
    else if (two === '//' || (two === '#!' && this.#at === 0)) this.#skipTo('\n');
    else if (two === '/*') this.#skipPast('*/');
    else if (character === "'" || character === '"') this.#string(character);
    else if (character === '`') this.#template();
    else if (character === '/' && this.#regexMayBegin()) this.#regex();
    else if (nameStart.test(character)) this.#while('name', namePart);
    else if (/[0-9]/.test(character)) this.#while('number', /[\w.]/);
    else {
      this.#push('sign', character, this.#line);
      this.#skip(1);
    }
  }

  #push(kind: TokenKind, text: string, line: number): void {
    this.tokens.push({ kind, text, line });
  }

  #skip(count: number): void {
    for (let i = 0; i < count && this.#at < this.#source.length; i++) {
      if (this.#source[this.#at++] === '\n') this.#line++;
    }
  }

  #skipTo(mark: string): void {
    const end = this.#source.indexOf(mark, this.#at);
    this.#skip((end === -1 ? this.#source.length : end) - this.#at);
  }

  #skipPast(mark: string): void {
    this.#skipTo(mark);
    this.#skip(mark.length);
  }

  #while(kind: TokenKind, part: RegExp): void {
    const start = this.#at;
    const line = this.#line;
    do this.#skip(1);
    while (this.#at < this.#source.length && part.test(this.#source[this.#at] as string));
    this.#push(kind, this.#source.slice(start, this.#at), line);
  }

  #string(quote: string): void {
    const line = this.#line;
    this.#skip(1);
    let text = '';
    while (this.#at < this.#source.length && this.#source[this.#at] !== quote && this.#source[this.#at] !== '\n') {
      text += this.#character();
    }
    this.#skip(1);
    this.#push('string', text, line);
  }

  /** One character of a string; of an escape only what it stands for in plain cases matters here. */
  #character(): string {
    const isEscape = this.#source[this.#at] === '\\';
    const character = this.#source[this.#at + (isEscape ? 1 : 0)] ?? '';
    this.#skip(isEscape ? 2 : 1);
    return isEscape && character === 'n' ? '\n' : character;
  }

  #template(): void {
    const place = this.tokens.length;
    const line = this.#line;
    this.#skip(1);
    let text = '';
    while (this.#at < this.#source.length && this.#source[this.#at] !== '`') {
      if (this.#source.startsWith('${', this.#at)) {
        this.#skip(2);
        this.code(true);
        this.#skip(1);
        text += '${}';
      } else {
        text += this.#character();
      }
    }
    this.#skip(1);
    // The template stands before the code in its holes, so that what precedes it is really what precedes it.
    this.tokens.splice(place, 0, { kind: 'template', text, line });
  }

  #regexMayBegin(): boolean {
    const before = this.tokens.at(-1);
    if (before === undefined) return true;
    if (before.kind === 'sign') return ![')', ']', '}'].includes(before.text);
    return before.kind === 'name' && wordsBeforeRegex.has(before.text);
  }

  #regex(): void {
    const start = this.#at;
    const line = this.#line;
    let inClass = false;
    this.#skip(1);
    while (this.#at < this.#source.length && this.#source[this.#at] !== '\n') {
      const character = this.#source[this.#at];
      if (character === '\\') this.#skip(1);
      else if (character === '[') inClass = true;
      else if (character === ']') inClass = false;
      else if (character === '/' && !inClass) break;
      this.#skip(1);
    }
    this.#skip(1);
    this.#push('regex', this.#source.slice(start, this.#at), line);
  }
}

/** The tokens of a source text, in order. Never throws: what cannot be read becomes signs. */
export const tokensOf = (source: string): readonly Token[] => {
  const scanner = new Scanner(source);
  scanner.code(false);
  return scanner.tokens;
};
