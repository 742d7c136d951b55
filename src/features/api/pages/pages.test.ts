import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineRoute, type MountedCall, type Route } from '../api.ts';
import { describeApi } from '../openapi/openapi.ts';
import { html } from './html.ts';
import { markdown } from './markdown.ts';
import { referenceMounts } from './pages.ts';

const hostile = `<img src=x onerror=alert(1)>"'\`</script><script>alert(2)</script>[x](javascript:alert(3))`;

test('API-22 text in a template is text, and only templates are markup', () => {
  expect(html`<p title="${hostile}">${[html`<b>${1}</b>`, '<i>', undefined, false]}</p>`.text).toBe(
    `<p title="&lt;img src=x onerror=alert(1)&gt;&quot;&#39;\`&lt;/script&gt;&lt;script&gt;alert(2)&lt;/script&gt;[x](javascript:alert(3))"><b>1</b>&lt;i&gt;</p>`,
  );
});

test('API-22 no Markdown becomes a tag of its own, an attribute or a link that runs, seed 42', () => {
  const piece = fc.constantFrom(
    '# ',
    '**',
    '`',
    '[',
    '](',
    ')',
    'javascript:',
    '<a href="',
    '"',
    "'",
    '>',
    '\n\n',
    '- ',
    '```',
    'x',
    '&',
    '//evil',
  );
  const known = /^(?:h[1-4]|p|ul|ol|li|pre|code|strong|a)$/;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const { text } = markdown(pieces.join(''));
      for (const [, name = '', attributes = ''] of text.matchAll(/<\/?([^\s>]+)([^>]*)>/g)) {
        expect(name).toMatch(known);
        expect(attributes).toMatch(/^(?: href="(?:https:\/\/|\/|#)[^"<>]*")?$/);
      }
    }),
    { seed: 42, numRuns: 2_000 },
  );
});

test('API-22 headings, lists, code and links of our documents come out as such', () => {
  const made = markdown(
    '## Why\n\nSee `x<y` and [that](not-found.md).\n\n- one\n- two\n  more\n\n```\na <b>\n\nc\n```',
  ).text;
  expect(made).toBe(
    '<h2>Why</h2><p>See <code>x&lt;y</code> and <a href="/api/errors/not-found">that</a>.</p><ul><li>one</li><li>two more</li></ul><pre><code>a &lt;b&gt;\n\nc</code></pre>',
  );
});

const routes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/films/{id}',
    tag: hostile,
    summary: hostile,
    description: hostile,
    access: { who: 'member', role: 'editor', scope: 'run', of: 'project', at: 'params.id' },
    params: z.object({ id: z.uuid().describe(hostile) }),
    body: z.object({ [hostile]: z.string().default(hostile), parts: z.array(z.object({ deep: z.enum([hostile]) })) }),
    answer: z.object({ text: z.string() }),
    example: { body: { it: hostile }, answer: { text: hostile } },
    handle: async () => ({ text: '' }),
  }),
];

const page = async (path: string, mounts = mountsOf()): Promise<Response> => {
  const mount = mounts.find((one) => one.path === path.replace(/errors\/[\w-]+$/, 'errors/:code'));
  const params = { code: path.split('/').at(-1) ?? '' };
  const call = { request: new Request(`http://a${path}`), params } as unknown as MountedCall;
  return (mount as NonNullable<typeof mount>).handle(call);
};
const mountsOf = () =>
  referenceMounts(
    describeApi(routes, { version: '1.0.0', cookieName: 'session' }),
    { style: 'body{}', script: '' },
    new Map([['gone', `# gone\n\nExit code 14.\n\n## What happened\n\n${hostile}\n`]]),
  );

test('API-22 hostile words of routes and documents stay words on every page', async () => {
  for (const path of ['/api/reference', '/api/errors', '/api/errors/gone']) {
    const response = await page(path);
    const text = await response.text();
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(text).not.toContain('<img');
    expect(text).not.toMatch(/<script>|href="javascript/);
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
  }
});

test('API-22 a code without a page is not found; what does not change is 304', async () => {
  await expect(async () => page('/api/errors/internal')).rejects.toMatchObject({ code: 'not-found' });
  const [mount] = mountsOf();
  const first = await mount?.handle({ request: new Request('http://a/') } as MountedCall);
  const known = new Request('http://a/', { headers: { 'if-none-match': first?.headers.get('etag') ?? '' } });
  expect((await mount?.handle({ request: known } as MountedCall))?.status).toBe(304);
});
