/** The reference as one page that can be read, searched and printed without a script; the script only makes the search quick. */
import type { OpenApi, Operation } from '../openapi/openapi.types.ts';
import { type Html, html } from './html.ts';
import { markdown } from './markdown.ts';
import { operationView } from './operation-view.ts';
import { pageOf } from './page.ts';

type Entry = { readonly method: string; readonly path: string; readonly operation: Operation };

const entriesOf = (document: OpenApi): ReadonlyMap<string, readonly Entry[]> => {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const byTag = Map.groupBy(all, ({ operation }) => operation.tags[0] ?? 'other');
  return new Map(document.tags.map(({ name }) => [name, byTag.get(name) ?? []]));
};

const idOf = (tag: string): string => `tag-${tag.toLowerCase().replace(/[^a-z\d]+/g, '-')}`;

const navigation = (entries: ReadonlyMap<string, readonly Entry[]>): Html =>
  html`<nav aria-label="Routes">${[...entries].map(
    ([tag, ones]) =>
      html`<section><h2><a href="#${idOf(tag)}">${tag}</a></h2><ul>${ones.map(
        ({ method, path, operation }) =>
          html`<li data-for="${operation.operationId}"><a href="#${operation.operationId}" title="${operation.summary}"><span class="method ${method}">${method}</span> <span class="path">${path}</span></a></li>`,
      )}</ul></section>`,
  )}</nav>`;

const firstSteps = `
Sign in at \`POST /api/auth/sign-in/email\` or make a personal key and send it in the header \`x-api-key\`. Every path below answers under
\`/api/v1\` (and under \`/api\`).

- **Answers** are \`{"success": true, "data": …}\`, refusals \`{"success": false, "error": {"code", "message", "details", "requestId"}}\`. Every code has [a page](/api/errors).
- **Repeating is safe** where something is made: send an \`Idempotency-Key\` of your own, and the same request again is the same answer.
- **Limits** stand in \`ratelimit-remaining\` and \`ratelimit-reset\`; a 429 or 503 says in \`retry-after\` when to come back.
- **Long work** answers 202 with a \`jobId\`; \`GET /jobs/{id}/events\` tells what happens to it as it happens.
`;

/** The whole page. */
export const referencePage = (document: OpenApi): string => {
  const entries = entriesOf(document);
  const count = [...entries.values()].flat().length;
  const sections = [...entries].map(
    ([tag, ones]) =>
      html`<section class="tag" id="${idOf(tag)}"><h2>${tag}</h2>${ones.map(({ method, path, operation }) =>
        operationView(method, path, operation, document),
      )}</section>`,
  );
  return pageOf({
    title: 'Workprint API',
    script: true,
    body: html`<div class="frame">
<aside>
<header><a class="home" href="#top">Workprint <span>API ${document.info.version}</span></a>
<search><label for="find">Find a route</label><input id="find" type="search" autocomplete="off" spellcheck="false" placeholder="jobs, upload, POST …" aria-describedby="found"></search>
<p id="found" role="status" class="quiet">${count} routes</p></header>
${navigation(entries)}
</aside>
<main id="content" tabindex="-1">
<header class="intro" id="top"><h1>Workprint API</h1>${markdown(document.info.description)}${markdown(firstSteps)}
<p class="links"><a href="/api/v1/openapi.json">OpenAPI 3.1</a> <a href="/api/errors">Errors</a> <a href="/health">Health</a></p></header>
${sections}
</main></div>`,
  });
};
