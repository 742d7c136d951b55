/**
 * The script's action as sentences a camera can follow: names as readers write them, capitals that only shout lowered, introductions
 * (`MARA VOSS (34), red hair, yellow raincoat, wipes …`) taken out because looks are said elsewhere, words about the camera dropped because
 * the shot has its own. The writer's verbs and things stay as they are.
 */
import { sentencesOf } from '../screenplay/breakdown/sentences.ts';
import type { Breakdown, Character } from '../screenplay/breakdown.types.ts';
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

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

type Readings = Pick<Breakdown, 'characters' | 'wardrobe'>;

/** What is the same for every action of a script, made once for each. */
type ScriptWords = {
  readonly names: RegExp;
  readonly nameOf: ReadonlyMap<string, string>;
  readonly looks: readonly string[];
};

/** Never matches: a script without people. */
const nobody = /(?!)/gu;

/** Every spelling of every name, longest first, so that `MARA VOSS` is one person. */
const namesIn = (characters: readonly Character[]): Pick<ScriptWords, 'names' | 'nameOf'> => {
  const nameOf = new Map<string, string>();
  for (const { name, fullName, aliases, isThing } of characters) {
    if (isThing) continue;
    for (const spelling of [name, ...(fullName === undefined ? [] : [fullName]), ...aliases]) {
      if (!/\p{L}{2}/u.test(spelling)) continue;
      for (const one of [spelling, spelling.toUpperCase(), readableName(spelling)]) {
        if (one !== '' && !nameOf.has(one)) nameOf.set(one, readableName(name));
      }
    }
  }
  const spellings = [...nameOf.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  if (spellings.length === 0) return { names: nobody, nameOf };
  const names = new RegExp(`(?<![\\p{L}\\p{N}])(?:${spellings.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return { names, nameOf };
};

const known = new WeakMap<Readings, ScriptWords>();

const wordsOfScript = (breakdown: Readings): ScriptWords => {
  const made = known.get(breakdown) ?? { ...namesIn(breakdown.characters), looks: looksIn(breakdown) };
  known.set(breakdown, made);
  return made;
};

/** Said letter by letter: without a vowel (`TV`, `DVD`), or known to be (`FBI`). */
const initials = new Set(
  'FBI CIA USA UK UN EU US UFO SUV ATM AI IV ER ICU LED ID DNA EMT NASA NATO VIP NYC AK UV OK'.split(' '),
);
const isShouted = (word: string): boolean => {
  const bare = word.replace(/['’].*$/u, '');
  return bare.length > 1 && !initials.has(bare) && (/[AEIOUY]/u.test(bare) || bare.length > 3);
};

/** Capitals that only shout become small; initials stay. */
const withoutShouting = (text: string): string =>
  text.replace(/\p{Lu}[\p{Lu}\p{M}'’-]+(?:\s+\p{Lu}[\p{Lu}\p{M}'’-]+)*/gu, (run) => {
    const words = run.split(/\s+/u);
    return words.map((word) => (isShouted(word) ? word.toLowerCase() : word)).join(' ');
  });

const age =
  /\s*\(\s*(?:early |mid |late |about |around )?(?:\d{1,3}s?|teens?|twenties|thirties|forties|fifties|sixties|seventies|eighties)\b[^()]{0,160}\)/giu;

const functionWords = /\b(?:an?|the|his|her|their|its|in|over|under|and|with|of|wearing|on)\b/giu;

/** Whether a part of a sentence says nothing but how somebody looks. */
const saysOnlyLooks = (part: string, looks: readonly string[]): boolean => {
  let rest = part.toLowerCase();
  for (const look of looks) rest = rest.replace(look, ' ');
  return rest !== part.toLowerCase() && !/[\p{L}\p{N}]/u.test(rest.replace(functionWords, ' '));
};

const startsWithVerb = /^\s*(?:and\s+|then\s+)?(?!(?:his|hers|its|theirs|glasses|trousers|jeans)\b)\p{Ll}+s\b/u;

/** Takes out the parts between commas that only say how somebody looks: `Mara, red hair, wipes fog` is `Mara wipes fog`. */
const withoutLooks = (sentence: string, looks: readonly string[]): string => {
  if (looks.length === 0 || !sentence.includes(',')) return sentence;
  const parts = sentence.split(',');
  const kept = parts.filter((part, index) => index === 0 || !saysOnlyLooks(part, looks));
  if (kept.length === parts.length) return sentence;
  const [first = '', ...rest] = kept;
  const isNextAct = rest[0] !== undefined && startsWithVerb.test(rest[0]);
  return rest.length === 0 ? first : `${first}${isNextAct ? ' ' : ', '}${rest.join(',').trim()}`;
};

const seesAndHears = /^(?:and |then )?we (?:see|hear|watch|find|follow|discover|notice)(?: that)?\s+/iu;
const aboutCamera =
  /^(?:(?:the )?camera\b|angle on\b|close on\b|cut to\b|smash cut\b|fade (?:in|out)\b|dissolve to\b|pull(?:s)? (?:back|out) to reveal\b|push in\b|pan (?:to|across|over)\b|wide (?:on|shot)\b|intercut\b|montage\b|title(?:s)?\b|super\b|credits?\b)/iu;

/** How many sentences of one action are read at most; the rest of a page-long paragraph cannot be seen in one shot. */
const mostSentences = 60;
const mostRead = 20_000;

export type ActionWords = {
  readonly sentences: readonly string[];
  /** Sentences that are only a sound (`Click.`, `Static.`), in lower case without the stop. */
  readonly sounds: readonly string[];
};

const soundWords =
  /\b(static|click|clicks|thunder|knock|knocks|knocking|ring|rings|ringing|bell|bells|siren|sirens|gunshot|gunshots|shots?|bang|crash|thud|footsteps|whistle|horn|alarm|buzz|buzzing|hum|applause|laughter|screech|scream|screams|ping|pings|beep|beeps|rumble|explosion|creak|clang|clatter|whoosh|howl|roar|ticking|chime|splash|music)\b/iu;
const isSoundOnly = (sentence: string): boolean =>
  sentence.split(/\s+/u).length <= 4 && soundWords.test(sentence) && !/\b(he|she|they|it)\b/iu.test(sentence);

const looksIn = ({ characters, wardrobe }: Readings): string[] => {
  const phrases = [...characters.flatMap(({ description }) => description), ...wardrobe.map(({ item }) => item)];
  const bare = phrases.map((phrase) => phrase.toLowerCase().replace(/^(?:an?|the|his|her|their|in|wearing)\s+/u, ''));
  return [...new Set(bare)].filter((phrase) => phrase.length > 2).sort((a, b) => b.length - a.length);
};

/** `Rain.` `Night.`: said by weather and light already. */
const saidElsewhere =
  /^(?:rain|wind|snow|fog|storm|day|night|dawn|dusk|morning|evening|darkness|sunlight|silence|beat|pause)\.$/iu;

/** Sentences of one stretch of action. Deterministic; a text without words gives none. */
export const actionWords = (text: string, breakdown: Readings): ActionWords => {
  const { names, nameOf, looks } = wordsOfScript(breakdown);
  const sentences: string[] = [];
  const sounds: string[] = [];
  const visible = visibleText(text.slice(0, mostRead)).replace(age, '');
  for (const range of sentencesOf(visible).slice(0, mostSentences)) {
    let sentence = visible.slice(range.start, range.end);
    sentence = sentence.replace(names, (spelling) => nameOf.get(spelling) ?? spelling);
    sentence = withoutShouting(sentence).replace(seesAndHears, '');
    if (aboutCamera.test(sentence)) continue;
    const plain = asSentence(plainWords(withoutLooks(sentence, looks)));
    if (!/[\p{L}\p{N}]/u.test(plain)) continue;
    if (saidElsewhere.test(plain)) continue;
    if (isSoundOnly(plain)) sounds.push(tidy(plain.replace(/[.!?…]+$/u, '')).toLowerCase());
    else sentences.push(plain);
  }
  return { sentences, sounds };
};

const leading = /^(He|She)(?=\s)/u;
const handled = /\b(holds|lifts|opens|raises|lowers|drops|turns|closes|shakes|points|hides|throws|puts|lays) it\b/u;

type Named = { readonly name: string; readonly gender: Character['gender']; readonly holds?: string };

/**
 * `He presses a button.` → `Samuel presses a button.`, where only one person in the picture can be meant; `holds it` becomes what they hold.
 * Only where nothing before has said who: what follows is good English as it stands.
 */
export const withNames = (sentences: readonly string[], people: readonly Named[]): string[] => {
  const meant = (gender: Character['gender']): Named | undefined => {
    const those = people.filter((person) => person.gender === gender || person.gender === 'unknown');
    return those.length === 1 ? those[0] : undefined;
  };
  const said: string[] = [];
  return sentences.map((sentence) => {
    const pronoun = leading.exec(sentence)?.[1];
    const person = pronoun === undefined ? undefined : meant(pronoun === 'She' ? 'female' : 'male');
    const isNew = person !== undefined && !said.some((before) => before.includes(person.name));
    let words = person !== undefined && isNew ? sentence.replace(leading, () => person.name) : sentence;
    const { holds } = person ?? {};
    if (holds !== undefined && said.length === 0)
      words = words.replace(handled, (_, verb: string) => `${verb} the ${holds}`);
    said.push(words);
    return words;
  });
};
