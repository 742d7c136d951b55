/**
 * The symbols Kokoro-82M v1.0 was trained with and their numbers, from `vocab` in the config.json of hexgrad/Kokoro-82M
 * (Apache-2.0). Lists made for v0.19 give other numbers to the same symbols.
 */
const groups: readonly (readonly [first: number, symbols: string])[] = [
  [1, ';:,.!?'],
  [9, '—…"()“”'],
  [16, ' \u0303ʣʥʦʨᵝꭧAI'],
  [31, 'O'],
  [33, 'Q'],
  [35, 'ST'],
  [39, 'W'],
  [41, 'Yᵊabcdef'],
  [50, 'hijklmnopqrstuvwxyzɑɐɒæ'],
  [75, 'βɔɕç'],
  [80, 'ɖðʤə'],
  [85, 'ɚɛɜ'],
  [90, 'ɟ'],
  [92, 'ɡ'],
  [99, 'ɥ'],
  [101, 'ɨɪʝ'],
  [110, 'ɯɰŋɳɲɴø'],
  [118, 'ɸθœ'],
  [123, 'ɹ'],
  [125, 'ɾɻ'],
  [128, 'ʁɽʂʃʈʧ'],
  [135, 'ʊʋ'],
  [138, 'ʌɣɤ'],
  [142, 'χʎ'],
  [147, 'ʒʔ'],
  [156, 'ˈˌː'],
  [162, 'ʰ'],
  [164, 'ʲ'],
  [169, '↓'],
  [171, '→↗↘'],
  [177, 'ᵻ'],
];

export const tokenIds: ReadonlyMap<string, number> = new Map(
  groups.flatMap(([first, symbols]) => [...symbols].map((symbol, i) => [symbol, first + i] as const)),
);

/** Stands at both ends of every run. */
export const padId = 0;

/** The most symbols one run may hold, pads not counted. */
export const maxTokens = 510;
