/** HTML that is safe by construction: text that is put into it is escaped, wherever it came from; only what was made here is not. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand between tags and in quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] as string);

type Part = Html | string | number | false | null | undefined | readonly Part[];

const textOf = (part: Part): string => {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(textOf).join('');
  if (part === false || part === null || part === undefined) return '';
  return escapeHtml(typeof part === 'number' ? String(part) : (part as string));
};

/** A template of HTML. Attributes in it must be quoted. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.reduce((made, text, at) => made + textOf(parts[at - 1]) + text));
