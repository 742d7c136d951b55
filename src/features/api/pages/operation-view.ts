/** One operation of the reference: what it does, who may, what it takes and gives, and how to ask it. */
import type { OpenApi, Operation, Parameter } from '../openapi/openapi.types.ts';
import { sampleOf } from '../openapi/sample.ts';
import type { JsonSchema } from '../openapi/schema-book.ts';
import { type Html, html } from './html.ts';
import { markdown } from './markdown.ts';
import { limits, schemaView, typeInWords } from './schema-view.ts';

type Components = Readonly<Record<string, JsonSchema>>;

const bodySample = (operation: Operation, components: Components): unknown => {
  const json = operation.requestBody?.content['application/json'];
  return json ? (json.example ?? sampleOf(json.schema, components)) : undefined;
};

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** For a shell of a person who copies it; `$STUDIO` and `$KEY` are theirs. */
export const curlFor = (method: string, path: string, operation: Operation, components: Components): string => {
  const wanted = (operation.parameters ?? []).filter((one) => one.in === 'query' && one.required);
  const query = wanted
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(sampleOf(schema, components)))}`)
    .join('&');
  const types = Object.keys(operation.requestBody?.content ?? {});
  const body = bodySample(operation, components);
  const isForm = types.includes('multipart/form-data');
  const lines = [
    `curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} "$STUDIO/api/v1${path}${query && `?${query}`}"`,
    ...(operation.security.some((one) => 'key' in one)
      ? ['-H "x-api-key: $KEY"']
      : operation.security.length > 0
        ? ['-b cookies.txt']
        : []),
    ...((operation.parameters ?? []).some(({ name }) => name === 'Idempotency-Key')
      ? ['-H "Idempotency-Key: $(uuidgen)"']
      : []),
    ...(body === undefined
      ? []
      : [`-H 'content-type: application/json'`, `-d ${quote(JSON.stringify(body, null, 2).replaceAll('\n', '\n  '))}`]),
    ...(isForm ? ['-F file=@clip.mp4', '-F projectId=…'] : []),
  ];
  return lines.join(' \\\n  ');
};

const parameterRow = (one: Parameter): Html => html`<tr>
<th scope="row"><code>${one.name}</code>${one.required && html` <span class="required">required</span>`}</th>
<td>${one.in}</td><td>${typeInWords(one.schema)}${limits(one.schema) !== '' && html` <span class="limits">${limits(one.schema)}</span>`}</td><td>${one.description && markdown(one.description)}</td></tr>`;

const parameters = (operation: Operation): Html | false =>
  (operation.parameters?.length ?? 0) > 0 &&
  html`<h4>Parameters</h4><div class="wide"><table><thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
<tbody>${operation.parameters?.map(parameterRow)}</tbody></table></div>`;

const body = (operation: Operation, components: Components): Html | false => {
  const [entry] = Object.entries(operation.requestBody?.content ?? {});
  if (!entry) return false;
  const [type, { schema }] = entry;
  return html`<h4>Body <span class="type">${type}</span></h4>${schemaView(schema, components)}`;
};

const answerOf = (operation: Operation, components: Components): Html => {
  const successes = Object.entries(operation.responses).filter(([one]) => Number(one) < 400);
  const [, success] = successes[0] ?? ['200', { description: '' }];
  const status = successes.map(([one]) => one).join(' or ');
  const [type, content] = Object.entries(success.content ?? {})[0] ?? [];
  if (!content) return html`<h4>Answer <span class="status ok">${status}</span></h4>`;
  const properties = content.schema['properties'] as Readonly<Record<string, JsonSchema>> | undefined;
  const data = properties?.['data'];
  if (!data)
    return html`<h4>Answer <span class="status ok">${status}</span> <span class="type">${type}</span></h4>${schemaView(content.schema, components)}`;
  const sample = content.example ?? { success: true, data: sampleOf(data, components, { whole: true }) };
  return html`<h4>Answer <span class="status ok">${status}</span> <span class="type">data: ${typeInWords(data)}</span></h4>
${schemaView(data, components)}<details><summary>Example</summary><pre><code>${JSON.stringify(sample, null, 2)}</code></pre></details>`;
};

const refusals = (operation: Operation): Html =>
  html`<h4>Refusals</h4><ul class="refusals">${Object.entries(operation.responses)
    .filter(([status]) => Number(status) >= 400)
    .map(
      ([status, { description }]) => html`<li><span class="status">${status}</span> ${markdown(description)}</li>`,
    )}</ul>`;

/** One article. Its id is the operation's. */
export const operationView = (method: string, path: string, operation: Operation, { components }: OpenApi): Html => {
  const about = operation.description.split('\n\n**Who may:**')[0] ?? '';
  return html`<article class="operation" id="${operation.operationId}" data-words="${`${method} ${path} ${operation.summary} ${operation.tags.join(' ')}`.toLowerCase()}">
<h3><a class="anchor" href="#${operation.operationId}"><span class="method ${method}">${method.toUpperCase()}</span> <code class="path">${path}</code></a></h3>
<p class="summary">${operation.summary}</p>
${about !== '' && html`<div class="about">${markdown(about)}</div>`}
<div class="who"><span class="label">Who may</span> ${markdown(operation['x-access'])}</div>
<div class="columns"><div class="said">
${parameters(operation)}
${body(operation, components.schemas)}
<div class="answer">${answerOf(operation, components.schemas)}</div>
${refusals(operation)}
</div>
<figure class="call"><figcaption>curl</figcaption><pre tabindex="0" role="region" aria-label="Example of ${operation.operationId} for curl"><code>${curlFor(method, path, operation, components.schemas)}</code></pre></figure></div>
</article>`;
};
