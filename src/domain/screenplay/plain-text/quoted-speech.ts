/**
 * Prose to action and speech: what stands in quotation marks is spoken by whoever the narration says spoke it (`said
 * Ines`, `she whispered`), or by turns. A quotation nobody can be given stays in the narration.
 */
import { genderOfName } from '../words/given-names.ts';
import { genderByNoun, titles } from '../words/people.ts';

export type ProsePiece =
  | { readonly kind: 'action'; readonly text: string }
  | { readonly kind: 'speech'; readonly name: string; readonly manner: string | undefined; readonly text: string };

const manners: ReadonlyMap<string, string> = new Map(
  Object.entries({
    whispered: 'whispering',
    whispers: 'whispering',
    murmured: 'murmuring',
    muttered: 'muttering',
    shouted: 'shouting',
    shouts: 'shouting',
    yelled: 'shouting',
    cried: 'crying out',
    screamed: 'screaming',
    laughed: 'laughing',
    sobbed: 'sobbing',
    snapped: 'sharply',
    sighed: 'sighing',
    called: 'calling',
    growled: 'growling',
    hissed: 'hissing',
  }),
);
const verbs = [
  ...manners.keys(),
  ...'said says asked asks answered answers replied replies told added began continued went thought repeated agreed admitted announced insisted'.split(
    ' ',
  ),
].join('|');
const title = `(?:Mr|Mrs|Ms|Miss|Dr|Captain|Doctor|Professor|Father|Sister|Aunt|Uncle|Lady|Lord|Sir|Madame|Inspector|Sergeant)`;
const speakerWords = `(he|she|(?:${title}\\.? )?\\p{Lu}[\\p{L}’'-]+(?: \\p{Lu}[\\p{L}’'-]+)?)`;
const attribution = new RegExp(
  `(?<![\\p{L}])(?:${speakerWords} (${verbs})|(${verbs}) ${speakerWords})(?![\\p{L}])( \\p{Ll}+ly)?`,
  'u',
);
const quotation = /[“"]([^“”"]{1,4000})[”"]|«\s?([^«»]{1,4000})\s?»|「([^「」]{1,4000})」/g;
const anyName = new RegExp(`(?:${title}\\.? )?\\p{Lu}[\\p{L}’'-]+`, 'gu');

/** A titled name stays whole (`Mr. Finch`), of others the first name is enough. */
const shortName = (words: string): string => {
  const [first = '', second] = words.split(' ');
  return second !== undefined && titles.has(first.toLowerCase().replace('.', '')) ? `${first} ${second}` : first;
};

const genderOf = (name: string): 'female' | 'male' | undefined => {
  const [first = ''] = name.toLowerCase().replace('.', '').split(' ');
  return genderOfName(first) ?? (name.includes(' ') ? genderByNoun.get(first) : undefined);
};

const notNames = new Set(
  'the a an and but then so now when where what why how it this that they we you i in on at for with from no yes if there here his her their my our'.split(
    ' ',
  ),
);

/** Follows who is talking to whom through the paragraphs of a story. */
export class QuoteReader {
  /** Names lately met, most recent first. */
  #names: string[] = [];
  /** The last two who spoke, most recent first. */
  #turns: string[] = [];

  /** One paragraph as narration and speech, in order. */
  read(paragraph: string): ProsePiece[] {
    const quotes = [...paragraph.matchAll(quotation)];
    const narration = paragraph.replace(quotation, (quote) => ' '.repeat(quote.length));
    const found = quotes.length === 0 ? null : attribution.exec(narration);
    this.#remember(narration.slice(0, found?.index ?? narration.length));
    const name = quotes.length === 0 ? undefined : this.#speaker(found?.[1] ?? found?.[4], narration.trim() === '');
    if (found !== null) this.#remember(narration.slice(found.index));
    if (name === undefined) return [{ kind: 'action', text: paragraph }];
    this.#turns = [name, ...this.#turns.filter((turn) => turn !== name)].slice(0, 2);
    const verb = (found?.[2] ?? found?.[3] ?? '').toLowerCase();
    return piecesOf(paragraph, quotes, found, name, found?.[5]?.trim() ?? manners.get(verb));
  }

  #speaker(word: string | undefined, isBare: boolean): string | undefined {
    if (word === undefined) return isBare && this.#turns.length === 2 ? this.#turns[1] : undefined;
    if (word !== 'he' && word !== 'she') return notNames.has(word.toLowerCase()) ? undefined : shortName(word);
    const gender = word === 'he' ? 'male' : 'female';
    return this.#names.find((name) => genderOf(name) === gender);
  }

  #remember(narration: string): void {
    for (const [words] of narration.matchAll(anyName)) {
      const name = shortName(words);
      if (genderOf(name) === undefined) continue;
      this.#names = [name, ...this.#names.filter((known) => known !== name)].slice(0, 12);
    }
  }
}

const piecesOf = (
  paragraph: string,
  quotes: readonly RegExpMatchArray[],
  found: RegExpExecArray | null,
  name: string,
  manner: string | undefined,
): ProsePiece[] => {
  const pieces: ProsePiece[] = [];
  const narrate = (from: number, past: number): void => {
    const start = found === null ? -1 : found.index;
    const end = found === null ? -1 : found.index + found[0].length;
    const inside = start >= from && start < past;
    const text = inside
      ? `${paragraph.slice(from, start)} ${paragraph.slice(Math.min(end, past), past)}`
      : paragraph.slice(from, past);
    const words = text.replace(/\s+/g, ' ').replace(/^[\s,.;:—–-]+|[\s,;:—–-]+$/g, '');
    if (/\p{L}/u.test(words)) pieces.push({ kind: 'action', text: /[.!?…]$/.test(words) ? words : `${words}.` });
  };
  let from = 0;
  for (const quote of quotes) {
    narrate(from, quote.index as number);
    const text = (quote[1] ?? quote[2] ?? quote[3] ?? '').trim().replace(/,$/, '.');
    const last = pieces.at(-1);
    if (last?.kind === 'speech') pieces[pieces.length - 1] = { ...last, text: `${last.text} ${text}` };
    else if (text !== '') pieces.push({ kind: 'speech', name, manner: from === 0 ? manner : undefined, text });
    from = (quote.index as number) + quote[0].length;
  }
  narrate(from, paragraph.length);
  return pieces;
};
