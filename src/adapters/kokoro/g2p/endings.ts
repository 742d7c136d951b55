/**
 * Endings that English adds to words it already has: plural, possessive, past, -ing, -ly and their kin. The stem is
 * looked up, the ending joined as a mouth joins it.
 */

/** Voiceless, hissing and dental sounds decide how -s and -ed are said. */
const lastSound = (symbols: string): string => symbols.at(-1) ?? '';

export const withS = (stem: string): string => {
  const last = lastSound(stem);
  if ('szʃʒʧʤ'.includes(last)) return `${stem}ᵻz`;
  return `${stem}${'ptkfθ'.includes(last) ? 's' : 'z'}`;
};

export const withEd = (stem: string): string => {
  const last = lastSound(stem);
  if ('td'.includes(last)) return `${flapped(stem)}ᵻd`;
  return `${stem}${'pkfθsʃʧ'.includes(last) ? 't' : 'd'}`;
};

/** A t between vowels becomes a flap when a weak vowel follows it. */
const flapped = (stem: string): string => stem.replace(/(?<=[ɑæʌɔWIɛɜAɪiOYʊuə]ɹ?)t$/u, 'ɾ');

/** Said endings that begin with a weak vowel. A final syllabic l gives its schwa up: handle, handling. */
const joined = (stem: string, ending: string): string => `${flapped(stem)}${ending}`;

type Ending = {
  readonly letters: string;
  /** Spellings the stem may have, given what is left when the ending is cut off; most likely first. */
  readonly stems: (rest: string) => readonly string[];
  readonly join: (stem: string) => string;
};

/** make + ing, run(n) + ing, carr(i) + ed: the letters an ending swallows or doubles. */
const softened = (rest: string): string[] => {
  const stems = [rest, `${rest}e`];
  if (/([bdfgklmnprtvz])\1$/.test(rest)) stems.unshift(rest.slice(0, -1));
  if (rest.endsWith('i')) stems.unshift(`${rest.slice(0, -1)}y`);
  return stems;
};
const plain = (rest: string): string[] => (rest.endsWith('i') ? [`${rest.slice(0, -1)}y`, rest] : [rest]);
const only = (rest: string): string[] => [rest];

/** Longest first, so that -ingly is not taken for -ly alone. */
const endings: readonly Ending[] = [
  { letters: "s'", stems: (rest) => [`${rest}s`], join: (stem) => stem },
  { letters: "'s", stems: only, join: withS },
  { letters: "'", stems: only, join: (stem) => stem },
  { letters: "'ll", stems: only, join: (stem) => `${stem}ᵊl` },
  { letters: "'d", stems: only, join: (stem) => ('td'.includes(lastSound(stem)) ? `${stem}ᵻd` : `${stem}d`) },
  { letters: "'ve", stems: only, join: (stem) => `${stem}əv` },
  { letters: "'re", stems: only, join: (stem) => `${stem}əɹ` },
  { letters: "in'", stems: softened, join: (stem) => joined(stem, 'ɪn') },
  { letters: 'iness', stems: (rest) => [`${rest}y`], join: (stem) => `${stem}nəs`.replace(/inəs$/u, 'inəs') },
  {
    letters: 'ically',
    stems: (rest) => [`${rest}ic`, `${rest}ical`],
    join: (stem) => `${stem.replace(/(ɪk|əkᵊl)$/u, 'ək')}ᵊli`,
  },
  {
    letters: 'ability',
    stems: (rest) => [`${rest}able`],
    join: (stem) => `${lighter(stem).replace(/əbᵊl$/u, '')}əbˈɪləɾi`,
  },
  { letters: 'fulness', stems: (rest) => [`${rest}ful`], join: (stem) => `${stem}nəs` },
  { letters: 'lessness', stems: (rest) => [`${rest}less`], join: (stem) => `${stem}nəs` },
  { letters: 'ness', stems: plain, join: (stem) => `${stem}nəs` },
  { letters: 'less', stems: plain, join: (stem) => `${stem}ləs` },
  { letters: 'ful', stems: plain, join: (stem) => `${stem}fᵊl` },
  { letters: 'ship', stems: only, join: (stem) => `${stem}ʃˌɪp` },
  { letters: 'hood', stems: plain, join: (stem) => `${stem}hˌʊd` },
  { letters: 'ably', stems: (rest) => [`${rest}able`], join: (stem) => stem.replace(/əbᵊl$/u, 'əbli') },
  { letters: 'ibly', stems: (rest) => [`${rest}ible`], join: (stem) => stem.replace(/əbᵊl$/u, 'əbli') },
  {
    letters: 'ly',
    stems: (rest) => [...plain(rest), `${rest}le`],
    join: (stem) => `${stem.replace(/ᵊl$/u, 'əl').replace(/l$/u, '')}li`,
  },
  { letters: 'ment', stems: plain, join: (stem) => `${stem}mənt` },
  { letters: 'able', stems: softened, join: (stem) => joined(stem, 'əbᵊl') },
  { letters: 'ible', stems: softened, join: (stem) => joined(stem, 'əbᵊl') },
  { letters: 'izers', stems: (rest) => [`${rest}ize`], join: (stem) => `${stem}əɹz` },
  { letters: 'izer', stems: (rest) => [`${rest}ize`], join: (stem) => `${stem}əɹ` },
  { letters: 'ised', stems: (rest) => [`${rest}ized`], join: (stem) => stem },
  { letters: 'ising', stems: (rest) => [`${rest}izing`], join: (stem) => stem },
  { letters: 'ise', stems: (rest) => [`${rest}ize`], join: (stem) => stem },
  { letters: 'our', stems: (rest) => [`${rest}or`], join: (stem) => stem },
  { letters: 'tre', stems: (rest) => [`${rest}ter`], join: (stem) => stem },
  { letters: 'ize', stems: (rest) => [rest, `${rest}y`], join: (stem) => joined(stem.replace(/i$/u, ''), 'ˌIz') },
  { letters: 'ism', stems: (rest) => [rest, `${rest}e`], join: (stem) => joined(stem, 'ˌɪzəm') },
  { letters: 'ists', stems: (rest) => [`${rest}ist`], join: withS },
  {
    letters: 'ist',
    stems: (rest) => [rest, `${rest}e`, `${rest}y`, `${rest}ism`],
    join: (stem) => joined(stem.replace(/ˌɪzəm$|i$/u, ''), 'ɪst'),
  },
  { letters: 'ings', stems: (rest) => [`${rest}ing`], join: withS },
  { letters: 'ing', stems: softened, join: (stem) => joined(stem, 'ɪŋ') },
  { letters: 'ish', stems: softened, join: (stem) => joined(stem, 'ɪʃ') },
  { letters: 'iest', stems: (rest) => [`${rest}y`], join: (stem) => `${stem}ᵻst` },
  { letters: 'ier', stems: (rest) => [`${rest}y`], join: (stem) => `${stem}əɹ` },
  { letters: 'ily', stems: (rest) => [`${rest}y`], join: (stem) => `${stem.replace(/i$/u, '')}əli` },
  { letters: 'est', stems: softened, join: (stem) => joined(stem, 'ᵻst') },
  { letters: 'ers', stems: softened, join: (stem) => joined(stem, 'əɹz') },
  { letters: 'er', stems: softened, join: (stem) => joined(stem, 'əɹ') },
  { letters: 'ors', stems: softened, join: (stem) => joined(stem, 'əɹz') },
  { letters: 'or', stems: softened, join: (stem) => joined(stem, 'əɹ') },
  { letters: 'ied', stems: (rest) => [`${rest}y`], join: withEd },
  { letters: 'ed', stems: softened, join: withEd },
  { letters: 'ies', stems: (rest) => [`${rest}y`, `${rest}ie`], join: withS },
  { letters: 'es', stems: (rest) => [`${rest}e`, rest], join: withS },
  { letters: 's', stems: only, join: withS },
  { letters: 'y', stems: softened, join: (stem) => joined(stem, 'i') },
];

/** Main stress becomes secondary: the ending will carry the main one. */
const lighter = (stem: string): string => stem.replace('ˌ', '').replace('ˈ', 'ˌ');

/** What stands before a word it changes: prefixes with their own sound, the word keeps its stress. */
const prefixes: readonly (readonly [letters: string, symbols: string])[] = (
  [
    ['counter', 'kˌWntəɹ'],
    ['electro', 'əlˌɛktɹO'],
    ['thermo', 'θˌɜɹmO'],
    ['neuro', 'nˌʊɹO'],
    ['hydro', 'hˌIdɹO'],
    ['inter', 'ˌɪntəɹ'],
    ['super', 'sˌupəɹ'],
    ['hyper', 'hˌIpəɹ'],
    ['ultra', 'ˌʌltɹə'],
    ['trans', 'tɹˌænz'],
    ['under', 'ˌʌndəɹ'],
    ['micro', 'mˌIkɹO'],
    ['macro', 'mˌækɹO'],
    ['photo', 'fˌOɾO'],
    ['multi', 'mˌʌlti'],
    ['pseudo', 'sˌudO'],
    ['anti', 'ˌænti'],
    ['auto', 'ˌɔɾO'],
    ['over', 'ˌOvəɹ'],
    ['post', 'pˌOst'],
    ['semi', 'sˌɛmi'],
    ['fore', 'fˌɔɹ'],
    ['mega', 'mˌɛɡə'],
    ['mini', 'mˌɪni'],
    ['mono', 'mˌɑnO'],
    ['out', 'ˌWt'],
    ['dis', 'dˌɪs'],
    ['mis', 'mˌɪs'],
    ['non', 'nˌɑn'],
    ['pre', 'pɹˌi'],
    ['sub', 'sˌʌb'],
    ['bio', 'bˌIO'],
    ['tri', 'tɹˌI'],
    ['un', 'ˌʌn'],
    ['re', 'ɹˌi'],
    ['de', 'dˌi'],
    ['co', 'kˌO'],
    ['bi', 'bˌI'],
    ['in', 'ɪn'],
    ['im', 'ɪm'],
  ] as const
).toSorted((a, b) => b[0].length - a[0].length);

export type Lookup = (word: string) => string | undefined;

/** Shortest stem an ending or a prefix may leave: below it, chance looks like grammar. */
const shortestStem = 3;

const endingStems = function* (word: string): Generator<{ stem: string; join: (stem: string) => string }> {
  for (const { letters, stems, join } of endings) {
    if (!word.endsWith(letters)) continue;
    const shortest = letters.startsWith("'") ? 1 : shortestStem;
    for (const stem of stems(word.slice(0, word.length - letters.length)))
      if (stem.length >= shortest) yield { stem, join };
  }
};

/** The word as a known word with an ending; a stem that is listed wins over one that is itself derived. */
export const byEnding = (word: string, listed: Lookup, derived: Lookup): string | undefined => {
  for (const lookup of [listed, derived])
    for (const { stem, join } of endingStems(word)) {
      const known = lookup(stem);
      if (known !== undefined) return join(known);
    }
  return undefined;
};

/** The word as a known word with a prefix. */
export const byPrefix = (word: string, lookup: Lookup): string | undefined => {
  for (const [letters, symbols] of prefixes) {
    if (!word.startsWith(letters) || word.length - letters.length < shortestStem + 1) continue;
    const known = lookup(word.slice(letters.length));
    if (known !== undefined) return symbols + known;
  }
  return undefined;
};

/** Three-letter halves that really make compounds; most three-letter entries of a dictionary are names. */
const shortHalves = new Set(
  'air arm art bag bar bed bee big box boy bug bus car cat cow day dog ear eel egg eye fan fat fig fin fly fog fox fun gas god gum gun hat hay hen hot ice ink jet key lap leg lip log low mad man mid mud net new nut oak off oil old one out owl pan pea pen pet pie pig pin pit pot rat raw red rib rod rum rye sea sir ski sky son sun tax tea tin toe top toy tub two use war wax way web wet wig win'.split(
    ' ',
  ),
);
const shortestHalf = 3;
const isHalf = (word: string): boolean => word.length > shortestHalf || shortHalves.has(word);

/** The word as two known words; the first carries the stress: ˈɛɹflˌO. The most even cut wins. */
export const byCompound = (word: string, lookup: Lookup): string | undefined => {
  if (word.length < 7) return undefined;
  let best: { symbols: string; balance: number } | undefined;
  for (let cut = shortestHalf; cut <= word.length - shortestHalf; cut++) {
    if (!isHalf(word.slice(0, cut)) || !isHalf(word.slice(cut))) continue;
    const first = lookup(word.slice(0, cut));
    const second = first === undefined ? undefined : lookup(word.slice(cut));
    if (first === undefined || second === undefined) continue;
    const balance = Math.abs(word.length / 2 - cut);
    if (best === undefined || balance < best.balance) best = { symbols: first + lighter(second), balance };
  }
  return best?.symbols;
};
