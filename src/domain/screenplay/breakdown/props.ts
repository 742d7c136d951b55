/** Things in a paragraph: what is handled or written in capitals is a prop, what stands about dresses the set. */
import { capitalRuns } from './capitals.ts';
import type { Paragraph } from './paragraphs.ts';
import { dressingNouns, handlingVerbs, propNouns, soundWords } from '../words/things.ts';
import { lookNouns, personNouns, titles, wardrobeNouns } from '../words/people.ts';
import { actionVerbs } from '../words/action-verbs.ts';
import { determiners, functionWords, knownSingular, prepositions, type Token } from './tokens.ts';

/** Nouns that are as often something else; they count only behind an article or an adjective. */
const ambiguous = new Set(
  'will can saw pick light iron match wood rock stick ring nail box water check drink note mask watch list film record rose play fan bow bat pan pin picture glass lead gum file pepper hook coal cork ball branch paddle sign slide pot shell deck drill staff present project sheet straw string stamp second fork chain plate tape pass letter paper key fish shower point fly gift will wire sample fuse axe lock'.split(
    ' ',
  ),
);
/** On a body these are clothes or looks; only capitals make props of them. */
const worn = (word: string): boolean => wardrobeNouns.has(word) || lookNouns.has(word);

const handled = (tokens: readonly Token[], at: number): boolean => {
  for (let back = at - 1; back >= Math.max(0, at - 8); back--) {
    const token = tokens[back] as Token;
    const joint = (tokens[back + 1] as Token).gap;
    if (/[.!?;:]/.test(joint)) return false;
    if (handlingVerbs.has(token.lower) && !determiners.has(tokens[back - 1]?.lower ?? '')) return true;
  }
  return ['his', 'her', 'their'].includes(tokens[at - 1]?.lower ?? '') && !worn((tokens[at] as Token).lower);
};

const hasNounPlace = (tokens: readonly Token[], at: number): boolean => {
  for (let back = at - 1; back >= Math.max(0, at - 3); back--) {
    if ((tokens[back + 1] as Token).gap !== ' ') return false;
    if (determiners.has((tokens[back] as Token).lower)) return true;
  }
  return false;
};

/** `pale as bone`, `like a queen`: only likened to. */
const isCompared = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1]?.lower ?? '';
  const beforeThat = tokens[at - 2]?.lower ?? '';
  return (
    before === 'as' || before === 'like' || (determiners.has(before) && (beforeThat === 'like' || beforeThat === 'as'))
  );
};

/** `orange pressure suit`: the noun only describes the next one. */
const describesNext = (tokens: readonly Token[], at: number): boolean => {
  const next = tokens[at + 1];
  if (
    next === undefined ||
    next.gap !== ' ' ||
    next.isUpper ||
    functionWords.has(next.lower) ||
    next.lower.endsWith('ly')
  )
    return false;
  return !actionVerbs.has(next.lower) && !trailingWords.has(next.lower);
};
const trailingWords = new Set(
  'up down away back out off open again together home ashore aside aloft high close who that which when while until if because'.split(
    ' ',
  ),
);

/** `mail bag` where two words make one thing; else the noun alone. */
const compound = (tokens: readonly Token[], at: number): string | undefined => {
  const first = tokens[at] as Token;
  const second = tokens[at + 1];
  if (second === undefined || second.gap !== ' ') return undefined;
  const last = knownSingular(second.lower, propNouns) ?? second.lower;
  return propNouns.has(`${first.lower}-${last}`) ? `${first.lower} ${last}` : undefined;
};

/** One capital run as things: known compounds and nouns, or the whole run where nothing in it is known. */
const thingsOfRun = (paragraph: Paragraph, start: number, end: number): string[] => {
  const tokens = paragraph.tokens.filter((token) => token.start >= start && token.end <= end + 2);
  const found: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const pair = compound(tokens, at);
    const lower = (tokens[at] as Token).lower;
    const single =
      knownSingular(lower, propNouns) ?? knownSingular(lower, dressingNouns) ?? knownSingular(lower, wardrobeNouns);
    if (pair !== undefined) {
      found.push(pair);
      at++;
    } else if (single !== undefined) found.push(single);
  }
  if (found.length > 0) return found;
  const words = tokens.map((token) => token.lower);
  const before = paragraph.tokens.filter((token) => token.end <= start).slice(-3);
  const isNoun = before.some((token) => determiners.has(token.lower) || ['his', 'her', 'their'].includes(token.lower));
  const isNoise = words.some(
    (word) =>
      soundWords.has(word) ||
      personNouns.has(word) ||
      titles.has(word) ||
      functionWords.has(word) ||
      prepositions.has(word),
  );
  return isNoun && !isNoise && words.length > 0 && words.length <= 3 ? [words.join(' ')] : [];
};

/** Props in order of appearance. `isName` tells token indexes that belong to a person's name. */
export const propsIn = (paragraph: Paragraph, isName: (tokenIndex: number) => boolean): string[] => {
  const found: { at: number; name: string }[] = [];
  const runs = capitalRuns(paragraph.text).filter((run) => run.text.length < 40);
  const inRun = new Set<number>();
  for (const run of runs) {
    const indexes = paragraph.tokens.flatMap((token, index) =>
      token.start >= run.start && token.end <= run.end + 2 ? [index] : [],
    );
    if (indexes.some(isName)) continue;
    for (const index of indexes) inRun.add(index);
    for (const name of thingsOfRun(paragraph, run.start, run.end)) found.push({ at: run.start, name });
  }
  for (const [at, token] of paragraph.tokens.entries()) {
    if (inRun.has(at) || isName(at)) continue;
    const noun = compound(paragraph.tokens, at) ?? knownSingular(token.lower, propNouns);
    if (noun === undefined || worn(noun) || worn(token.lower) || token.isPossessive || isCompared(paragraph.tokens, at))
      continue;
    const next = paragraph.tokens[at + 1];
    const isModifier =
      !noun.includes(' ') &&
      next?.gap === ' ' &&
      knownSingular(next.lower, propNouns) !== undefined &&
      !inRun.has(at + 1);
    if (
      isModifier ||
      (!noun.includes(' ') && describesNext(paragraph.tokens, at)) ||
      (ambiguous.has(noun) && !hasNounPlace(paragraph.tokens, at))
    )
      continue;
    if (handled(paragraph.tokens, at)) found.push({ at: token.start, name: noun });
  }
  return [...new Set(found.toSorted((a, b) => a.at - b.at).map(({ name }) => name))];
};

const oftenNoDressing = new Set(
  'lift drip swing slide net pool court goal sign drum pan pot plant counter post sill ring fire toy land stall crane'.split(
    ' ',
  ),
);

/** Nouns of furniture, openings, machines and nature, singular, in order. */
export const dressingIn = (tokens: readonly Token[]): string[] => {
  const found = new Set<string>();
  for (const [at, token] of tokens.entries()) {
    const noun = knownSingular(token.lower, dressingNouns);
    if (noun === undefined || isCompared(tokens, at)) continue;
    const isVerb = noun !== token.lower && actionVerbs.get(token.lower)?.form === 'third';
    const needsArticle = oftenNoDressing.has(noun) || ambiguous.has(noun);
    if (isVerb || (needsArticle && tokens.length > 1 && !hasNounPlace(tokens, at))) continue;
    found.add(
      dressingNouns.has(token.lower) && token.lower.endsWith('s')
        ? (knownSingular(token.lower.slice(0, -1), dressingNouns) ?? noun)
        : noun,
    );
  }
  return [...found];
};
