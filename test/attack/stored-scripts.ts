/**
 * PE9: text that would run if anybody took it for markup, put into everything that takes text, then looked at in a real browser that is signed
 * in: pages of ours, answers opened as pages, files, errors. Nothing may run.
 */
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { z } from 'zod';
import { defineRoute, describeApi, type Mount, type Route, referenceMounts } from '../../src/features/api/api.ts';
import { requireChromium } from '../kit/chromium.ts';
import { startTestStudio } from '../kit/studio.ts';
import { type SignedUp, startWholeStudio, type WholeStudio } from '../kit/whole-studio.ts';
import type { ProofCase, ProofRow } from '../prove/row.types.ts';

/** Each marks the window when it runs, and asks for /ran, which is seen even where the window is gone. */
const deed = "fetch('/ran');self.ran=1;alert(1)";
const payloads: readonly string[] = [
  `<script>${deed}</script>`,
  `"><script>${deed}</script><b x="`,
  `'"--></title></style></textarea></script><svg/onload=${deed}>`,
  `<img src=x onerror="${deed}">`,
  `<svg xmlns="http://www.w3.org/2000/svg" onload="${deed}"><script>${deed}</script></svg>`,
  `javascript:${deed}`,
  `[click](javascript:${deed})`,
  `<a href="javascript:${deed}" autofocus onfocus="${deed}">x</a>`,
  `<iframe srcdoc="<script>${deed}</script>"></iframe>`,
  `<details open ontoggle="${deed}">x</details>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${deed}&gt;">`,
  `</code></pre><script>${deed}</script>`,
  `\u2028;${deed}//`,
  `{{constructor.constructor('${deed}')()}}`,
  `\${${deed}}`,
  `<meta http-equiv="refresh" content="0;url=javascript:${deed}">`,
  `<base href="https://evil.example/"><script src="a.js"></script>`,
  `<object data="data:text/html,<script>${deed}</script>"></object>`,
  `+ADw-script+AD4-${deed}+ADw-/script+AD4-`,
  `\r\ncontent-type: text/html\r\n\r\n<script>${deed}</script>`,
];

type Scene = { readonly studio: WholeStudio; readonly person: SignedUp; readonly browser: Browser };

/** Puts the text wherever text is taken; gives the places where it can be looked at. What is refused is looked at too. */
const plant = async ({ studio, person }: Scene, text: string): Promise<readonly string[]> => {
  const { headers } = person;
  const send = async (method: string, path: string, body: unknown) => {
    const response = await studio.send(method, `/api/v1${path}`, { headers, body });
    return ((await response.json()) as { data?: Record<string, string> }).data ?? {};
  };
  const name = text.replace(/[\r\n]/g, ' ').slice(0, 190);
  const project = await send('POST', '/projects', { name });
  const projectId = project['id'] ?? '';
  await send('PUT', '/me', { name, preferences: { [name.slice(0, 90)]: text } });
  await send('POST', `/projects/${projectId}/invitations`, { email: 'a@example.com', role: 'viewer', note: text });
  const document = await send('POST', '/documents', { projectId, kind: 'script', name, text });
  await send('POST', `/documents/${document['id']}/versions`, { name });
  await send('POST', '/webhooks', { url: `https://example.com/?${encodeURIComponent(text)}`, events: ['job.done'] });
  const form = new FormData();
  form.set('projectId', projectId);
  form.set('name', name);
  form.set('tags', name);
  form.set('file', new Blob([`<html><body>${text}</body></html>`], { type: 'text/html' }), `${name.slice(0, 60)}.html`);
  const upload = await fetch(`${studio.url}/api/v1/assets`, { method: 'POST', headers, body: form });
  const asset = ((await upload.json()) as { data?: { id: string } }).data;
  const word = encodeURIComponent(text);
  const links = asset ? await mediaOf(studio, asset.id, name) : [];
  return [
    '/api/v1/projects',
    `/api/v1/projects/${projectId}`,
    '/api/v1/me',
    '/api/v1/webhooks',
    '/api/v1/audit-log',
    `/api/v1/assets?projectId=${projectId}`,
    `/api/v1/documents/${document['id']}`,
    `/api/v1/projects/${word}`,
    `/api/v1/projects?cursor=${word}`,
    `/api/v1/projects?${word}=1`,
    `/api/v1/${word}`,
    `/${word}`,
    `/api/errors/${word}`,
    `/api/reference?q=${word}#${word}`,
    `/api/auth/${word}?error=${word}`,
    `/api/auth/error?error=${word}`,
    ...links,
  ];
};

/** The file under every type that a browser would run. */
const mediaOf = async ({ services }: WholeStudio, id: string, name: string): Promise<readonly string[]> => {
  const row = await services.database.asStudio((query) =>
    query.selectFrom('workprint.assets').select('blob_hash').where('id', '=', id).executeTakeFirstOrThrow(),
  );
  return ['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/xml', 'application/pdf'].map((mediaType) =>
    services.links.linkTo({ subject: { of: 'asset', id }, sha256: row.blob_hash, name, mediaType }),
  );
};

/** Opens every place; gives what ran. */
const lookAt = async (context: BrowserContext, url: string, places: readonly string[]): Promise<readonly string[]> => {
  const ran: string[] = [];
  const page = await context.newPage();
  let place = '';
  page.on('dialog', (dialog) => {
    ran.push(`${place}: a dialog`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { pathname, hostname } = new URL(request.url());
    if (pathname === '/ran' || hostname === 'evil.example') ran.push(`${place}: asked for ${request.url()}`);
  });
  page.on('download', (download) => void download.cancel());
  for (place of places) {
    await page.goto(`${url}${place}`, { waitUntil: 'load' }).catch((error: unknown) => {
      // A file that is offered for saving is no page.
      if (!String(error).includes('Download is starting') && !String(error).includes('ERR_ABORTED')) throw error;
    });
    if (await page.evaluate('self.ran')) ran.push(`${place}: the window was marked`);
  }
  await page.close();
  return ran;
};

const caseOf = (scene: Scene, text: string): ProofCase => ({
  name: JSON.stringify(text).slice(0, 60),
  run: async () => {
    const places = await plant(scene, text);
    const [name, value] = (scene.person.headers['cookie'] ?? '').split(/=(.*)/s);
    const context = await scene.browser.newContext({ acceptDownloads: true });
    try {
      await context.addCookies([{ name: name ?? '', value: value ?? '', url: scene.studio.url }]);
      const ran = await lookAt(context, scene.studio.url, places);
      if (ran.length > 0) throw new Error(ran.join('; '));
      return { places: places.length };
    } finally {
      await context.close();
    }
  },
});

/** The reference of an API whose every word is hostile. */
const hostileReference = (): readonly Mount[] => {
  const all = payloads.join('\n\n');
  const routes: readonly Route[] = payloads.map((text, at) =>
    defineRoute({
      ...{
        method: 'post',
        path: `/hostile/${at}`,
        tag: text,
        summary: text,
        description: `${all}\n\n- ${text}\n\n\`${text}\``,
      },
      access: { who: 'person', scope: 'read' },
      body: z.object({ [text]: z.string().describe(all).default(text) }),
      answer: z.object({ [text]: z.literal(text) }),
      handle: async () => ({ [text]: text }),
    }),
  );
  const assets = { style: '', script: '' };
  const errors = new Map([['gone', `# gone\n\n## What happened\n\n${all}`]]);
  return referenceMounts(describeApi(routes, { version: all, cookieName: 'session' }), assets, errors);
};

const referenceCase = (browser: Browser): ProofCase => ({
  name: 'the reference of a hostile API',
  run: async () => {
    const studio = await startTestStudio({ mounts: hostileReference });
    const context = await browser.newContext();
    try {
      const places = ['/api/reference', '/api/errors', '/api/errors/gone', '/api/v1/openapi.json'];
      const ran = await lookAt(context, studio.url, places);
      if (ran.length > 0) throw new Error(ran.join('; '));
      return { places: places.length };
    } finally {
      await context.close();
      await studio.close();
    }
  },
});

/** What runs is seen to run: without this the row would prove nothing. */
const trapCase = (browser: Browser): ProofCase => ({
  name: 'the trap itself',
  run: async () => {
    const context = await browser.newContext();
    try {
      const open = `<!doctype html><body><script>${deed}</script>`;
      await context.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: open }));
      const ran = await lookAt(context, 'http://open.test', ['/']);
      if (ran.length !== 3) throw new Error(`of a dialog, a request and a mark, seen were: ${ran.join('; ')}`);
      return { places: 1 };
    } finally {
      await context.close();
    }
  },
});

/** Everything that takes text, everywhere it can be seen. */
export const storedScripts: ProofRow = {
  id: 'PE9',
  promise: 'text that people or providers send never runs in a browser, wherever it is shown',
  counts: 'texts',
  facts: { places: 'sum' },
  open: async (size) => {
    const executablePath = requireChromium();
    if (executablePath === undefined) throw new Error('there is no browser on this machine, so nothing can be proved');
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu'],
    });
    const studio = await startWholeStudio();
    const person = await studio.signUp('Mallory');
    const texts = size === 'full' ? payloads : payloads.filter((_, at) => at === 2 || at === 19);
    return {
      cases: [
        trapCase(browser),
        referenceCase(browser),
        ...texts.map((text) => caseOf({ studio, person, browser }, text)),
      ],
      close: async () => {
        await browser.close();
        await studio.close();
      },
    };
  },
};
