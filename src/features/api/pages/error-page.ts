/** A page for each code of an error, from docs/errors, and the list of them. */

import { type ErrorCode, errorTable } from '../../../domain/errors.ts';
import { allCodes } from '../openapi/refusals.ts';
import { statusOf } from '../problem.ts';
import { type Html, html } from './html.ts';
import { markdown } from './markdown.ts';
import { pageOf } from './page.ts';

const faults = { caller: 'the request', service: 'another service', studio: 'the studio' } as const;
const retries = {
  never: 'Repeating it unchanged cannot help.',
  later: 'Trying again later may help.',
  'same-key': 'It may be repeated as it was.',
} as const;

const facts = (code: ErrorCode): Html => {
  const { fault, retry, exitCode } = errorTable[code];
  return html`<dl class="facts"><div><dt>HTTP status</dt><dd>${statusOf(code)}</dd></div><div><dt>Exit code</dt><dd>${exitCode}</dd></div>
<div><dt>What has to change</dt><dd>${faults[fault]}</dd></div><div><dt>Again?</dt><dd>${retries[retry]}</dd></div></dl>`;
};

/** `text`: the Markdown of docs/errors. */
export const errorPage = (code: ErrorCode, text: string): string => {
  const rest = text.replace(/^# .*\n+/, '').replace(/^Exit code \d+\..*\n+/, '');
  return pageOf({
    title: `${code} – Workprint`,
    script: false,
    body: html`<main id="content" class="narrow" tabindex="-1"><p class="links"><a href="/api/errors">All errors</a> <a href="/api/reference">Reference</a></p>
<h1><code>${code}</code></h1>${facts(code)}${markdown(rest)}</main>`,
  });
};

/** The first sentences of each, in a list. */
export const errorList = (texts: ReadonlyMap<string, string>): string => {
  const said = (code: string): string =>
    /## What happened\s+([\s\S]+?)(?:\n\n|\n*$)/.exec(texts.get(code) ?? '')?.[1] ?? '';
  return pageOf({
    title: 'Errors – Workprint',
    script: false,
    body: html`<main id="content" class="narrow" tabindex="-1"><p class="links"><a href="/api/reference">Reference</a></p><h1>Errors</h1>
<p>The code of an error never changes; its message may.</p><ul class="errors">${allCodes
      .filter(({ code }) => texts.has(code))
      .map(
        ({ code, status }) =>
          html`<li><a href="/api/errors/${code}"><code>${code}</code></a> <span class="status">${status}</span>${markdown(said(code))}</li>`,
      )}</ul></main>`,
  });
};
