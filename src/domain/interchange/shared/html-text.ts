/** The words of a piece of HTML, and the few things its styles say about them. HTML is read as text, never run. */
import { readColour } from './colour-text.ts';

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  copy: '©',
  reg: '®',
  trade: '™',
  euro: '€',
  laquo: '«',
  raquo: '»',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  bull: '•',
  middot: '·',
  times: '×',
  deg: '°',
};

const characterOf = (code: number): string =>
  code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';

/** Character references of HTML; unknown ones stay. */
export const decodeHtmlEntities = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/giu,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return Object.hasOwn(entities, name) ? (entities[name] as string) : whole;
      return characterOf(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    },
  );

/** Text as a browser would show it: blocks on lines of their own, scripts and styles gone, white space collapsed. */
export const textOfHtml = (html: string): string =>
  decodeHtmlEntities(
    html
      .replace(/<!--[\s\S]*?-->/gu, '')
      .replace(/<(script|style|head)\b[\s\S]*?<\/\1\s*>/giu, '')
      .replace(/\s+/gu, ' ')
      .replace(/<(?:br|\/p|\/div|\/h[1-6]|\/li|\/tr)\b[^>]*>/giu, '\n')
      .replace(/<[a-z/!][^>]*>/giu, ''),
  )
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();

export type CssText = {
  readonly colour?: string;
  readonly sizePx?: number;
  readonly family?: string;
  readonly weight?: number;
  readonly italic?: boolean;
  readonly align?: 'left' | 'centre' | 'right';
  readonly lineHeight?: number;
  readonly background?: string;
};

const lengthPx = (text: string): number | undefined => {
  const found = /^([\d.]{1,12})(px|pt|em|rem)?$/u.exec(text);
  if (found === null) return undefined;
  const factor = { px: 1, pt: 4 / 3, em: 16, rem: 16 }[found[2] ?? 'px'] ?? 1;
  return Number(found[1]) * factor;
};

const weights: Readonly<Record<string, number>> = { normal: 400, bold: 700, bolder: 800, lighter: 300 };

/** The last word of all declarations, whatever they select: good enough for a line or two of styled text. */
export const textStyleOfCss = (css: string): CssText => {
  const said = new Map<string, string>();
  for (const match of css.matchAll(/([a-z-]{2,30})\s*:\s*([^;{}]{1,200})/giu))
    said.set((match[1] as string).toLowerCase(), (match[2] as string).trim().replace(/\s*!important$/u, ''));
  const colour = readColour(said.get('color') ?? '');
  const background = readColour(said.get('background-color') ?? said.get('background') ?? '');
  const sizePx = lengthPx(said.get('font-size') ?? '');
  const weight = said.get('font-weight');
  const align = said.get('text-align');
  const lineHeight = Number(said.get('line-height'));
  const family = said.get('font-family')?.split(',')[0]?.replace(/["']/gu, '').trim();
  return {
    ...(colour === undefined ? {} : { colour }),
    ...(background === undefined ? {} : { background }),
    ...(sizePx === undefined || sizePx <= 0 ? {} : { sizePx }),
    ...(family === undefined || family === '' ? {} : { family }),
    ...(weight === undefined ? {} : { weight: weights[weight] ?? (Number(weight) || 400) }),
    ...(said.get('font-style') === 'italic' ? { italic: true } : {}),
    ...(align === 'left' || align === 'right' ? { align } : align === 'center' ? { align: 'centre' as const } : {}),
    ...(lineHeight > 0 && lineHeight < 10 ? { lineHeight } : {}),
  };
};
