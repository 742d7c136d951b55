/** What an introduction says of somebody's looks: age in years, describing phrases, clothes, signs of gender. */

import { actionVerbs } from '../words/action-verbs.ts';
import { buildWords, decades, genderByNoun, lookNouns, wardrobeNouns, yearsByNoun } from '../words/people.ts';
import { determiners, functionWords, knownSingular, prepositions, type Token, tokensOf } from './tokens.ts';

export type Looks = {
  readonly age: number | undefined;
  readonly description: readonly string[];
  readonly wardrobe: readonly string[];
  /** Positive is female, negative male. */
  readonly genderScore: number;
};

const numberWords: ReadonlyMap<string, number> = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, index): [string, number] => [word, index])
    .concat([
      ['thirty', 30],
      ['forty', 40],
      ['fifty', 50],
      ['sixty', 60],
      ['seventy', 70],
      ['eighty', 80],
      ['ninety', 90],
    ]),
);

const yearsFromWords = (words: string): number | undefined => {
  const [tens = '', ones = ''] = words.toLowerCase().split('-');
  const first = numberWords.get(tens);
  if (first === undefined) return undefined;
  return ones === '' ? first : first + (numberWords.get(ones) ?? 0);
};

/** `late 20s` is 28, `mid-30s` 35, `early 40s` 42, plain `50s` 55. */
const yearsInDecade = (decade: number, part: string | undefined): number =>
  decade + (part === undefined ? 5 : /early/i.test(part) ? 2 : /late/i.test(part) ? 8 : 5);

const plausible = (years: number): number | undefined => (years >= 0 && years <= 120 ? years : undefined);
const spelledDecade = [...decades.keys()].join('|');
const spelledNumber = [...numberWords.keys()].filter((word) => word !== 'zero' && word !== 'one').join('|');
const agePatterns = {
  bracketed: /^\s*[([]\s*(?:(?:age[d]?|about|around|approx\.?|c\.)\s*)?(\d{1,3})\b(?!\s*['’]?s)/i,
  afterComma: /^[\s,]*(?:aged?\s+)?(\d{1,3})(?=\s*[,.;)]|\s*$|\s+and\b|\s+with\b)/i,
  decade: /\b(?:(early|mid|late)[\s-]+)?(?:to[\s-]late[\s-])?(?:her |his |their )?(\d)0['’]?s\b/i,
  spelledDecade: new RegExp(`\\b(?:(early|mid|late)[\\s-]+)?(${spelledDecade})\\b`, 'i'),
  yearsOld: /\b(\d{1,3})[\s-]years?[\s-]old\b|\baged? (\d{1,3})\b/i,
  spelled: new RegExp(
    `(?:\\b(?:of|aged?|is)|,) ((?:${spelledNumber})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)(?=[ ,.;)]|$)(?! (?:of|or|and|men|women|paces))`,
    'i',
  ),
  spelledOld: new RegExp(
    `\\b((?:${spelledNumber})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)[\\s-]years?[\\s-]old\\b`,
    'i',
  ),
} as const;

/** `after` is the text right behind the name, up to the end of the introduction; `name` may say `OLD` or `GIRL`. */
const ageOf = (name: string, after: string): number | undefined => {
  const near = after.slice(0, 90);
  const digits = agePatterns.bracketed.exec(near) ?? agePatterns.afterComma.exec(near);
  if (digits !== null) return plausible(Number(digits[1]));
  const clause = /^[^.!?]*/.exec(after)?.[0] ?? '';
  const decade = agePatterns.decade.exec(clause.slice(0, 60));
  if (decade !== null) return plausible(yearsInDecade(Number(decade[2]) * 10, decade[1]));
  const years = agePatterns.yearsOld.exec(clause);
  if (years !== null) return plausible(Number(years[1] ?? years[2]));
  const old = agePatterns.spelledOld.exec(clause) ?? agePatterns.spelled.exec(clause.slice(0, 90));
  if (old !== null) return yearsFromWords(old[1] as string);
  const spelled = agePatterns.spelledDecade.exec(clause.slice(0, 60));
  if (spelled !== null) return yearsInDecade(decades.get((spelled[2] as string).toLowerCase()) as number, spelled[1]);
  return ageByNoun(`${name} ${appositive(clause)}`);
};

/** `old man`, `young woman`, `teenager`: a usual age. */
const ageByNoun = (words: string): number | undefined => {
  const tokens = tokensOf(words);
  for (const [index, { lower }] of tokens.entries()) {
    const years = yearsByNoun.get(lower);
    if (years !== undefined) return years;
    const next = tokens[index + 1]?.lower ?? '';
    const isAdult = genderByNoun.has(next) && !yearsByNoun.has(next);
    if (lower === 'old' && (isAdult || index === 0)) return 70;
    if (lower === 'young' && isAdult) return 24;
  }
  return undefined;
};

/** Whether a phrase starts with what somebody does: the description ends there. */
const startsWithVerb = (phrase: string): boolean => {
  const tokens = tokensOf(phrase.slice(0, 60));
  const first = tokens[0]?.lower.endsWith('ly') ? tokens[1] : tokens[0];
  if (first === undefined) return false;
  if (first.lower === 'is' || first.lower === 'has') return true;
  const verb = actionVerbs.get(first.lower);
  if (verb?.form === 'third') return true;
  const next = tokens[tokens.indexOf(first) + 1]?.lower;
  const takesObject =
    next !== undefined &&
    (determiners.has(next) ||
      ['into', 'to', 'at', 'up', 'down', 'out', 'through', 'with', 'from', 'over'].includes(next));
  return takesObject && first.lower.length > 3 && first.lower.endsWith('s') && knownLook(first.lower) === undefined;
};

/** Words of the list, and what ends like one: `sundress`, `swimsuit`. */
const isClothing = (lower: string): boolean =>
  knownSingular(lower, wardrobeNouns) !== undefined ||
  /^(?!address|mud).{2,}(?:coat|dress|shirt|jacket|suit|boots|pants|trousers|gown)$/.test(lower);

const knownLook = (lower: string): string | undefined =>
  knownSingular(lower, lookNouns) ?? (isClothing(lower) ? lower : undefined);

/** The bracket of an age and the dashes around an aside part phrases like commas do; lengths stay as they are. */
const withCommas = (clause: string): string =>
  clause
    .replace(/^(\s*)[([]([^)\]]*)[)\]]/, '$1,$2,')
    .replace(/(?<=\s)[-–—]{1,2}(?=\s)/g, (dashes) => ','.padEnd(dashes.length));

/** The describing part of the clause behind a name: `(34), red hair, yellow raincoat`. As long as what it was taken from. */
export const appositive = (clause: string): string => {
  const kept: string[] = [];
  for (const phrase of withCommas(clause).split(/[,;]/)) {
    if (startsWithVerb(phrase)) break;
    kept.push(phrase);
    if (/\b(?:who|while|when|where)\b|\bas (?:he|she|they|the|\p{Lu})/u.test(phrase)) break;
  }
  return kept.join(',').replace(/\b(?:who|while|when|where)\b.*$/i, '');
};

/** Bare names of parts of the body say nothing. */
const needsModifier = new Set(
  'hair head eyes eye nose cheek cheeks chin jaw teeth tooth face skin shoulders hands fingers lips frame cut build complexion patch hook stick rag medal ring rings watch chain glass'.split(
    ' ',
  ),
);

/** Index of the first word of the noun phrase that ends at `at`. */
const phraseStart = (tokens: readonly Token[], at: number): number => {
  let start = at;
  while (start > 0 && at - start < 4) {
    const joint = (tokens[start] as Token).gap;
    const before = tokens[start - 1] as Token;
    if (joint.trim() !== '' || functionWords.has(before.lower) || before.isPossessive) break;
    const verb = actionVerbs.get(before.lower);
    if (verb?.form === 'third' && knownLook(before.lower) === undefined) break;
    start--;
  }
  return start;
};

/** Noun phrases of looks and clothes in a text, as they stand there. */
const lookPhrases = (text: string, onlyOwned: boolean): { phrase: string; isWardrobe: boolean }[] => {
  const tokens = tokensOf(text);
  const found: { phrase: string; isWardrobe: boolean }[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const isWardrobe = isClothing(token.lower);
    if (!isWardrobe && knownSingular(token.lower, lookNouns) === undefined) continue;
    const next = tokens[at + 1];
    if (next !== undefined && next.gap === ' ' && knownLook(next.lower) !== undefined) continue;
    const start = phraseStart(tokens, at);
    const before = tokens[start - 1]?.lower ?? '';
    if (
      onlyOwned &&
      !(isWardrobe && ['his', 'her', 'their', 'wearing', 'wears'].includes(before)) &&
      !(isWardrobe && before === 'a' && ['in', 'wears', 'wearing'].includes(tokens[start - 2]?.lower ?? ''))
    )
      continue;
    const isBare = start === at && needsModifier.has(token.lower);
    const tail = marksOfBody.has(token.lower) ? placeOnBody(tokens, at) : isBare ? trailing(tokens, at) : at;
    if (isBare && tail === at) continue;
    const phrase = text
      .slice((tokens[start] as Token).start, (tokens[tail] as Token).end)
      .replace(/['’]s$/, '')
      .toLowerCase();
    found.push({ phrase, isWardrobe });
    at = tail;
  }
  return found;
};

const marksOfBody = new Set(
  'scar scars freckles tattoo tattoos plaster bandage bandages bruise bruises burn burns birthmark patch'.split(' '),
);

/** `a scar through one eyebrow`: where a mark is belongs to it, as far as the phrase goes. */
const placeOnBody = (tokens: readonly Token[], at: number): number => {
  if (!prepositions.has(tokens[at + 1]?.lower ?? '')) return at;
  let tail = at;
  while (tail - at < 5 && tokens[tail + 1]?.gap === ' ') tail++;
  return tail;
};

/** `hair coming loose`: up to two words behind a bare noun. */
const trailing = (tokens: readonly Token[], at: number): number => {
  const next = tokens[at + 1];
  if (next === undefined || next.gap !== ' ' || functionWords.has(next.lower) || !/(?:ing|ed|en)$/.test(next.lower))
    return at;
  const afterNext = tokens[at + 2];
  return afterNext !== undefined && afterNext.gap === ' ' && !functionWords.has(afterNext.lower) ? at + 2 : at + 1;
};

/** `lean and weathered`, `tall`, and the adjectives before a noun for a person. */
const buildPhrases = (text: string): string[] => {
  const found: string[] = [];
  for (const phrase of text.split(/[,;()]/)) {
    const tokens = tokensOf(phrase);
    const words = tokens.map((token) => token.lower);
    const isPlain =
      words.length > 0 &&
      words.length <= 5 &&
      words.some((word) => buildWords.has(word)) &&
      words.every((word) => buildWords.has(word) || ['and', 'very', 'but', 'rather', 'quite'].includes(word));
    if (isPlain) found.push(words.join(' '));
    else {
      const first = words[0] ?? '';
      if (buildWords.has(first) && words[1] === 'as' && words.length <= 4) found.push(words.join(' '));
      for (const [index, word] of words.entries()) {
        const person = words
          .slice(index + 1, index + 4)
          .some((next) => genderByNoun.has(next) || yearsByNoun.has(next));
        if (buildWords.has(word) && person) found.push(word);
      }
    }
  }
  return found;
};

const maleSigns = new Set(
  'beard moustache mustache whiskers stubble goatee sideburns bearded balding tuxedo unshaven'.split(' '),
);
const femaleSigns = new Set(
  'dress gown skirt blouse lipstick earrings pigtails heels bikini nightgown bonnet headscarf hijab bra'.split(' '),
);

const otherOwners = new Set('his her of to with for beside'.split(' '));

/** `his pregnant wife`, `with a tall man`: somebody else than whom the words describe. */
const isSomebodyElse = (tokens: readonly Token[], at: number): boolean => {
  let start = at;
  while (start > 0 && (tokens[start] as Token).gap === ' ' && isBeforeNoun((tokens[start - 1] as Token).lower)) start--;
  return otherOwners.has(tokens[start - 1]?.lower ?? '');
};

const isBeforeNoun = (lower: string): boolean => buildWords.has(lower) || lower === 'a' || lower === 'an';

/** Nouns for the person, and a few telling clothes. Pronouns are weighed by the reader, who knows whose they are. */
const genderSigns = (name: string, described: string): number => {
  let score = 0;
  for (const { lower } of tokensOf(name)) {
    const gender = genderByNoun.get(lower);
    if (gender !== undefined) score += gender === 'female' ? 6 : -6;
  }
  const tokens = tokensOf(described);
  for (const [index, { lower, gap, isPossessive }] of tokens.entries()) {
    const gender = genderByNoun.get(lower);
    const isOwn = !isPossessive && !isSomebodyElse(tokens, index);
    if (gender !== undefined && isOwn && (index === 0 || !gap.includes('('))) score += gender === 'female' ? 4 : -4;
    if (lower === 'pregnant' && isOwn) score += 4;
    if (maleSigns.has(lower)) score -= 2;
    if (femaleSigns.has(lower)) score += 2;
  }
  return score;
};

const unique = (items: readonly string[]): string[] => [...new Set(items)];

/**
 * Looks of a person introduced as `name`. `after` is the text behind the name as far as it speaks of this person;
 * its first sentence describes, later ones only count for clothes that are plainly theirs.
 */
export const readLooks = (name: string, after: string): Looks => {
  const clause = /^(?:[^.!?]|\.(?=\d)|[.](?! ))*/.exec(after)?.[0] ?? '';
  const described = appositive(clause);
  const rest = after.slice(described.length);
  const phrases = [...lookPhrases(described, false), ...lookPhrases(rest, true)];
  return {
    age: ageOf(name, after),
    description: unique([...buildPhrases(described), ...phrases.map(({ phrase }) => phrase)]).slice(0, 10),
    wardrobe: unique(phrases.filter(({ isWardrobe }) => isWardrobe).map(({ phrase }) => phrase)),
    genderScore: genderSigns(name, described),
  };
};
