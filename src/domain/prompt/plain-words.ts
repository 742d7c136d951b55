/**
 * Script text on its way into a prompt. What people wrote stays words: signs that some model reads as an instruction are taken out or turned
 * into harmless ones, invisible characters go, and lines become one line. Nothing here knows a model; what one dialect alone reads as a sign
 * stands with the dialect.
 */

/**
 * Controls, zero-width and direction signs, tags, variation selectors (text is smuggled in them) but one behind an emoji, private use: nobody sees
 * them, models read them. The zero-width non-joiner stays between Arabic letters, where it is spelling.
 */
const unseen =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\u{e0000}-\u{e0fff}\p{Co}]|\u034f|\u17b4|\u17b5|(?:[\ufe00-\ufe0e])|(?<=\ufe0f)\ufe0f|(?<!\p{Script=Arabic})\u200c|\u200c(?!\p{Script=Arabic})/gu;

/** Labels that dialects give to parts of a prompt. Behind one, a colon makes an instruction of what follows. */
const labels =
  /\b(sfx|sound effects?|ambien(?:t|ce)(?: (?:noise|sound))?|audio|sound|music|bgm|voice ?over|narration|dialogue|subtitles?|captions?|negative(?: prompt)?|camera|style|scene|subject|shot \d+|constraints?|system|assistant|user|overall_soundscape|non_diegetic_music)\s*[:：]/giu;

const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Whether a character is one of those that nobody sees. */
export const isUnseen = (character: string): boolean => character.search(unseen) >= 0;

/** Whole, visible text on one line; words and signs as they were. A zero-width joiner stays: emoji and Persian are spelled with it. */
export const visibleText = (text: string): string =>
  text.replace(lone, '').replace(unseen, '').replace(/\s+/gu, ' ').trim();

/** No prompt holds more than a part of this. */
const mostPlain = 20_000;

/**
 * Words of a script for use inside a prompt: no brackets of any kind, no quotation marks that could close ours, no option dashes, no handles,
 * no label with a colon. Round brackets become commas where `roundToo`.
 */
export const plainWords = (text: string, roundToo = true): string => {
  const open = visibleText(text.slice(0, mostPlain))
    .replace(/[[\]{}<>【】〔〕〖〗《》〈〉｛｝［］＜＞«»‹›「」『』]+/gu, ' ')
    .replace(/["“”„‟″＂]/gu, "'")
    .replace(/`{2,}/gu, ' ')
    .replace(/[`´]/gu, "'")
    .replace(/[@＠#＃|\\^~*_]+/gu, ' ')
    .replace(/(?<=^|\s)--?(?=[\p{L}])/gu, '')
    .replace(/\s*-{2,}\s*/gu, ' — ')
    .replace(labels, (_, label: string) => `${label},`);
  const flat = roundToo ? open.replace(/\s*[(（]\s*/gu, ', ').replace(/\s*[)）]\s*/gu, ', ') : open;
  return tidy(flat);
};

/** Spaces and commas as a typesetter leaves them. */
export const tidy = (text: string): string =>
  withoutEnd(
    text
      .replace(/\s+/gu, ' ')
      .replace(/\s([,.;:!?…])/gu, '$1')
      .replace(/,(?:\s?,)+/gu, ',')
      .replace(/,\s?([.;:!?…])/gu, '$1')
      .replace(/^[\s,;:.—–-]+(?=\S)/u, ''),
  );

/** Without commas, colons and blanks at the end; by hand, because a pattern would take long over a page of them. */
const withoutEnd = (text: string): string => {
  let end = text.length;
  while (end > 0 && /[\s,;:]/u.test(text[end - 1] as string)) end--;
  return text.slice(0, end).trimStart();
};

/** At most `most` UTF-16 units, cut where a word ends and never inside a character; `…` is not added. */
export const cutAtWord = (text: string, most: number): string => {
  if (text.length <= most) return text;
  if (most <= 0) return '';
  const whole = text.slice(0, most + 1);
  const space = whole.search(/\s+\S*$/u);
  // A text without spaces (Japanese, Thai) is cut between characters.
  const cut = space > most * 0.5 ? whole.slice(0, space) : text.slice(0, most);
  return cut
    .replace(lone, '')
    .replace(/\p{M}*\u200d$/u, '')
    .replace(/[\s,;:—–-]+$/u, '');
};

/** First letter large: the beginning of a sentence. */
export const sentenceStart = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** One sentence with a full stop, however it ended before. */
export const asSentence = (text: string): string => {
  const whole = tidy(text);
  if (whole === '') return '';
  return sentenceStart(/[.!?…。！？؟]['’)]*$/u.test(whole) ? whole : `${whole}.`);
};

/** `a`, `a and b`, `a, b and c`. */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** `a torch`, `an umbrella`, `glasses`: with an article unless it has one, is plural or is owned. */
export const withArticle = (noun: string): string => {
  if (/^(?:the|an?|his|her|their|its|some|two|three|four|several|many)\s/iu.test(noun) || /['’]s\s/u.test(noun))
    return noun;
  if (/(?<![su])s$/u.test(noun) || !/^[a-z]/iu.test(noun)) return noun;
  return `${/^(?:[aeio]|u(?!ni|s|to))/iu.test(noun) ? 'an' : 'a'} ${noun}`;
};
