/** PB3: hostile names come in by form, by tus and by renaming; they are text, whole or cleaned, and no file outside of our folders is opened. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../../src/adapters/sandbox/visible-files.ts';
import { displayName, fileName } from '../../src/features/library/library.ts';
import { freshDatabase } from '../kit/postgres.ts';
import { startLibraryServer } from '../kit/running-library.ts';
import { addPerson } from '../kit/studio.ts';
import type { ProofRow } from '../prove/row.types.ts';

/** Where the audit would see a name that became a path. */
const canary = 'workprint-canary-file';

const plain = [
  ...[
    '..',
    '.',
    '../',
    '../../',
    '....//',
    '%2e%2e%2f',
    '..%c0%af',
    '..\\',
    '/',
    '//',
    '\\\\server\\share\\x',
    'C:\\x',
    'file:///x',
  ],
  ...[
    '\0',
    'a\0.mp4',
    'a\r\nContent-Type: text/html',
    'a\nb',
    '\u2028',
    '\x1b[31m',
    '\x7f',
    '-i',
    '--help',
    '-f',
    '--',
    '-rf /',
  ],
  ...[
    'concat:a|b',
    'subfile:,,:',
    'pipe:0',
    'data:text/html,<script>',
    'http://169.254.169.254/',
    '%d',
    '%05d.png',
    '%s%n',
    '*',
    '?',
    '~',
    '$HOME',
  ],
  ...[
    '$(id)',
    '`id`',
    '| id',
    '; id',
    '&& id',
    "' or 1=1 --",
    '"; drop table assets; --',
    '<script>alert(1)</script>',
    '{{7*7}}',
    '${7*7}',
    '#{1}',
  ],
  ...[
    'CON',
    'NUL.mp4',
    'COM1',
    'LPT9.txt',
    'aux',
    'a.',
    'a ',
    ' a',
    'a:stream',
    'a<b>c',
    'a|b',
    'a?b',
    'a*b',
    'a"b',
    '.htaccess',
    '.git/config',
  ],
  ...[
    '\u202egpj.exe',
    '\u2066x\u2069',
    '\ufeffx',
    '\u200d',
    'ﷺ',
    'عربي',
    'עברית.mp4',
    '日本語',
    '👨‍👩‍👧‍👦',
    'é',
    'e\u0301',
    'ſ',
    'а.mp4',
    'раураl',
    '\ud800',
    'x\udc00',
  ],
  ...[
    'a'.repeat(4096),
    'é'.repeat(2048),
    '👨‍👩‍👧'.repeat(600),
    `a${'\u0301'.repeat(4000)}`,
    ' '.repeat(5000),
    '.'.repeat(300),
  ],
];
const wraps: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => `../../../../tmp/${canary}${name}`,
  (name) => `${name}/../../${canary}`,
  (name) => `${name}.mp4`,
];
const hostileNames = wraps.flatMap((wrap) => plain.map(wrap)).slice(0, 304);

type Send = (path: string, init: RequestInit) => Promise<Response>;
type Told = { readonly data: { readonly id: string; readonly name: string; readonly version: number } };

const encoded = (text: string): string => Buffer.from(text).toString('base64');

/** A form as a hostile client writes it: the file's name in its raw bytes, only the quotes escaped as browsers do. */
const formOf = (projectId: string, name: string): { readonly body: Uint8Array; readonly type: string } => {
  const boundary = 'names-boundary';
  const quoted = name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('\0', '%00');
  const text = [
    ...[`--${boundary}`, 'Content-Disposition: form-data; name="projectId"', '', projectId],
    ...[
      `--${boundary}`,
      `Content-Disposition: form-data; name="file"; filename="${quoted}"`,
      '',
      'content',
      `--${boundary}--`,
      '',
    ],
  ].join('\r\n');
  return { body: Buffer.from(text), type: `multipart/form-data; boundary=${boundary}` };
};

const tryName = async (send: Send, projectId: string, name: string, more: Record<string, string>): Promise<void> => {
  const form = formOf(projectId, name);
  const added = await send('/api/v1/assets', {
    method: 'POST',
    body: form.body as Uint8Array<ArrayBuffer>,
    headers: { 'content-type': form.type, ...more },
  });
  // A head of a part that is longer than 8 kB is refused: no client has such names.
  if (added.status !== 201 && !(added.status === 422 && name.length > 2000))
    throw new Error(`a form answered ${added.status}`);
  const created = await send('/uploads', {
    ...{ method: 'POST', body: 'content' },
    headers: {
      ...{ 'tus-resumable': '1.0.0', 'upload-length': '7', 'content-type': 'application/offset+octet-stream', ...more },
      'upload-metadata': `projectId ${encoded(projectId)},filename ${encoded(name)}`,
    },
  });
  const id = created.headers.get('workprint-asset-id');
  if (created.status !== 201 && !(created.status === 400 && name.length > 2000))
    throw new Error(`an upload answered ${created.status}`);
  if (id === null) return;
  const shown = (await (await send(`/api/v1/assets/${id}`, { headers: more })).json()) as Told;
  const wanted = fileName(Buffer.from(name).toString('utf8'));
  if (shown.data.name !== wanted)
    throw new Error(`it is called ${JSON.stringify(shown.data.name)}, not ${JSON.stringify(wanted)}`);
  await rename(send, shown.data, name, more);
  const found = await send(
    `/api/v1/assets?projectId=${projectId}&limit=1&search=${encodeURIComponent(name.toWellFormed().replaceAll('\0', '').slice(0, 200))}`,
    { headers: more },
  );
  if (found.status !== 200) throw new Error(`searching answered ${found.status}`);
  await download(send, id, more);
};

const rename = async (
  send: Send,
  { id, version }: Told['data'],
  name: string,
  more: Record<string, string>,
): Promise<void> => {
  const isKeepable = name.isWellFormed() && !name.includes('\0') && name.trim() !== '' && name.trim().length <= 300;
  const answer = await send(`/api/v1/assets/${id}`, {
    ...{ method: 'PUT', body: JSON.stringify({ name, version }) },
    headers: { 'content-type': 'application/json', ...more },
  });
  if (answer.status !== (isKeepable ? 200 : 422)) throw new Error(`renaming answered ${answer.status}`);
  if (!isKeepable) return;
  const told = (await answer.json()) as Told;
  if (told.data.name !== displayName(name)) throw new Error(`renamed it is called ${JSON.stringify(told.data.name)}`);
};

const download = async (send: Send, id: string, more: Record<string, string>): Promise<void> => {
  const link = (await (await send(`/api/v1/assets/${id}/url?download=true`, { headers: more })).json()) as {
    data: { url: string };
  };
  const file = await send(link.data.url, {});
  const disposition = file.headers.get('content-disposition') ?? '';
  if (file.status !== 200 || !/^attachment; filename="[^"\\/\r\n]*"; filename\*=UTF-8''[^\s'"\\/]+$/.test(disposition))
    throw new Error(`served with ${file.status} ${disposition}`);
  if ((await file.text()) !== 'content') throw new Error('it serves something else');
};

/** Every file the server process opens, while it runs under strace; undefined where there is none. */
const audit = async (processId: number, log: string): Promise<(() => Promise<readonly string[]>) | undefined> => {
  const strace = findProgram('strace');
  if (strace === undefined) return undefined;
  const tracer = spawn(
    strace,
    [
      '-f',
      '-qq',
      '-s',
      '4096',
      '-e',
      'trace=open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat',
      '-o',
      log,
      '-p',
      String(processId),
    ],
    { stdio: 'ignore' },
  );
  await new Promise((resolve) => setTimeout(resolve, 500));
  return async () => {
    tracer.kill('SIGINT');
    await new Promise((resolve) => tracer.once('exit', resolve));
    const text = await readFile(log, 'utf8').catch(() => ''); // no permission to trace: there is nothing to look at
    return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? '');
  };
};

export const hostileNamesRow: ProofRow = {
  id: 'PB3',
  promise:
    'Hostile names are text: stored under ids of ours, shown and searched as text, and no file outside is opened.',
  counts: 'names',
  facts: { opened: 'sum' },
  open: async (size, folder) => {
    const fresh = await freshDatabase();
    const personId = await addPerson(fresh.database, 'Namer');
    const project = await fresh.database.asStudio((query) =>
      query
        .insertInto('workprint.projects')
        .values({ owner_id: personId, name: 'x' })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    const files = join(folder, 'files');
    const server = await startLibraryServer({ databaseUrl: fresh.url, folder: files });
    const send: Send = (path, init) => fetch(`${server.url}${path}`, init);
    const ended = await audit(server.processId, join(folder, 'opened.log'));
    const names = hostileNames.filter((_, at) => size === 'full' || at % 20 === 0);
    const cases = names.map((name, at) => ({
      name: `${at}: ${JSON.stringify(name).slice(0, 60)}`,
      run: async () => {
        await tryName(send, project.id, name, { 'x-api-key': personId });
        return { opened: 0 };
      },
    }));
    const look = {
      name: 'files that were opened',
      run: async () => {
        const opened = (await ended?.()) ?? [];
        const strange = opened.filter(
          (path) => path.includes(canary) || (path.startsWith(files) && !/^[\w./-]*$/.test(path)),
        );
        if (strange.length > 0) throw new Error(`it opened ${JSON.stringify(strange.slice(0, 5))}`);
        return { opened: opened.length };
      },
    };
    return {
      cases: [...cases, look],
      close: async () => {
        await server.kill();
        await fresh.close();
      },
    };
  },
};
