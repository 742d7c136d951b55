/**
 * The script's action as sentences a camera can follow: names as readers write them, capitals that only shout lowered, introductions
 * (`MARA VOSS (34), red hair, yellow raincoat, wipes …`) taken out because looks are said elsewhere, words about the camera dropped because
 * the shot has its own. The writer's verbs and things stay as they are.
 */
import { sentencesOf } from '../screenplay/breakdown/sentences.ts';
import type { Breakdown, Character } from '../screenplay/breakdown.types.ts';
import { dressingNouns, propNouns } from '../screenplay/words/things.ts';
import { asSentence, cutAtWord, plainWords, tidy, visibleText } from './plain-words.ts';

const longestName = 40;

/** `MARA` → `Mara`, `MR. O'BRIEN` → `Mr. O'Brien`. Names that are not all capitals stay. */
export const readableName = (name: string): string => {
  const clean = cutAtWord(plainWords(name), longestName);
  if (/\p{Ll}/u.test(clean)) return clean;
  return clean
    .toLowerCase()
    .replace(/(^|[\s.’'-])(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/\b(Mc)(\p{Ll})/gu, (_, mc: string, letter: string) => mc + letter.toUpperCase())
    .replace(/(['’])S\b/gu, '$1s');
};

type NameRule = { readonly pattern: RegExp; readonly name: string };

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

/** Every spelling of every name, longest first, so that `MARA VOSS` is one person. */
const nameRules = (characters: readonly Character[]): NameRule[] =>
  characters
    .filter(({ isThing }) => !isThing)
    .flatMap(({ name, fullName, aliases }) => {
      const readable = readableName(name);
      return [name, ...(fullName === undefined ? [] : [fullName]), ...aliases]
        .filter((spelling) => /\p{L}{2}/u.test(spelling))
        .flatMap((spelling) => [spelling, spelling.toUpperCase(), readableName(spelling)])
        .map((spelling) => ({ spelling, name: readable }));
    })
    .sort((a, b) => b.spelling.length - a.spelling.length || (a.spelling < b.spelling ? -1 : 1))
    .map(({ spelling, name }) => ({
      pattern: new RegExp(`(?<![\\p{L}\\p{N}])${escaped(spelling)}(?![\\p{L}\\p{N}])`, 'gu'),
      name,
    }));

const isThing = (word: string): boolean => {
  const lower = word.toLowerCase().replace(/['’]s$/u, '');
  return [lower, lower.replace(/s$/u, ''), lower.replace(/es$/u, '')].some(
    (noun) => propNouns.has(noun) || dressingNouns.has(noun),
  );
};

/** Capitals that only shout become small; initials (`TV`, `FBI`) stay. `MAIL BAG` goes together. */
const withoutShouting = (text: string): string =>
  text.replace(/\p{Lu}[\p{Lu}\p{M}'’-]+(?:\s+\p{Lu}[\p{Lu}\p{M}'’-]+)*/gu, (run) => {
    const words = run.split(/\s+/u);
    const shouts = words.some((word) => word.replace(/['’].*$/u, '').length > 3 || isThing(word));
    return shouts ? run.toLowerCase() : run;
  });

const age =
  /\s*\(\s*(?:early |mid |late |about |around )?(?:\d{1,3}s?|teens?|twenties|thirties|forties|fifties|sixties|seventies|eighties)\b[^()]{0,30}\)/giu;

/** Parts of a sentence between commas that only say how somebody looks. */
const withoutLooks = (sentence: string, looks: ReadonlySet<string>): string => {
  if (looks.size === 0 || !sentence.includes(',')) return sentence;
  const parts = sentence.split(',');
  const bare = (part: string): string =>
    part
      .trim()
      .replace(/[.!?…]+$/u, '')
      .replace(/^(?:an?|the|his|her|their|in(?: an?| his| her)?|wearing(?: an?)?|with)\s+/iu, '')
      .toLowerCase();
  const kept = parts.filter((part, index) => index === 0 || !looks.has(bare(part)));
  if (kept.length === parts.length) return sentence;
  const [first, ...rest] = kept;
  // `Mara, red hair, wipes fog`: with the looks gone no comma parts her from what she does.
  return rest.length > 0 ? `${first} ${rest.join(',').trim()}` : (first ?? '');
};

const seesAndHears = /^(?:and |then )?we (?:see|hear|watch|find|follow|discover|notice)(?: that)?\s+/iu;
const aboutCamera =
  /^(?:(?:the )?camera\b|angle on\b|close on\b|cut to\b|smash cut\b|fade (?:in|out)\b|dissolve to\b|pull(?:s)? (?:back|out) to reveal\b|push in\b|pan (?:to|across|over)\b|wide (?:on|shot)\b|intercut\b|montage\b|title(?:s)?\b|super\b|credits?\b)/iu;

/** How many sentences of one action are read at most; the rest of a page-long paragraph cannot be seen in one shot. */
const mostSentences = 60;

export type ActionWords = {
  readonly sentences: readonly string[];
  /** Sentences that are only a sound (`Click.`, `Static.`), in lower case without the stop. */
  readonly sounds: readonly string[];
};

const soundWords =
  /\b(static|click|clicks|thunder|knock|knocks|knocking|ring|rings|ringing|bell|bells|siren|sirens|gunshot|gunshots|shots?|bang|crash|thud|footsteps|whistle|horn|alarm|buzz|buzzing|hum|silence|applause|laughter|screech|scream|screams|beep|beeps|rumble|explosion|creak|splash|music)\b/iu;
const isSoundOnly = (sentence: string): boolean =>
  sentence.split(/\s+/u).length <= 4 && soundWords.test(sentence) && !/\b(he|she|they|it)\b/iu.test(sentence);

/** Sentences of one stretch of action. Deterministic; a text without words gives none. */
export const actionWords = (text: string, breakdown: Pick<Breakdown, 'characters' | 'wardrobe'>): ActionWords => {
  const rules = nameRules(breakdown.characters);
  const looks = new Set(
    [
      ...breakdown.characters.flatMap(({ description }) => description),
      ...breakdown.wardrobe.map(({ item }) => item),
    ].map((phrase) => phrase.toLowerCase().replace(/^(?:an?|the|his|her|their|in|wearing)\s+/u, '')),
  );
  const sentences: string[] = [];
  const sounds: string[] = [];
  const visible = visibleText(text).replace(age, '');
  for (const range of sentencesOf(visible).slice(0, mostSentences)) {
    let sentence = visible.slice(range.start, range.end);
    for (const { pattern, name } of rules) sentence = sentence.replace(pattern, name);
    sentence = withoutShouting(sentence).replace(seesAndHears, '');
    if (aboutCamera.test(sentence)) continue;
    const plain = asSentence(plainWords(withoutLooks(sentence, looks)));
    if (!/[\p{L}\p{N}]/u.test(plain)) continue;
    if (isSoundOnly(plain)) sounds.push(tidy(plain.replace(/[.!?…]+$/u, '')).toLowerCase());
    else sentences.push(plain);
  }
  return { sentences, sounds };
};

const leading = /^(He|She|They)(?=\s)/u;

/** `He presses a button.` → `Samuel presses a button.`, where only one person in the picture can be meant. */
export const withNames = (
  sentences: readonly string[],
  people: readonly { readonly name: string; readonly gender: Character['gender'] }[],
): string[] => {
  const one = (gender: Character['gender']): string | undefined => {
    const those = people.filter((person) => person.gender === gender || person.gender === 'unknown');
    return those.length === 1 ? those[0]?.name : undefined;
  };
  let hasNamed = people.some(({ name }) => sentences[0]?.includes(name));
  return sentences.map((sentence) => {
    const pronoun = leading.exec(sentence)?.[1];
    if (pronoun === undefined || pronoun === 'They' || hasNamed) {
      hasNamed ||= people.some(({ name }) => sentence.includes(name));
      return sentence;
    }
    const name = one(pronoun === 'She' ? 'female' : 'male');
    if (name === undefined) return sentence;
    hasNamed = true;
    return sentence.replace(leading, name);
  });
};
