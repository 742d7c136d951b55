import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HarfBuzz } from '../../compile/text/harfbuzz.ts';
import { layOut } from '../../compile/text/layout.ts';
import { HarfBuzzShaper } from '../../compile/text/shaper.ts';
import type { WebAssemblyInterface } from '../../compile/text/web-assembly.types.ts';
import { pick, type Random, seededRandom } from '../../domain/random.ts';
import type { TextStyle } from '../../domain/timeline/timeline.types.ts';
import { MachineFonts } from './font-source.ts';
import { harfBuzzModule } from './shipped-fonts.ts';
import { SystemFonts } from './system-fonts.ts';
import { createTextRasteriser } from './text.ts';

const style: TextStyle = {
  ...{ fontFamily: 'Inter', fontWeight: 500, sizePx: 20, lineHeight: 1.2, letterSpacingPx: 1, colour: '#ffffff' },
  ...{ align: 'centre', boxX: 0, boxY: 0, boxWidth: 640, boxHeight: 360, verticalAlign: 'middle' },
  ...{ outline: { colour: '#000000', widthPx: 2 } },
};

/** What has broken captions elsewhere: filter syntax, templates, markup, directions, joiners, marks, halves of characters. */
const pieces = [
  ...[
    "'",
    '"',
    '\\',
    ':',
    ',',
    ';',
    '[',
    ']',
    '%{pts}',
    '%{e\\:1}',
    '%%',
    '${HOME}',
    '`id`',
    '$(id)',
    '\n',
    '\r\n',
    '\t',
  ],
  ...["',drawtext=textfile=/etc/passwd:text='", ';movie=victim.mp4[x]', '[in]null[out]', '<b>', '&lt;', '<script>'],
  ...[
    '{\\pos(0,0)}',
    '{\\an8\\fs400}',
    '{\\p1}m 0 0 l 9 9{\\p0}',
    '\\N',
    '\\h',
    '../../etc/passwd',
    'file:///etc/passwd',
  ],
  ...['\u202e', '\u202d', '\u2066', '\u2067', '\u2068', '\u2069', '\u202c', '\u200f', '\u200e', '\u061c'],
  ...['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u034f', '\u180e', '\ufe0f', '\u{e0100}', '\u2028'],
  ...['\ud83d', '\udc00', '\ud800\ud800', '\u0000', '\u0007', '\u001b[31m', '\u0085', '\ufffe', '\u{10ffff}', '\ufffd'],
  ...['سلام', 'שלום', '汉字', 'ไทย', '👩‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'ﷺ', 'ffi', 'e\u0301', 'word', 'A', ' '],
];

const caption = (random: Random): string => {
  const kind = random();
  if (kind < 0.02) return pick(random, pieces).repeat(10_000).slice(0, 10_000);
  if (kind < 0.06) return `a${'\u0301\u0323\u0338\u20dd'.repeat(1 + Math.floor(random() * 60))}b`;
  return Array.from({ length: 1 + Math.floor(random() * 12) }, () => pick(random, pieces)).join(
    pick(random, ['', ' ']),
  );
};

const captions = (): readonly string[] =>
  Array.from({ length: 500 }, (_, i) => caption(seededRandom(42, 'caption', i)));

test('TXT-5 PC2 500 hostile captions are drawn without error, and stay inside of the frame (seed 42)', () => {
  const rasteriser = createTextRasteriser();
  for (const text of captions()) {
    const { x, y, layer } = rasteriser.rasterise({ text, style, frameWidth: 640, frameHeight: 360 });
    if (!layer) continue;
    expect(Math.min(x, y, 640 - x - layer.width, 360 - y - layer.height), JSON.stringify(text)).toBeGreaterThanOrEqual(
      0,
    );
  }
});

test('TXT-5 PC2 every character of a hostile caption is drawn as itself: none is an escape, a tag or a template (seed 42)', () => {
  const wasm = (globalThis as unknown as { WebAssembly: WebAssemblyInterface }).WebAssembly;
  const harfBuzz = new HarfBuzz(new wasm.Module(readFileSync(harfBuzzModule())), wasm);
  const shaper = new HarfBuzzShaper(harfBuzz, new MachineFonts(new SystemFonts([])));
  for (const text of captions().filter(({ length }) => length < 1000)) {
    const { lines } = layOut(text, { ...style, boxHeight: 100_000 }, { top: 0, bottom: 100_000 }, shaper);
    const drawn = new Set(lines.flatMap(({ glyphs }) => glyphs.map(({ at }) => at)));
    const forgotten = [...text.matchAll(/[!-~]/g)].filter(({ index }) => !drawn.has(index));
    expect(
      forgotten.map(([character]) => character),
      JSON.stringify(text),
    ).toEqual([]);
  }
});
