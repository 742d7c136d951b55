/** What is wrong in bad XML, in a sentence that names the line and what would be right; the checker's own words are terse. */

export type XmlMistake = { readonly line: number; readonly why: string };

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split(/\r\n|\n|\r/).length;

/** The element that is still open at the end, and the line where it was opened. */
const lastOpen = (xml: string): { readonly name: string; readonly line: number } | undefined => {
  const open: { name: string; offset: number }[] = [];
  const bare = xml.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, (hidden) => hidden.replace(/[<>]/g, ' '));
  for (const match of bare.matchAll(/<(\/?)([A-Za-z_][\w:.-]*)(?:"[^"]*"|'[^']*'|[^<>"'])*?(\/?)>/g)) {
    if (match[1] === '/') open.pop();
    else if (match[3] !== '/') open.push({ name: match[2] as string, offset: match.index });
  }
  const last = open.at(-1);
  return last && { name: last.name, line: lineAt(xml, last.offset) };
};

const explanations: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [
    /^Expected closing tag '([^']*)' \(opened in line (\d+), col \d+\) instead of closing tag '([^']*)'/,
    ([, expected, line, found]) =>
      `</${found}> stands where </${expected}> should close the <${expected}> of line ${line}`,
  ],
  [
    /^Closing tag '([^']*)' has not been opened/,
    ([, tag]) => `</${tag}> closes nothing; a <${tag}> before it is missing`,
  ],
  [/^Closing tag '([^']*)' doesn't have proper closing/, ([, tag]) => `</${tag} needs a > behind it`],
  [/^Closing tag '([^']*)' can't have/, ([, tag]) => `</${tag}> may hold nothing but its name`],
  [/^Attributes for '([^']*)' have open quote/, ([, tag]) => `a value in <${tag}> lacks its closing quotation mark`],
  [
    /^Attribute '([^']*)' is without value/,
    ([, name]) => `${name} needs a value in quotation marks, like ${name}="Action"`,
  ],
  [
    /^boolean attribute '([^']*)' is not allowed/,
    ([, name]) => `${name} needs a value in quotation marks, like ${name}="Action"`,
  ],
  [/^Attribute '([^']*)' is repeated/, ([, name]) => `${name} is given twice; once is right`],
  [/^Attribute '([^']*)' has no space/, ([, name]) => `a blank is missing before ${name}`],
  [/^Tag '([^']*)' is an invalid name/, ([, tag]) => `<${tag}> is no name of an element; a < in text is written &lt;`],
  [/^Invalid space after '<'/, () => 'a blank stands behind <; a < in text is written &lt;'],
  [/^char '&' is not expected/, () => 'an & in text is written &amp;'],
  [/^char '(.+)' is not expected/, ([, sign]) => `${sign} stands where an element like <Paragraph> should begin`],
  [/^Multiple possible root/, () => 'a second document begins; all of it belongs inside one <FinalDraft>'],
  [/^Extra text at the end/, () => 'something stands behind </FinalDraft>; nothing may follow it'],
  [/^Start tag expected/, () => 'no element was found; <FinalDraft> should be the first'],
  [/^XML declaration allowed only/, () => 'the line <?xml ...?> may only stand at the very beginning'],
];

/** `mistake` is what the checker of XML says: its code, its words (with or without a full stop) and its line, from 1. */
export const explainXmlMistake = (
  xml: string,
  mistake: { readonly msg: string; readonly line: number },
): XmlMistake => {
  if (/^(?:Invalid '|Unclosed tag)/.test(mistake.msg)) {
    const open = lastOpen(xml);
    if (open !== undefined)
      return { line: open.line, why: `<${open.name}> is never closed; </${open.name}> is missing behind it` };
    return { line: mistake.line, why: 'the file ends before every element is closed; it seems to be cut off' };
  }
  for (const [pattern, explain] of explanations) {
    const found = pattern.exec(mistake.msg);
    if (found !== null) return { line: mistake.line, why: explain(found) };
  }
  return { line: mistake.line, why: mistake.msg.replace(/\.$/, '') };
};
