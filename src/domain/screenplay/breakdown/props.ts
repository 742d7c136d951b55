/** Props of a paragraph: things that are handled or written in capitals. */

import { actionVerbs } from '../words/action-verbs.ts';
import { lookNouns, personNouns, titles, wardrobeNouns } from '../words/people.ts';
import { dressingNouns, handlingVerbs, propNouns, soundWords } from '../words/things.ts';
import type { CapitalRun } from './capitals.ts';
import { hasNounPlace, isCompared } from './noun-places.ts';
import type { Paragraph } from './paragraphs.ts';
import { determiners, functionWords, knownSingular, type Token } from './tokens.ts';

/** Nouns that are as often something else; they count only behind an article or an adjective. */
const ambiguous = new Set(
  'will can saw pick light iron match wood rock stick ring nail box water check drink note mask watch list film record rose play fan bow bat pan pin picture glass lead gum file pepper hook coal cork ball branch paddle sign slide pot shell deck drill staff present project sheet straw string stamp second fork chain plate tape pass letter paper key fish shower point fly gift will wire sample fuse axe lock'.split(
    ' ',
  ),
);
/** On a body these are clothes or looks; only capitals make props of them. */
const worn = (word: string): boolean => wardrobeNouns.has(word) || lookNouns.has(word);

/** Verbs that hand things about, and every verb that a hand reaches out for. */
const isHandling = (lower: string): boolean => {
  if (handlingVerbs.has(lower)) return true;
  const verb = actionVerbs.get(lower);
  return verb !== undefined && verb.pose === 'reach' && verb.form !== 'base' && lower !== 'turns';
};

const handled = (tokens: readonly Token[], at: number): boolean => {
  for (let back = at - 1; back >= Math.max(0, at - 8); back--) {
    const token = tokens[back] as Token;
    const joint = (tokens[back + 1] as Token).gap;
    if (/[.!?;:]/.test(joint)) return false;
    if (isHandling(token.lower) && !determiners.has(tokens[back - 1]?.lower ?? '')) return true;
  }
  return ['his', 'her', 'their'].includes(tokens[at - 1]?.lower ?? '') && !worn((tokens[at] as Token).lower);
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

/** Whether a capital run stands where a thing is named: behind an article or a possessive, and is no noise. */
const isUnknownThing = (tokens: readonly Token[], from: number, past: number): boolean => {
  const before = tokens.slice(Math.max(0, from - 3), from);
  const behind = tokens[past];
  const isVerb =
    behind?.gap === ' ' &&
    (determiners.has(behind.lower) || ['him', 'them', 'it', 'into', 'onto'].includes(behind.lower));
  const isNoise = ({ lower }: Token): boolean =>
    soundWords.has(lower) ||
    knownSingular(lower, personNouns) !== undefined ||
    titles.has(lower) ||
    functionWords.has(lower);
  return (
    past - from <= 3 &&
    !isVerb &&
    before.some(({ lower, isPossessive }) => isPossessive || determiners.has(lower)) &&
    !tokens.slice(from, past).some(isNoise)
  );
};

/** The capitals at tokens [from, past) as things: known compounds and nouns, or all of them where none is known. */
const thingsOfRun = (tokens: readonly Token[], from: number, past: number): string[] => {
  const isNamed = determiners.has(tokens[from - 1]?.lower ?? '') || tokens[from - 1]?.isPossessive === true;
  if (!isNamed && tokens.slice(from, past).every(({ lower }) => soundWords.has(lower))) return [];
  const found: string[] = [];
  for (let at = from; at < past; at++) {
    const { lower } = tokens[at] as Token;
    const pair = at + 1 < past ? compound(tokens, at) : undefined;
    const single =
      knownSingular(lower, propNouns) ?? knownSingular(lower, dressingNouns) ?? knownSingular(lower, wardrobeNouns);
    if (pair !== undefined) {
      found.push(pair);
      at++;
    } else if (single !== undefined) found.push(single);
  }
  if (found.length > 0 || !isUnknownThing(tokens, from, past)) return found;
  return [
    tokens
      .slice(from, past)
      .map(({ lower }) => lower)
      .join(' '),
  ];
};

/** A thing in small letters counts when a hand has to do with it and it is no mere description of the next word. */
const handledThing = (
  tokens: readonly Token[],
  at: number,
  isInRun: (tokenIndex: number) => boolean,
): string | undefined => {
  const token = tokens[at] as Token;
  const pair = compound(tokens, at);
  const noun = pair ?? knownSingular(token.lower, propNouns);
  if (noun === undefined || worn(noun) || worn(token.lower) || token.isPossessive || isCompared(tokens, at))
    return undefined;
  const next = tokens[at + 1];
  const isModifier = next?.gap === ' ' && knownSingular(next.lower, propNouns) !== undefined && !isInRun(at + 1);
  if (pair === undefined && (isModifier || describesNext(tokens, at))) return undefined;
  if (ambiguous.has(noun) && !hasNounPlace(tokens, at)) return undefined;
  return handled(tokens, at) ? noun : undefined;
};

/** Props in order of appearance. `isName` tells token indexes that belong to a person's name. */
export const propsIn = ({ tokens, runs }: Paragraph, isName: (tokenIndex: number) => boolean): string[] => {
  const found = new Set<string>();
  const inRun = new Set<number>();
  let nextRun = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    while (nextRun < runs.length && (runs[nextRun] as CapitalRun).end < token.start) nextRun++;
    const run = runs[nextRun];
    if (run !== undefined && token.start >= run.start && !inRun.has(at)) {
      let past = at;
      for (; past < tokens.length && (tokens[past] as Token).start < run.end; past++) inRun.add(past);
      const isPerson = Array.from({ length: past - at }, (_, index) => at + index).some(isName);
      if (!isPerson && run.text.length < 40) for (const thing of thingsOfRun(tokens, at, past)) found.add(thing);
    }
    if (inRun.has(at) || isName(at)) continue;
    const thing = handledThing(tokens, at, (index) => inRun.has(index));
    if (thing !== undefined) found.add(thing);
  }
  return [...found];
};
