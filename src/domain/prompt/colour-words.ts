/** Names that a painter or a model understands for the colours of looks. Ours are few; any other is named after the nearest of them. */
import { hairColours, skins } from '../performance/look-choices.ts';
import { colourDistance } from '../performance/look-distance.ts';

type Named = Readonly<Record<string, string>>;

const nearest = (colour: string, names: Named): string => {
  let best = '';
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const [name, hex] of Object.entries(names)) {
    const distance = colourDistance(colour, hex);
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  return best;
};

/** Cloth by local colour, before any light. */
const cloths: Named = {
  yellow: '#d8a136',
  mustard: '#c4932f',
  navy: '#36536b',
  'dark navy': '#263548',
  blue: '#3f68a0',
  'sky-blue': '#5f93b8',
  'denim-blue': '#4a6484',
  indigo: '#4b4a78',
  red: '#a63f36',
  crimson: '#a22f3a',
  burgundy: '#702f3a',
  rust: '#8f4a34',
  orange: '#c8682f',
  'dusty-rose': '#c26a7c',
  pink: '#d98a9c',
  plum: '#6d3f6b',
  lavender: '#8a7aa6',
  teal: '#2f7a74',
  turquoise: '#3a9a98',
  green: '#557340',
  'bottle-green': '#2f5a45',
  'sage-green': '#6f7f6a',
  olive: '#6b6b3c',
  khaki: '#8d8257',
  brown: '#74503a',
  'dark brown': '#4a3830',
  tan: '#b8966a',
  camel: '#b08a58',
  beige: '#cdb894',
  cream: '#d3c4a4',
  'off-white': '#e6e1d6',
  'light grey': '#a3a8b0',
  grey: '#7b7d86',
  'slate-grey': '#5f6470',
  charcoal: '#3d3c47',
  black: '#26242b',
};

const hairs: Named = {
  black: hairColours.black as string,
  'dark brown': hairColours['dark brown'] as string,
  brown: hairColours.brown as string,
  auburn: hairColours.auburn as string,
  red: hairColours.red as string,
  'dark blond': hairColours['dark blond'] as string,
  blond: hairColours.blond as string,
  grey: hairColours.grey as string,
  white: hairColours.white as string,
  blue: '#3f68a0',
  pink: '#d98a9c',
  green: '#557340',
  purple: '#6d3f7b',
  teal: '#2f7a74',
};

const eyes: Named = {
  green: '#4f6b4a',
  'dark brown': '#3d3328',
  blue: '#4a6f86',
  brown: '#5b4430',
  hazel: '#6a6a48',
  'dark blue': '#33455c',
  grey: '#66727c',
  amber: '#8a6430',
};

const skinNames = ['fair', 'light', 'light olive', 'tan', 'light brown', 'brown', 'dark brown'] as const;
const skinTones: Named = Object.fromEntries(skins.map((hex, index) => [skinNames[index] as string, hex]));

export const clothColour = (hex: string): string => nearest(hex, cloths);
export const hairColour = (hex: string): string => nearest(hex, hairs);
export const eyeColour = (hex: string): string => nearest(hex, eyes);
export const skinTone = (hex: string): string => nearest(hex, skinTones);
