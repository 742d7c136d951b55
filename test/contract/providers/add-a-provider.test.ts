import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

test('VND-17 docs/add-a-provider.md shows the provider that the contract runs, as it is', () => {
  const example = read('test/fixtures/providers/deepgram/deepgram.ts')
    .replaceAll('../../../../src/ports/', '../../ports/')
    .replaceAll('../../../../src/providers/wire/', '../wire/');
  expect(read('docs/add-a-provider.md')).toContain(example.trimEnd());
});
