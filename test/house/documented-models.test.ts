/** Every model that a document for people names is one that the catalog finds, so that examples can be sent as they stand. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { modelCatalog, quoteAsk } from '../../src/domain/catalog/catalog.ts';

const docs = new URL('../../docs/', import.meta.url);
const today = '2026-11-20';
const vendors = [...new Set(modelCatalog.records.map(({ provider }) => provider))];
const full = new RegExp(`(?<![\\w./-])(?:${vendors.join('|')})/[\\w./-]+`, 'g');
const inJson = /"model": ?"([^"…]+)"/g;

const namedIn = (text: string): ReadonlySet<string> =>
  new Set([
    // What ends in a dash or a slash is the common beginning of several.
    ...(text.match(full) ?? []).map((name) => name.replace(/\.$/, '')).filter((name) => !/[-/]$/.test(name)),
    ...[...text.matchAll(inJson)].map(([, name = '']) => name),
  ]);

const isKnown = (name: string): boolean => {
  try {
    modelCatalog.find(name, { today });
    return true;
  } catch {
    return false;
  }
};

test('CAT-5 C2 every model named in docs/*.md exists in the catalog', () => {
  const files = readdirSync(docs).filter((name) => name.endsWith('.md'));
  const strange = files.flatMap((file) =>
    [...namedIn(readFileSync(new URL(file, docs), 'utf8'))]
      .filter((name) => !isKnown(name))
      .map((name) => `${file}: ${name}`),
  );
  expect(strange).toEqual([]);
});

test('CAT-18 C5 docs/generate.md shows the estimate that its example really gets', () => {
  const record = modelCatalog.find('openai/gpt-image-2', { today });
  const quote = quoteAsk(
    record,
    { type: 'image', prompt: 'A lighthouse at dusk', count: 1, width: 1024, height: 1024 },
    today,
  );
  const guide = readFileSync(new URL('generate.md', docs), 'utf8');
  const [, shownMicros, isExact] = /"estimateMicros": (\d+), "isExact": (\w+)/.exec(guide) ?? [];
  expect(quote).toMatchObject({ micros: Number(shownMicros), isExact: isExact === 'true' });
});
