/** The little Markdown that our own documents and descriptions use: headings, paragraphs, lists, code, tables, strong text, links within the studio. */
import { Html, html } from './html.ts';

const safeLink = /^(?:https:\/\/|\/|#)[^\s"'<>]*$/;

const inline = (text: string): Html => {
  const parts = text.split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)\s]+\))/);
  return html`${parts.map((part, at) => {
    if (at % 2 === 0) return part;
    if (part.startsWith('`')) return html`<code>${part.slice(1, -1)}</code>`;
    if (part.startsWith('**')) return html`<strong>${inline(part.slice(2, -2))}</strong>`;
    const [, label = '', target = ''] = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part) ?? [];
    const page = /^(?:\.\/)?([a-z-]+)\.md$/.exec(target)?.[1];
    const href = page === undefined ? target : `/api/errors/${page}`;
    return safeLink.test(href) ? html`<a href="${href}">${inline(label)}</a>` : inline(label);
  })}`;
};

const block = (text: string): Html => {
  const lines = text.split('\n');
  const [first = ''] = lines;
  const heading = /^(#{1,4}) (.+)$/.exec(first);
  if (heading) {
    const level = String((heading[1] as string).length);
    const rest = lines.slice(1).join('\n').trim();
    const title = inline(heading[2] as string);
    const element = new Html(`<h${level}>${title.text}</h${level}>`);
    return rest ? html`${element}${block(rest)}` : element;
  }
  if (/^```/.test(first)) return html`<pre><code>${lines.slice(1, -1).join('\n')}</code></pre>`;
  if (/^[-*] /.test(first)) {
    const items = text.split(/\n(?=[-*] )/).map((item) => item.slice(2).replace(/\n\s*/g, ' '));
    return html`<ul>${items.map((item) => html`<li>${inline(item)}</li>`)}</ul>`;
  }
  if (/^1\. /.test(first)) {
    const items = text.split(/\n(?=\d+\. )/).map((item) => item.replace(/^\d+\. /, '').replace(/\n\s*/g, ' '));
    return html`<ol>${items.map((item) => html`<li>${inline(item)}</li>`)}</ol>`;
  }
  return html`<p>${inline(lines.join(' '))}</p>`;
};

/** Blocks are parted by empty lines; those within a fence are not. */
const blocksOf = (text: string): readonly string[] =>
  text
    .replaceAll('\r\n', '\n')
    .split(/(^```[\s\S]*?^```$)/m)
    .flatMap((part) => (part.startsWith('```') ? [part] : part.split(/\n{2,}/)))
    .map((part) => part.replace(/^\n+|\s+$/g, ''))
    .filter((part) => part !== '');

/** Markdown as HTML. Whatever it holds, no tag, script or foreign link comes out of it. */
export const markdown = (text: string): Html => html`${blocksOf(text).map(block)}`;
