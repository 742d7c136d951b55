import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfiguration, settings } from './settings.ts';
import { settingsTable } from './settings-table.ts';

test('SRV-1 an empty environment is a whole configuration', () => {
  expect(readConfiguration({})).toMatchObject({ WORKPRINT_SIGN_UP: 'open', WORKPRINT_RATE_LIMIT: 100 });
  expect(readConfiguration({ WORKPRINT_RATE_LIMIT: ' ' }).WORKPRINT_RATE_LIMIT).toBe(100);
});

test.each([
  ['DATABASE_URL', 'mysql://somewhere/db'],
  ['WORKPRINT_RATE_LIMIT', '10/minute'],
  ['WORKPRINT_SIGN_UP', 'maybe'],
  ['WORKPRINT_PUBLIC_URL', 'https://studio.example/below'],
  ['WORKPRINT_TRUSTED_PROXIES', '10.0.0.0/8, everywhere'],
  ['WORKPRINT_CORS_ORIGINS', '*'],
  ['ENCRYPTION_MASTER_KEY', 'hunter2'],
  ['WORKPRINT_S3_ENDPOINT', 'ftp://store.example'],
  ['WORKPRINT_OPENAI_BASE_URL', 'https://gateway.example/v1?key=hunter2'],
  ['WORKPRINT_FAL_BASE_URL', 'https://me:hunter2@gateway.example'],
] as const)('SRV-2 a wrong %s is named with what would be right, and its value is not shown', (name, value) => {
  expect(() => readConfiguration({ [name]: value })).toThrow(`${name} takes ${settings[name].takes}.`);
  expect(() => readConfiguration({ [name]: value })).not.toThrow(value);
});

test('SRV-3 settings that go together are missed by name', () => {
  expect(() => readConfiguration({ GITHUB_CLIENT_ID: 'id' })).toThrow('GITHUB_CLIENT_SECRET is missing');
  expect(() =>
    readConfiguration({ WORKPRINT_S3_ENDPOINT: 'https://s3.example', WORKPRINT_S3_BUCKET: 'films' }),
  ).toThrow('WORKPRINT_S3_ACCESS_KEY_ID and WORKPRINT_S3_SECRET_ACCESS_KEY are missing');
});

test('SRV-4 docs/configuration.md shows every setting as it is read', () => {
  const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
  expect(page).toContain(settingsTable());
});
