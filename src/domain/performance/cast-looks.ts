/**
 * Who looks how. The whole cast is dressed together, most important first: each person takes, out of many looks of their
 * own, the one that differs most from everybody dressed before. What the script says is never overruled. A look depends
 * only on the seed, the person and those more important, so a new minor part changes nobody above it.
 */

import { hash32, pick, type Random, seededRandom } from '../random.ts';
import type { Breakdown, Character } from '../screenplay/breakdown.types.ts';
import {
  brightCoats,
  filmCoats,
  garmentPool,
  hairColours,
  hairPool,
  irises,
  skins,
  youngHairColours,
} from './look-choices.ts';
import { colourDistance, lookDistance } from './look-distance.ts';
import { readLookWords, type WrittenLook, writtenAge } from './look-words.ts';
import type { AgeBand, CharacterLook } from './performance.types.ts';

/** Parts of looks set by hand, by character id. */
export type LookOverrides = Readonly<Record<string, Partial<Omit<CharacterLook, 'characterId'>>>>;

const candidatesPerPerson = 48;
/** What it costs to wear a coat somebody else wears (three times that for a bright one): the colour is remembered. */
const takenCoat = 0.5;

/** Looks of every character that can be seen, in the breakdown's order. */
export const assignLooks = (breakdown: Breakdown, seed: string, overrides: LookOverrides = {}): CharacterLook[] => {
  const chosen = new Map<string, CharacterLook>();
  const coats = filmCoats(seededRandom(seed, breakdown.title, 'coats'));
  for (const character of byImportance(breakdown.characters)) {
    const written = wordsOf(breakdown, character);
    const others = [...chosen.values()];
    let best: CharacterLook | undefined;
    let bestScore = -Infinity;
    for (let i = 0; i < candidatesPerPerson; i++) {
      const candidate = { ...imagine(character, written, seed, i, coats), ...overrides[character.id] };
      const taken = others.some(({ coat }) => coat === candidate.coat)
        ? (brightCoats.includes(candidate.coat) ? 3 : 1) * takenCoat
        : 0;
      const score =
        others.length === 0 ? -i : Math.min(...others.map((other) => lookDistance(candidate, other))) - taken;
      if (score > bestScore) [best, bestScore] = [candidate, score];
    }
    chosen.set(character.id, best as CharacterLook);
  }
  return breakdown.characters.map(({ id }) => chosen.get(id) as CharacterLook);
};

/** A passer-by in muted clothes. The same names give the same person. */
export const extraLook = (...names: readonly (string | number)[]): CharacterLook => {
  const random = seededRandom('extra', ...names);
  const gender = random() < 0.5 ? 'female' : 'male';
  const ageBand = pick(random, ['young', 'adult', 'adult', 'middle', 'old'] as const);
  return muted(compose(names.join('/'), gender, ageBand, {}, 1, random, filmCoats(random)));
};

/** Leads first. Word counts are compared by order of magnitude, so that one edited line does not reorder the cast. */
const byImportance = (characters: readonly Character[]): Character[] => {
  const rank = ({ wordCount, isVoiceOnly, isThing }: Character): number =>
    (isThing ? -20 : isVoiceOnly ? -10 : 0) + Math.floor(Math.log2(wordCount + 1));
  return [...characters].sort((a, b) => rank(b) - rank(a) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
};

type Written = {
  readonly gender: 'female' | 'male';
  readonly ageBand: AgeBand | undefined;
  readonly look: WrittenLook;
  readonly tall: number;
};

const wordsOf = (breakdown: Breakdown, character: Character): Written => {
  const worn = breakdown.wardrobe.filter((item) => item.characterId === character.id).map(({ item }) => item);
  const phrases = [...new Set([...character.description, ...worn]), character.name, character.fullName ?? ''];
  const gender = genderOf(character, phrases);
  const ageBand = bandOf(character.age) ?? writtenAge(phrases);
  const { look, tall } = readLookWords(phrases, gender, ageBand === 'child');
  return { gender, ageBand, look, tall };
};

/** Unknown people are cast by a fair coin that always falls the same way for their name. */
const genderOf = (character: Character, phrases: readonly string[]): 'female' | 'male' => {
  if (character.gender !== 'unknown') return character.gender;
  const text = phrases.join(' ').toLowerCase();
  if (
    /\b(woman|girl|lady|mother|mom|mum|grandma|grandmother|aunt|queen|waitress|actress|sister|daughter|wife|she|her|mrs|ms|miss)\b/.test(
      text,
    )
  )
    return 'female';
  if (
    /\b(man|boy|guy|father|dad|grandpa|grandfather|uncle|king|waiter|brother|son|husband|he|his|mr|sir|fisherman|policeman)\b/.test(
      text,
    )
  )
    return 'male';
  return hash32(`gender/${character.id}`) % 2 === 0 ? 'female' : 'male';
};

const isFair = (hairColour: string | undefined): boolean =>
  hairColour === hairColours.red || hairColour === hairColours.blond || hairColour === hairColours.auburn;

const bandOf = (age: number | undefined): AgeBand | undefined => {
  if (age === undefined) return undefined;
  if (age < 13) return 'child';
  if (age < 20) return 'teen';
  if (age < 30) return 'young';
  if (age < 45) return 'adult';
  return age < 61 ? 'middle' : 'old';
};

const imagine = (
  character: Character,
  written: Written,
  seed: string,
  attempt: number,
  coats: readonly string[],
): CharacterLook => {
  const fixed = seededRandom(seed, character.id, 'look');
  const ageBand = written.ageBand ?? pick(fixed, ['young', 'adult', 'adult', 'middle'] as const);
  const family = character.fullName?.trim().split(/\s+/).slice(1).pop()?.toLowerCase();
  const skin =
    written.look.skin ??
    pick(
      seededRandom(seed, 'skin', family ?? character.id),
      isFair(written.look.hairColour) ? skins.slice(0, 3) : skins,
    );
  const random = seededRandom(seed, character.id, 'look', attempt);
  const look = compose(character.id, written.gender, ageBand, { ...written.look, skin }, written.tall, random, coats);
  return character.lineCount === 0 && character.description.length === 0 ? muted(look) : look;
};

const meanHeightM: Readonly<Record<'female' | 'male', Readonly<Record<AgeBand, number>>>> = {
  female: { child: 1.22, teen: 1.58, young: 1.66, adult: 1.67, middle: 1.65, old: 1.6 },
  male: { child: 1.24, teen: 1.68, young: 1.79, adult: 1.8, middle: 1.78, old: 1.73 },
};

const hairColourFor = (ageBand: AgeBand, skin: string, random: Random): string => {
  if (ageBand === 'old') return pick(random, [hairColours.grey, hairColours.white, hairColours.white] as string[]);
  const dark = skins.indexOf(skin as (typeof skins)[number]) >= 4;
  const natural = dark ? youngHairColours.slice(0, 2) : youngHairColours;
  if (ageBand === 'middle' && random() < 0.4) return hairColours.grey as string;
  return hairColours[pick(random, natural)] as string;
};

const lipFor = (skin: string): string => {
  const depth = Math.max(0, skins.indexOf(skin as (typeof skins)[number]));
  return ['#bd6a64', '#b5605a', '#a9574e', '#9c5248', '#8f4b42', '#7c4139', '#6b3832'][depth] ?? '#a9574e';
};

const beardFor = (ageBand: AgeBand, random: Random): CharacterLook['beard'] => {
  const roll = random();
  if (ageBand === 'child' || ageBand === 'teen') return 'none';
  if (ageBand === 'old') return roll < 0.35 ? 'full' : roll < 0.5 ? 'short' : roll < 0.65 ? 'moustache' : 'none';
  return roll < 0.2 ? 'stubble' : roll < 0.38 ? 'short' : roll < 0.48 ? 'full' : roll < 0.56 ? 'moustache' : 'none';
};

/** A whole look: what is written, and plausible choices for the rest. */
const compose = (
  characterId: string,
  gender: 'female' | 'male',
  ageBand: AgeBand,
  written: WrittenLook,
  tall: number,
  random: Random,
  coats: readonly string[],
): CharacterLook => {
  const man = gender === 'male';
  const young = ageBand === 'child';
  const skin = written.skin ?? pick(random, skins);
  const hair = pick(random, hairPool[gender][ageBand]);
  const coat = written.coat ?? pick(random, coats);
  const accents = ['#a63f36', '#7a8a96', '#3f6f7a', '#5a4a78', '#4f6b44', '#8a4a5c'].filter(
    (accent) => colourDistance(accent, coat) > 0.2,
  );
  const build = young ? 0.95 + random() * 0.1 : 0.9 + random() * 0.22;
  const garment = written.garment ?? pick(random, garmentPool[gender][ageBand]);
  return {
    characterId,
    gender,
    ageBand,
    head: pick(random, man ? ['square', 'round', 'square', 'oval'] : ['soft', 'round', 'oval']),
    nose: pick(
      random,
      young ? ['button', 'short'] : man ? ['straight', 'strong', 'short'] : ['small', 'fine', 'short', 'straight'],
    ),
    hair,
    beard: man ? beardFor(ageBand, random) : 'none',
    glasses:
      random() < (ageBand === 'old' ? 0.35 : ageBand === 'middle' ? 0.2 : 0.1)
        ? pick(random, ['round', 'square'] as const)
        : 'none',
    headwear: 'none',
    skin,
    hairColour: hairColourFor(ageBand, skin, random),
    iris: pick(
      random,
      skins.indexOf(skin as (typeof skins)[number]) >= 3 ? irises.slice(1, 2).concat(irises[3]) : irises,
    ),
    lip: lipFor(skin),
    eyeSize: 0.95 + random() * 0.1,
    browWeight: (man ? 15 : young ? 9 : 11) + random() * 3,
    freckles: !man && ageBand !== 'old' && skins.indexOf(skin as (typeof skins)[number]) < 2 && random() < 0.35,
    garment,
    coat,
    inner: contrasting(random, coat),
    legs: pick(random, ['#39424f', '#2f2f38', '#4a4038', '#5a5148']),
    boots: pick(random, ['#4a3328', '#26211f', '#5a3a2c']),
    accent: pick(random, accents),
    scarf: written.garment === undefined && garment === 'peacoat' && random() < 0.4,
    build,
    heightM: Math.round(meanHeightM[gender][ageBand] * tall * (0.97 + random() * 0.06) * 100) / 100,
    ...written,
  };
};

/** What is worn under the coat must be told from it. */
const contrasting = (random: Random, coat: string): string => {
  const cloths = ['#e0d6c2', '#cfc6b4', '#d8d8d4', '#5f6470', '#b9a78c'].filter(
    (cloth) => colourDistance(cloth, coat) > 0.2,
  );
  return pick(random, cloths);
};

/** Toward grey: a face in the crowd must not compete with the leads. */
const muted = (look: CharacterLook): CharacterLook => ({
  ...look,
  coat: towardGrey(look.coat),
  accent: towardGrey(look.accent),
  scarf: false,
});

const towardGrey = (colour: string): string => {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const grey = [0x6d, 0x76, 0x83];
  return `#${channels
    .map((value, i) =>
      Math.round(value * 0.45 + (grey[i] as number) * 0.55)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
};
