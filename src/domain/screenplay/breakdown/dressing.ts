/** What stands about in a place: nouns of furniture, openings, machines and nature. */
import { actionVerbs } from '../words/action-verbs.ts';
import { dressingNouns } from '../words/things.ts';
import { hasNounPlace, isCompared } from './noun-places.ts';
import { knownSingular, type Token } from './tokens.ts';

/** Nouns that are as often something else; they count only behind an article. */
const oftenSomethingElse = new Set(
  'lift drip swing slide net pool court goal sign drum pan pot plant counter post sill ring fire toy land stall crane rock branch grass glass well shower screen'.split(
    ' ',
  ),
);

/** Singular nouns in order of appearance. */
export const dressingIn = (tokens: readonly Token[]): string[] => {
  const found = new Set<string>();
  for (const [at, token] of tokens.entries()) {
    const noun = knownSingular(token.lower, dressingNouns);
    if (noun === undefined || isCompared(tokens, at)) continue;
    const isVerb = noun !== token.lower && actionVerbs.get(token.lower)?.form === 'third';
    const needsArticle = oftenSomethingElse.has(noun) && tokens.length > 1 && !hasNounPlace(tokens, at);
    if (isVerb || needsArticle) continue;
    const isListedPlural = noun === token.lower && noun.endsWith('s');
    found.add((isListedPlural ? knownSingular(noun.slice(0, -1), dressingNouns) : undefined) ?? noun);
  }
  return [...found];
};
