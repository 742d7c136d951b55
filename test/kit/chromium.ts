/**
 * A real browser for tests that promise the same bytes in Node and in the browser: the repository's own modules, types stripped, served
 * to a page by route fulfilment. Nothing is built and no network is touched.
 */
import { accessSync, constants, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { delimiter, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page, type Route } from 'playwright-core';

const root = fileURLToPath(new URL('../../', import.meta.url));
const origin = 'http://workprint.test';

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The Chromium of this machine (`CHROMIUM` in the environment, then PATH, then where macOS keeps it), or undefined. */
export const findChromium = (): string | undefined => {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).concat('/usr/bin');
  return [
    ...(process.env['CHROMIUM'] ? [process.env['CHROMIUM']] : []),
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ].find(isExecutable);
};

/**
 * The Chromium of this machine. Without one it throws, since a promise would go untested in silence; with WORKPRINT_SKIP_BROWSER set
 * it says so aloud and gives undefined, and the tests that need it are skipped.
 */
export const requireChromium = (): string | undefined => {
  const found = findChromium();
  if (found !== undefined) return found;
  if (!process.env['WORKPRINT_SKIP_BROWSER'])
    throw new Error(
      'No Chromium was found: install it (Debian: apt-get install chromium) or name it in CHROMIUM. ' +
        'WORKPRINT_SKIP_BROWSER=yes skips the tests that need it.',
    );
  console.warn(
    'WORKPRINT_SKIP_BROWSER is set and there is no Chromium: that a browser gives the same bytes is NOT tested.',
  );
  return undefined;
};

const contentTypes: Readonly<Record<string, string>> = {
  ts: 'text/javascript',
  js: 'text/javascript',
  mjs: 'text/javascript',
  wasm: 'application/wasm',
  json: 'application/json',
};

/** Answers a request of the page with a file of the repository; everything else is refused. */
const serve = async (route: Route, importMap: Readonly<Record<string, string>>): Promise<void> => {
  const url = new URL(route.request().url());
  if (url.origin !== origin) return route.abort();
  if (url.pathname === '/') {
    const imports = JSON.stringify({ imports: importMap });
    const body = `<!doctype html><meta charset="utf-8"><script type="importmap">${imports}</script>`;
    return route.fulfill({ contentType: 'text/html', body });
  }
  const path = normalize(join(root, decodeURIComponent(url.pathname)));
  const extension = path.split('.').at(-1) ?? '';
  if (!path.startsWith(root)) return route.abort();
  try {
    const bytes = readFileSync(path);
    const body = extension === 'ts' ? stripTypeScriptTypes(bytes.toString('utf8'), { mode: 'strip' }) : bytes;
    return await route.fulfill({ contentType: contentTypes[extension] ?? 'application/octet-stream', body });
  } catch {
    return route.fulfill({ status: 404 });
  }
};

/**
 * Opens an empty page in which `import("/src/a/b.ts")` loads modules of this repository, does `work` in it, and closes the browser
 * whatever happens. `importMap` says where bare names lead, such as `{ 'bidi-js': '/node_modules/bidi-js/dist/bidi.mjs' }`.
 */
export const inChromium = async <Result>(
  executablePath: string,
  importMap: Readonly<Record<string, string>>,
  work: (page: Page) => Promise<Result>,
): Promise<Result> => {
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    await page.route('**/*', (route) => serve(route, importMap));
    await page.goto(`${origin}/`);
    return await work(page);
  } finally {
    await browser.close();
  }
};
