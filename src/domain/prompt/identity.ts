/**
 * A person's looks in words that never vary: age, build, skin, hair, face and clothes as CharacterLook has them. What the script itself says
 * is said in its own words, as long as the look still agrees with them (a cast file may have changed it).
 */
import { readLookWords } from '../performance/look-words.ts';
import type { CharacterLook } from '../performance/performance.types.ts';
import type { Breakdown, Character } from '../screenplay/breakdown.types.ts';
import { eyeColour, skinTone } from './colour-words.ts';
import { agePhrase, beardPhrase, garmentNoun, hairPhrase, hatNoun, innerNoun, personNoun } from './look-phrases.ts';
import { cutAtWord, listed, plainWords, withArticle } from './plain-words.ts';
import type { Identity } from './shot-brief.types.ts';

const longestPhrase = 60;
const mostExtras = 3;

const clothFields: ReadonlySet<string> = new Set([
  'garment',
  'coat',
  'inner',
  'legs',
  'tie',
  'scarf',
  'accent',
  'headwear',
]);
const bodyFields: ReadonlySet<string> = new Set([
  'hair',
  'hairColour',
  'beard',
  'glasses',
  'skin',
  'iris',
  'freckles',
  'makeup',
  'build',
]);

type Written = { readonly text: string; readonly fields: readonly string[] };

/** Phrases of the script that the look agrees with; what they say is not said again. */
const writtenWords = (look: CharacterLook, phrases: readonly string[]): Written[] => {
  const gender = look.gender === 'male' ? 'male' : 'female';
  const found = new Map<string, Written>();
  for (const phrase of phrases) {
    const text = cutAtWord(plainWords(phrase).replace(/^(?:an?|his|her|their|in|wearing)\s+/iu, ''), longestPhrase);
    if (text === '') continue;
    const read = readLookWords([text], gender, look.ageBand === 'child').look;
    const entries = Object.entries(read);
    if (entries.every(([field, value]) => look[field as keyof CharacterLook] === value)) {
      found.set(text.toLowerCase(), { text: lowerFirst(text), fields: entries.map(([field]) => field) });
    }
  }
  return [...found.values()];
};

const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text;

const isInside = (fields: readonly string[], set: ReadonlySet<string>): boolean =>
  fields.length > 0 && fields.every((field) => set.has(field));

/** Clothes of a whole person that no drawing of a look has: the script's word stands for them. */
const undrawn =
  /\b(?:swim ?suit|bikini|swimming trunks|kimono|toga|tunic|pyjamas|pajamas|night(?:shirt|dress)|bathrobe|dressing gown|hospital gown|leotard|tutu|onesie|costume|rags|kilt|kaftan|abaya|burqa|thobe|hanbok|tutu|wet ?suit|animal skins?)\b/iu;

/** `a yellow raincoat over a cream shirt and a grey cap`. */
const clothes = (look: CharacterLook, written: readonly Written[]): { top: string; rest: readonly string[] } => {
  const own = written.filter(({ fields }) => isInside(fields, clothFields));
  const ownTop = own.find(({ fields }) => fields.includes('garment'));
  const says = (field: string): boolean => own.some(({ fields }) => fields.includes(field));
  const other =
    ownTop === undefined ? written.find(({ text, fields }) => fields.length === 0 && undrawn.test(text)) : undefined;
  const top = ownTop?.text ?? other?.text ?? garmentNoun(look);
  const inner = other !== undefined || says('inner') || /\bover\b/u.test(top) ? undefined : innerNoun(look);
  const rest = own.filter((one) => one !== ownTop).map(({ text }) => text);
  const hat = hatNoun(look);
  if (hat !== undefined && !says('headwear')) rest.push(hat);
  if (look.scarf && !says('scarf')) rest.push('scarf');
  return { top, rest: inner === undefined ? rest : [`over ${withArticle(inner)}`, ...rest] };
};

const wearing = ({ top, rest }: ReturnType<typeof clothes>): string => {
  const over = rest[0]?.startsWith('over ') ? ` ${rest[0]}` : '';
  const others = rest
    .slice(over === '' ? 0 : 1)
    .map((item) => (/^(?:hood up|.*\bhair\b)/u.test(item) ? item : withArticle(item)));
  return listed([`${withArticle(top)}${over}`, ...others]);
};

const builds = (look: CharacterLook): string | undefined => {
  if (look.ageBand === 'child') return undefined;
  if (look.build >= 1.12) return 'broad-shouldered';
  return look.build <= 0.88 ? 'slim' : undefined;
};

const face = (look: CharacterLook): string[] => [
  `${skinTone(look.skin)} skin`,
  hairPhrase(look) ?? 'a bald head',
  ...[beardPhrase(look)].filter((beard) => beard !== undefined),
  `${eyeColour(look.iris)} eyes`,
  ...(look.freckles ? ['freckles'] : []),
  ...(look.glasses === 'none' ? [] : [`${look.glasses} glasses`]),
];

/** What tells this head from others at a glance: `red-haired`, `grey-bearded`, `bald`. */
const headWord = (look: CharacterLook): string => {
  if (look.beard === 'full') return `${beardPhrase(look)?.replace(/^a full (.*) beard$/u, '$1')}-bearded`;
  if (look.hair === 'bald') return 'bald';
  const colour = /(dark brown|dark blond|black|brown|auburn|red|blond|grey|white|blue|pink|green|purple|teal)/u.exec(
    hairPhrase(look) ?? '',
  )?.[1];
  return colour === undefined ? 'dark-haired' : `${colour.replace(' ', '-')}-haired`;
};

/**
 * Looks in words, in three lengths. `character` is whom the breakdown knows, `worn` what its wardrobe says of them. The same look, character
 * and wardrobe give the same words.
 */
export const identityText = (
  look: CharacterLook,
  character: Pick<Character, 'age' | 'description'>,
  worn: readonly string[] = [],
): Identity => {
  const written = writtenWords(look, [...character.description, ...worn]);
  const dressed = clothes(look, written);
  const who = agePhrase(look, character.age);
  const build = builds(look);
  const whom = build === undefined ? who : who.replace(/^an? /u, `a ${build} `);
  const extras = written
    .filter(({ fields }) => !isInside(fields, clothFields) && !isInside(fields, bodyFields))
    .map(({ text }) => text)
    .filter((text) => !/^\d+$/u.test(text) && text !== dressed.top)
    .slice(0, mostExtras);
  const noun = personNoun(look);
  const hair = hairPhrase(look) ?? 'a bald head';
  const beard = beardPhrase(look);
  const outer = withArticle(dressed.top);
  return {
    full: `${[whom, ...extras].join(', ')}${extras.length > 0 ? ',' : ''} with ${listed(face(look))}, wearing ${wearing(dressed)}`,
    medium: `${who} with ${listed(beard === undefined ? [hair] : [hair, beard])}, in ${outer}`,
    short: `${headWord(look)} ${noun} in ${outer}`,
    noun,
  };
};

/** What the wardrobe of the breakdown says this person wears. */
export const wornBy = (breakdown: Breakdown, characterId: string): string[] =>
  breakdown.wardrobe.filter((item) => item.characterId === characterId).map(({ item }) => item);

/** Somebody whose looks nobody decided: a passer-by, a voice that is seen after all. */
export const unknownIdentity = (gender: Character['gender'], age?: number): Identity => {
  const noun = gender === 'female' ? 'woman' : gender === 'male' ? 'man' : 'person';
  const who = age === undefined ? `a ${noun}` : `a ${Math.round(age)}-year-old ${noun}`;
  return { full: who, medium: who, short: noun, noun };
};
