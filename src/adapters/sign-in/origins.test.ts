import { expect, test } from 'vitest';
import { isFromOurPages } from './origins.ts';

const local = { publicUrl: undefined, others: [] };
const hosted = { publicUrl: 'https://studio.example', others: ['https://app.example'] };

test.each([
  ['a program', local, {}, true],
  ['a page of ours', local, { origin: 'http://127.0.0.1:3000' }, true],
  ['another port of this machine', local, { origin: 'http://127.0.0.1:4000' }, false],
  ['a sandboxed page', local, { origin: 'null' }, false],
  ['another site', local, { origin: 'https://evil.example' }, false],
  ['no address at all', local, { origin: 'evil' }, false],
  ['a link from another site', local, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, true],
  ['a picture on another site', local, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, false],
  ['a page of the public address', hosted, { origin: 'https://studio.example' }, true],
  ['the public address without https', hosted, { origin: 'http://studio.example' }, false],
  ['a site below it', hosted, { origin: 'https://evil.studio.example' }, false],
  ['a site that only begins like it', hosted, { origin: 'https://studio.example.evil.example' }, false],
  ['the host that was asked for, where there is a public address', hosted, { origin: 'http://127.0.0.1:3000' }, false],
  ['a site that the operator named', hosted, { origin: 'https://app.example' }, true],
] as const)('ACC-3 PE7 %s', (_who, ours, headers, isOurs) => {
  expect(isFromOurPages(new Headers({ host: '127.0.0.1:3000', ...headers }), ours)).toBe(isOurs);
});
