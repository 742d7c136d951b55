/**
 * How a merge field is written: `{{name}}`, spaces inside the braces allowed. A backslash before it (`\{{name}}`) makes it plain
 * text. The text of a field's value is never read as anything but text.
 */

const source = String.raw`\\?\{\{[ \t]*([\p{L}_][\p{L}\p{N}_.-]{0,63})[ \t]*\}\}`;

/** Matches every field of a text, escaped ones included; group 1 is the name. A new one each time: it remembers its place. */
export const mergeFields = (): RegExp => new RegExp(source, 'gu');

/** For JSON Schema: a text that holds a field. */
export const mergeFieldPattern = String.raw`\{\{.+\}\}`;

/** Whether a text holds a field, escaped or not. */
export const hasMergeField = (text: string): boolean => text.includes('{{') && mergeFields().test(text);

/** A text that means itself when read again: its braces are escaped. */
export const escapeMergeFields = (text: string): string =>
  text.includes('{{') ? text.replace(mergeFields(), (field) => `\\${field}`) : text;

const wholeName = /^[\p{L}_][\p{L}\p{N}_.-]{0,63}$/u;

/** Whether a text can be the name of a field. */
export const isMergeName = (text: string): boolean => wholeName.test(text);
