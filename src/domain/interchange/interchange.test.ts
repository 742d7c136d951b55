import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectFormat, exportTimeline, importAny } from './interchange.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../test/fixtures/interchange/${name}`, import.meta.url), 'utf8');

describe('ICH-1 formats are found by content', () => {
  it.each([
    ['edit.otio', 'otio'],
    ['promo.shotstack.json', 'shotstack'],
  ])('ICH-1 %s is %s under any name', (name, format) => {
    expect(detectFormat(fixture(name), 'unnamed.txt')).toBe(format);
  });
});

describe('ICH-2 ICH-3 OpenTimelineIO', () => {
  it('ICH-2 keeps infinities and 64-bit integers', () => {
    const { timeline } = importAny(fixture('edit.otio'), 'edit.otio');
    const { text } = exportTimeline(timeline, 'otio');
    for (const word of ['9223372036854775807', '18446744073709551615', '-Infinity', 'NaN'])
      expect(text).toContain(word);
  });

  it('ICH-3 reads back what it wrote', () => {
    const first = importAny(fixture('edit.otio'), 'edit.otio');
    const again = importAny(exportTimeline(first.timeline, 'otio').text, 'edit.otio');
    expect(again.timeline).toEqual(first.timeline);
  });
});
