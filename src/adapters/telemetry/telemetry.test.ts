import { closeSync, existsSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';
import { WorkprintError } from '../../domain/errors.ts';
import type { LogFields } from '../../ports/log.ts';
import { scrub } from './error-fields.ts';
import { createLog, createMetrics, metricNames, openDestination } from './telemetry.ts';

const written = (work: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] => {
  const lines: string[] = [];
  work(createLog({ level: 'info', process: 'server' }, { write: (line: string) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line));
};

test('API-26 a line is one object: time, level, process, ids, fields, event', () => {
  const [line, ...more] = written((log) => {
    log.debug('too small to be written');
    log.with({ requestId: 'r-1', traceId: 't-1' }).info('request', { route: '/jobs/{id}', status: 200, tookMs: 1.5 });
  });
  expect(more).toEqual([]);
  expect(line).toMatchObject({
    ...{ level: 'info', process: 'server', requestId: 'r-1', traceId: 't-1' },
    ...{ event: 'request', route: '/jobs/{id}', status: 200, tookMs: 1.5 },
  });
  expect(Number.isNaN(Date.parse(String(line?.['time'])))).toBe(false);
});

test('API-26 what is not on the list is not written, whoever brings it', () => {
  const careless = { status: 200, password: 'hunter2', headers: { cookie: 'hunter2' }, code: { secret: 'hunter2' } };
  const [line] = written((log) => log.info('request', careless as unknown as LogFields));
  expect(line).toMatchObject({ status: 200 });
  expect(JSON.stringify(line)).not.toContain('hunter2');
});

test.skipIf(!existsSync('/dev/full'))('API-26 PB6 a log on a full disk stops nothing', async () => {
  const fd = openSync('/dev/full', 'w');
  try {
    const log = createLog({ level: 'info', process: 'server' }, openDestination(fd));
    for (let at = 0; at < 20_000; at++) log.info('request', { route: '/jobs/{id}'.repeat(30), status: 200 });
    await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    closeSync(fd);
  }
});

test('API-26 an error is its name, its scrubbed message, our places and its causes', () => {
  const cause = new Error('connect failed: postgres://studio:hunter2@db.lan:5432/films?sslkey=hunter2');
  const [line] = written((log) =>
    log.error('a request failed', { error: new WorkprintError('unavailable', 'The database is away.', { cause }) }),
  );
  expect(line?.['error']).toMatchObject({
    name: 'WorkprintError',
    code: 'unavailable',
    message: 'The database is away.',
  });
  const text = JSON.stringify(line);
  expect(text).toContain('postgres://…@db.lan:5432');
  expect(text).toContain('src/adapters/telemetry/telemetry.test.ts');
  expect(text).not.toContain('hunter2');
  expect(written((log) => log.error('x', { error: 'hunter2' }))[0]?.['error']).toEqual({
    ...{ name: 'string', message: 'something that is no error was thrown', at: [] },
  });
});

test.each([
  ['https://api.example/v1/videos?key=hunter2hunter2', 'https://api.example/…'],
  ['Authorization: Bearer abc.def.ghi', 'Authorization: …'],
  ['sent to ada@example.com today', 'sent to …@… today'],
  ['key sk-proj-1234567890abcdefABCDEF1234567890 refused', 'key … refused'],
  ['password="hunter2", user', 'password="…", user'],
  [
    'duplicate key value violates unique constraint "people_email_key"',
    'duplicate key value violates unique constraint "people_email_key"',
  ],
])('API-26 %s is logged without its secret', (given, like) => {
  expect(scrub(given)).toBe(like);
  expect(scrub('x\n'.repeat(9_999)).length).toBeLessThanOrEqual(500);
});

test('API-27 numbers are counted by words of ours and read in Prometheus’ form', async () => {
  const metrics = createMetrics();
  metrics.requestEnded({ route: '/jobs/{id}', method: 'GET', status: 404, tookMs: 12 });
  metrics.errorAnswered({ code: 'not-found', route: '/jobs/{id}' });
  metrics.jobEnded({ kind: 'render', state: 'failed', code: 'ffmpeg-failed', tookMs: 1_000 });
  metrics.rendered({ frames: 240, tookMs: 4_000 });
  metrics.observe('queue_jobs', async () => [{ value: 3, labels: { lane: 'jobs', state: 'waiting' } }]);
  metrics.observe('disk_free_bytes', () => Promise.reject(new Error('away')));
  const { text, contentType } = await metrics.read();
  expect(contentType).toContain('text/plain');
  for (const line of [
    'workprint_request_seconds_count{route="/jobs/{id}",method="GET",status="404"} 1',
    'workprint_errors_total{code="not-found",route="/jobs/{id}"} 1',
    'workprint_job_errors_total{kind="render",code="ffmpeg-failed"} 1',
    'workprint_rendered_frames_total 240',
    'workprint_queue_jobs{lane="jobs",state="waiting"} 3',
  ])
    expect(text).toContain(line);
  expect(text).toContain('process_resident_memory_bytes');
  const names = await metricNames();
  for (const name of names.filter((one) => !one.includes('_bytes') && !one.includes('live_')))
    expect(name).toMatch(/^workprint_[a-z_]+$/);
  expect(names).toContain('workprint_job_seconds');
});
