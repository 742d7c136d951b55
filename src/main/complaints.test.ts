import { expect, test } from 'vitest';
import { createLog } from '../adapters/telemetry/telemetry.ts';
import { complaintOf } from './complaints.ts';

const written = (...words: unknown[]): { error: { message: string; cause?: { message: string } } } => {
  let line = '';
  const log = createLog({ level: 'warn', process: 'test' }, { write: (text: string) => void (line += text) });
  log.warn('A package complained', { error: complaintOf(words) });
  return JSON.parse(line);
};

test('SRV-6 what a package says is in the log, without secrets and without what objects hold', () => {
  const { error } = written(
    'Auth failed for',
    { password: 'hunter2' },
    7,
    'token=abc123',
    new Error('at ada@example.com'),
  );
  expect(error.message).toBe('Auth failed for 7 token=…');
  expect(error.cause?.message).toBe('at …@…');
  const key = `wp_${'aBcDeFgH'.repeat(8)}`;
  expect(JSON.stringify(written(`used ${key} and whsec_c2VjcmV0c2VjcmV0`))).not.toMatch(/aBcDeFgH|c2VjcmV0/);
  expect(written(new Error('alone')).error.message).toBe('alone');
  expect(written({}).error.message).toBe('It said nothing that can be written.');
  expect(written('x'.repeat(10_000)).error.message).toHaveLength(300);
});
