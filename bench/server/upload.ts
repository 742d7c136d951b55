/**
 * `node bench/server/upload.ts [--megabytes 1024]`: one large upload to the studio as it is served, beside `dd` with fsync on the same disk. Wanted:
 * half of its speed, and 150 MB of memory however large the file.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Served, serveWorkprint } from './subject.ts';

const { values } = parseArgs({
  options: { megabytes: { type: 'string', default: '1024' }, folder: { type: 'string' } },
});
const megabyte = 1024 ** 2;
const bytes = Number(values.megabytes) * megabyte;
/** Not zeros: a disk or a file system may see through them. */
const chunk = Buffer.alloc(megabyte, 'a film is made of light and patience ');

const statusOf = (processId: number, field: string): number =>
  Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1] ?? 0) / 1024;

type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
};

/** `length` bytes of the chunk as the body, or the text. */
const send = (
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  body: string | number = 0,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const length = typeof body === 'number' ? body : Buffer.byteLength(body);
    const asking = request(url, { method, headers: { ...headers, 'content-length': String(length) } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (more: string) => {
        text += more;
      });
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    asking.once('error', reject);
    if (typeof body === 'string') {
      asking.end(body);
      return;
    }
    let left = body;
    const more = (): void => {
      if (left <= 0) {
        asking.end();
        return;
      }
      const next = left >= megabyte ? chunk : chunk.subarray(0, left);
      left -= next.byteLength;
      asking.write(next, more);
    };
    more();
  });

const signIn = async ({ localLink }: Served): Promise<Readonly<Record<string, string>>> => {
  const answer = await fetch(localLink ?? '', { redirect: 'manual' });
  return {
    cookie: answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; '),
  };
};

const wanted = (answer: Answer, status: number): Answer => {
  if (answer.status !== status) throw new Error(`${answer.status} instead of ${status}: ${answer.text}`);
  return answer;
};

const home = mkdtempSync(join(values.folder ?? tmpdir(), 'workprint-bench-upload-'));
try {
  const ddSeconds = (): number => {
    const began = performance.now();
    const args = [
      'if=/dev/zero',
      `of=${join(home, 'dd')}`,
      'bs=1M',
      `count=${values.megabytes}`,
      'conv=fsync',
      'status=none',
    ];
    if (spawnSync('dd', args).status !== 0) throw new Error('dd failed');
    const seconds = (performance.now() - began) / 1000;
    rmSync(join(home, 'dd'));
    return seconds;
  };
  const before = ddSeconds();
  const served = await serveWorkprint(home);
  try {
    const headers = await signIn(served);
    const json = { ...headers, 'content-type': 'application/json', origin: served.url };
    const project = wanted(await send(`${served.url}/api/v1/projects`, 'POST', json, '{"name":"Bench"}'), 201);
    const projectId = (JSON.parse(project.text) as { data: { id: string } }).data.id;
    const idle = statusOf(served.pid, 'VmRSS');
    const tus = { ...headers, origin: served.url, 'tus-resumable': '1.0.0' };
    const began = performance.now();
    const created = wanted(
      await send(`${served.url}/uploads`, 'POST', {
        ...{ ...tus, 'upload-length': String(bytes) },
        'upload-metadata': `projectId ${Buffer.from(projectId).toString('base64')}`,
      }),
      201,
    );
    const sending = { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
    const done = wanted(await send(`${served.url}${String(created.headers.location)}`, 'PATCH', sending, bytes), 204);
    const seconds = (performance.now() - began) / 1000;
    if (done.headers['workprint-asset-id'] === undefined) throw new Error('it became no asset');
    const peak = statusOf(served.pid, 'VmHWM');
    const now = statusOf(served.pid, 'VmRSS');
    const dd = (before + ddSeconds()) / 2;
    const rate = (time: number): string => `${(bytes / megabyte / time).toFixed(0)} MB/s`;
    const rows: readonly (readonly [string, string])[] = [
      ['dd with fsync', rate(dd)],
      ['upload by tus', `${rate(seconds)}, ${(dd / seconds).toFixed(2)} of dd (wanted: 0.50)`],
      ['memory', `${idle.toFixed(0)} MB idle, ${peak.toFixed(0)} MB at most, ${now.toFixed(0)} MB afterwards`],
    ];
    for (const [what, result] of rows) process.stdout.write(`${what.padEnd(16)}${result}\n`);
  } finally {
    await served.close();
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
