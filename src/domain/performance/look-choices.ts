/**
 * What a person may look like when the script does not say: hair by gender and age, garments, colours.
 * Hair ids are the drawings of the painter's art file. Colours are local colours, before any light.
 */
import { pick, type Random } from '../random.ts';
import type { AgeBand, CharacterLook } from './performance.types.ts';

/** Silhouette families of the hair drawings: two people of one family are easily confused from behind. */
export const hairFamily: Readonly<Record<string, string>> = {
  crop: 'short',
  fringe: 'short',
  buzz: 'shaved',
  slick: 'shaved',
  quiff: 'quiff',
  pompadour: 'quiff',
  spiky: 'spiky',
  shag: 'spiky',
  swept: 'mop',
  bowl: 'mop',
  tuft: 'mop',
  pixie: 'mop',
  'curly-crop': 'curly-short',
  coils: 'curly-short',
  'curly-top': 'curly-short',
  'flat-afro': 'flat-afro',
  afro: 'afro',
  curls: 'curls',
  flip: 'bob',
  bob: 'bob',
  lob: 'bob',
  waves: 'bob',
  long: 'long',
  'long-fringe': 'long',
  'long-waves': 'long-waves',
  bun: 'bun',
  'bun-fringe': 'bun',
  tail: 'tail',
  'high-tail': 'tail',
  'low-tail': 'low-tail',
  pigtails: 'pigtails',
  'space-buns': 'pigtails',
  balding: 'balding',
  bald: 'bald',
};

const grownMen = [
  'crop',
  'quiff',
  'pompadour',
  'buzz',
  'curly-crop',
  'curly-top',
  'flat-afro',
  'spiky',
  'fringe',
  'coils',
  'slick',
  'swept',
];
const grownWomen = [
  'bob',
  'long',
  'bun',
  'curls',
  'tail',
  'lob',
  'long-waves',
  'low-tail',
  'bun-fringe',
  'afro',
  'flip',
  'waves',
  'pixie',
  'high-tail',
];

export const hairPool: Readonly<Record<'female' | 'male', Readonly<Record<AgeBand, readonly string[]>>>> = {
  male: {
    child: ['bowl', 'fringe', 'curly-top', 'spiky', 'coils', 'tuft', 'crop'],
    teen: ['swept', 'spiky', 'curly-top', 'fringe', 'quiff', 'flat-afro', 'shag', 'crop'],
    young: grownMen,
    adult: grownMen,
    middle: ['crop', 'quiff', 'buzz', 'curly-crop', 'slick', 'balding', 'fringe', 'coils', 'pompadour'],
    old: ['balding', 'crop', 'slick', 'bald', 'coils', 'quiff', 'buzz'],
  },
  female: {
    child: ['pigtails', 'space-buns', 'bob', 'tail', 'curls', 'flip', 'long-fringe'],
    teen: ['long-fringe', 'high-tail', 'flip', 'curls', 'long', 'pixie', 'waves', 'low-tail'],
    young: grownWomen,
    adult: grownWomen,
    middle: ['bob', 'bun', 'lob', 'curls', 'waves', 'low-tail', 'pixie', 'tail', 'flip'],
    old: ['bun', 'waves', 'pixie', 'curls', 'bob', 'bun-fringe', 'low-tail'],
  },
};

export const hairColours: Readonly<Record<string, string>> = {
  black: '#26212a',
  'dark brown': '#3f2b26',
  brown: '#6b452f',
  auburn: '#7a3427',
  red: '#a8472a',
  'dark blond': '#9b7440',
  blond: '#cfa457',
  grey: '#7f8088',
  white: '#cfccc6',
};
export const youngHairColours = ['black', 'dark brown', 'brown', 'auburn', 'red', 'dark blond', 'blond'] as const;

export const skins = ['#f0c7a6', '#e6b08c', '#d69a76', '#c58a63', '#b0764f', '#8f5c3f', '#6f4531'] as const;
export const irises = ['#4f6b4a', '#3d3328', '#4a6f86', '#5b4430', '#6a6a48', '#33455c'] as const;

/** One saturated coat colour each; every pair differs in hue or clearly in lightness. */
export const coats: Readonly<Record<string, string>> = {
  yellow: '#d8a136',
  navy: '#36536b',
  red: '#a63f36',
  teal: '#2f7a74',
  plum: '#6d3f6b',
  green: '#557340',
  orange: '#c8682f',
  sky: '#5f93b8',
  rose: '#c26a7c',
  brown: '#74503a',
  cream: '#d3c4a4',
  charcoal: '#3d3c47',
};

export const garmentPool: Readonly<
  Record<'female' | 'male', Readonly<Record<AgeBand, readonly CharacterLook['garment'][]>>>
> = {
  male: {
    child: ['hoodie', 'sweater', 'shirt', 'raincoat'],
    teen: ['hoodie', 'jacket', 'sweater', 'shirt'],
    young: ['jacket', 'shirt', 'hoodie', 'peacoat', 'sweater'],
    adult: ['jacket', 'shirt', 'suit', 'peacoat', 'sweater', 'raincoat'],
    middle: ['suit', 'peacoat', 'sweater', 'shirt', 'jacket'],
    old: ['sweater', 'peacoat', 'suit', 'shirt'],
  },
  female: {
    child: ['dress', 'sweater', 'hoodie', 'raincoat'],
    teen: ['hoodie', 'sweater', 'jacket', 'dress'],
    young: ['jacket', 'dress', 'sweater', 'raincoat', 'shirt', 'peacoat'],
    adult: ['peacoat', 'shirt', 'suit', 'dress', 'jacket', 'sweater', 'raincoat'],
    middle: ['suit', 'sweater', 'peacoat', 'dress', 'shirt'],
    old: ['sweater', 'dress', 'peacoat', 'shirt'],
  },
};

/** Coats of people whose script names no colour: every hue of the wheel as often as the others, yellow as one of many. */
const quietCoats = [
  '#36536b',
  '#a63f36',
  '#2f7a74',
  '#6d3f6b',
  '#557340',
  '#5f93b8',
  '#c26a7c',
  '#74503a',
  '#3f68a0',
  '#702f3a',
  '#2f5a45',
  '#8a7aa6',
  '#4a6484',
  '#8f4a34',
  '#6f7f6a',
  '#4b4a78',
] as const;
export const brightCoats: readonly string[] = ['#d8a136', '#c8682f'];

/**
 * The coat colours of one film, shuffled: few enough that films differ from each other, enough for a large cast. The
 * colour that is farthest from all others would be given to somebody in every film, so bright coats come one film in four.
 */
export const filmCoats = (random: Random): readonly string[] => {
  const left: string[] = [...quietCoats];
  const chosen = Array.from({ length: 10 }, () => left.splice(Math.floor(random() * left.length), 1)[0] as string);
  return random() < 0.25 ? [...chosen, pick(random, brightCoats)] : chosen;
};

/** Colour words of scripts, for clothes. Hair words are looked up in `hairColours` first. */
export const clothColours: Readonly<Record<string, string>> = {
  ...coats,
  blue: '#3f68a0',
  purple: '#6d3f7b',
  violet: '#6d4f8b',
  pink: '#d98a9c',
  black: '#2d2b33',
  white: '#e6e1d6',
  grey: '#7b7d86',
  gray: '#7b7d86',
  silver: '#a3a8b0',
  gold: '#c99b3e',
  golden: '#c99b3e',
  tan: '#b8966a',
  beige: '#cdb894',
  khaki: '#8d8257',
  olive: '#6b6b3c',
  burgundy: '#702f3a',
  maroon: '#702f3a',
  crimson: '#a22f3a',
  scarlet: '#b8342c',
  turquoise: '#3a9a98',
  mustard: '#c4932f',
  denim: '#4a6484',
  leather: '#4a3830',
  camel: '#b08a58',
  tweed: '#8a7658',
  linen: '#d3c4a4',
  straw: '#cdb072',
  ivory: '#ddd4bf',
};
