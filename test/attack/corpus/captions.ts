/** Captions that have broken renderers: 500 of them, the same each time. */
import { pick, type Random, seededRandom } from '../../../src/domain/random.ts';

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

/** Quotes, escapes, templates, tags, paths, directions, joiners, storms of marks, halves of characters, 10 kB; seed 42. */
export const hostileCaptions = (): readonly string[] =>
  Array.from({ length: 500 }, (_, i) => caption(seededRandom(42, 'caption', i)));
