import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rowOf } from './providers-table.ts';
import { providersUnderTest } from './providers-under-test.ts';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

test('VND-17 docs/add-a-provider.md shows the provider that the contract runs, as it is', () => {
  const example = read('test/fixtures/providers/deepgram/deepgram.ts')
    .replaceAll('../../../../src/ports/', '../../ports/')
    .replaceAll('../../../../src/providers/wire/', '../wire/');
  expect(read('docs/add-a-provider.md')).toContain(example.trimEnd());
});

test('VND-18 docs/providers.md shows each provider as it is: names, work, keys, addresses', () => {
  const page = read('docs/providers.md');
  for (const { kind } of providersUnderTest.filter(({ kind: { name } }) => name !== 'deepgram'))
    expect(page).toContain(rowOf(kind));
});
