import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ErrorCode, errorTable, WorkprintError } from '../../domain/errors.ts';
import { routeNouns, withoutPaths } from './plain-words.ts';
import { errorBody, RequestRefused, statusOf } from './problem.ts';

test.each([
  ['The file /srv/.workprint/cache/ab/cdef.mp4 is damaged.', 'The file … is damaged.'],
  ['“/srv/films/a b.mp4” cannot be read', '“… b.mp4” cannot be read'],
  ['see https://example.com/a/b and and/or 16/9, /uploads', 'see https://example.com/a/b and and/or 16/9, /uploads'],
  ['~/films/x.mov, /tmp/x/y; /var/log/z.', '…, …; ….'],
  ['timeline.tracks[0].clips[1].asset', 'timeline.tracks[0].clips[1].asset'],
  ['Raise it with PUT /films/{jobId}/budget and try again.', 'Raise it with PUT /films/{jobId}/budget and try again.'],
  [
    'once it was asked: GET /providers/openai-compatible/models?refresh=true.',
    'once it was asked: GET /providers/openai-compatible/models?refresh=true.',
  ],
  ['Ask POST /api/v1/jobs/17/retry of /srv/jobs/17.', 'Ask POST /api/v1/jobs/17/retry of ….'],
  ['GET /etc/passwd, GET /media/usb/a.mp4, SET /jobs/a/b, /jobs/17/log', 'GET …, GET …, SET …, …'],
])('API-2 %s', (sentence, plain) => {
  expect(withoutPaths(sentence)).toBe(plain);
});

test('API-2 addresses of the API that sentences may name begin like the routes of docs/access.md', () => {
  const table = readFileSync(new URL('../../../docs/access.md', import.meta.url), 'utf8');
  const begins = new Set([...table.matchAll(/^\| `[A-Z]+ \/([a-z0-9-]+)/gm)].map(([, noun]) => noun));
  // Signed links, and what vendors are given, are in no sentence.
  for (const noun of ['media', 'provider-notices']) begins.delete(noun);
  expect(routeNouns).toEqual(begins);
});

test('API-2 an error of a deeper room says its code and sentence and no path; one that is not ours says nothing', () => {
  const error = new WorkprintError('media-refused', 'What lies at /srv/.workprint/cache/ab/cd is no film.');
  expect(errorBody(error, 'r').body.error).toEqual({
    code: 'media-refused',
    message: 'What lies at … is no film.',
    requestId: 'r',
  });
  const strange = errorBody(new Error('select * from /etc/passwd'), 'r');
  expect([strange.status, JSON.stringify(strange.body)]).toEqual([500, expect.not.stringContaining('passwd')]);
  const refused = new RequestRefused('request-invalid', 'name: “/a/b/c” is no name.', {
    problems: [{ path: 'name', message: 'no' }],
  });
  expect(errorBody(refused, 'r').body.error).toMatchObject({
    message: 'name: “/a/b/c” is no name.',
    details: [{ path: 'name' }],
  });
});

test('API-1 every code has a status of its own kind: 4xx is the caller’s to mend, 5xx is not', () => {
  for (const code of Object.keys(errorTable) as ErrorCode[]) {
    const status = statusOf(code);
    expect([4, 5], code).toContain(Math.floor(status / 100));
    if (errorTable[code].fault === 'studio') expect(status, code).toBeGreaterThanOrEqual(400);
  }
});
