/** What each drawing of a look is called in words: hair, beards, hats, clothes. One fixed phrase each, so that a person reads the same in every shot. */
import type { CharacterLook } from '../performance/performance.types.ts';
import { clothColour, hairColour } from './colour-words.ts';

/** `%` is where the colour goes. */
const hairPhrases: Readonly<Record<string, string>> = {
  crop: 'short % hair',
  fringe: 'short % hair with a fringe',
  buzz: '% hair in a buzz cut',
  slick: 'slicked-back % hair',
  quiff: 'short % hair swept up in a quiff',
  pompadour: '% hair in a pompadour',
  spiky: 'short spiky % hair',
  shag: 'shaggy % hair',
  swept: 'side-swept % hair',
  bowl: '% hair in a bowl cut',
  tuft: 'tufty % hair',
  pixie: '% hair in a pixie cut',
  'curly-crop': 'short curly % hair',
  coils: 'short tightly coiled % hair',
  'curly-top': 'curly % hair, short at the sides',
  'flat-afro': 'a flat-topped % afro',
  afro: 'a round % afro',
  curls: 'curly shoulder-length % hair',
  flip: 'a % bob flipped at the ends',
  bob: 'a % bob',
  lob: '% hair cut to the shoulders',
  waves: 'wavy chin-length % hair',
  long: 'long straight % hair',
  'long-fringe': 'long straight % hair with a fringe',
  'long-waves': 'long wavy % hair',
  bun: '% hair in a bun',
  'bun-fringe': '% hair in a bun, with a fringe',
  tail: '% hair in a ponytail',
  'high-tail': '% hair in a high ponytail',
  'low-tail': '% hair tied at the neck',
  pigtails: '% hair in pigtails',
  'space-buns': '% hair in two buns',
  balding: 'thinning % hair',
};

/** `long wavy red hair`; undefined for a bald head. */
export const hairPhrase = (look: CharacterLook): string | undefined =>
  look.hair === 'bald' ? undefined : (hairPhrases[look.hair] ?? '% hair').replace('%', hairColour(look.hairColour));

const beards: Readonly<Record<Exclude<CharacterLook['beard'], 'none'>, string>> = {
  stubble: 'stubble',
  short: 'a short % beard',
  full: 'a full % beard',
  moustache: 'a % moustache',
};

/** `a full grey beard`; undefined for none. */
export const beardPhrase = (look: CharacterLook): string | undefined =>
  look.beard === 'none' ? undefined : beards[look.beard].replace('%', hairColour(look.hairColour));

const garments: Readonly<Record<CharacterLook['garment'], string>> = {
  raincoat: '% raincoat',
  peacoat: '% wool coat',
  jacket: '% jacket',
  suit: '% suit',
  sweater: '% knitted sweater',
  shirt: '% shirt',
  dress: '% dress',
  hoodie: '% hoodie',
  apron: '% apron',
  dungarees: '% dungarees',
  uniform: '% uniform',
};

/** Garments that show what is worn under them. */
const isOpen: ReadonlySet<CharacterLook['garment']> = new Set([
  'raincoat',
  'peacoat',
  'jacket',
  'suit',
  'apron',
  'dungarees',
]);

/** `yellow raincoat`, without an article. */
export const garmentNoun = (look: CharacterLook): string => garments[look.garment].replace('%', clothColour(look.coat));

/** `cream shirt`, where it shows and is told from what is over it. */
export const innerNoun = (look: CharacterLook): string | undefined => {
  if (!isOpen.has(look.garment)) return undefined;
  const under = clothColour(look.inner);
  return under === clothColour(look.coat) ? undefined : `${under} shirt`;
};

const hats: Readonly<Record<Exclude<CharacterLook['headwear'], 'none'>, string>> = {
  cap: '% cap',
  beanie: '% knitted beanie',
  hat: '% brimmed hat',
  cowboy: '% cowboy hat',
  hood: 'hood up',
  headscarf: '% headscarf',
};

/** `grey cap`; undefined for a bare head. */
export const hatNoun = (look: CharacterLook): string | undefined =>
  look.headwear === 'none' ? undefined : hats[look.headwear].replace('%', clothColour(look.accent));

const people: Readonly<Record<CharacterLook['ageBand'], { readonly female: string; readonly male: string }>> = {
  child: { female: 'girl', male: 'boy' },
  teen: { female: 'girl', male: 'boy' },
  young: { female: 'woman', male: 'man' },
  adult: { female: 'woman', male: 'man' },
  middle: { female: 'woman', male: 'man' },
  old: { female: 'woman', male: 'man' },
};

/** `woman`, `girl`, `man`, `boy`; `person` where nothing says. */
export const personNoun = (look: CharacterLook): string =>
  look.gender === 'unknown' ? (look.ageBand === 'child' ? 'child' : 'person') : people[look.ageBand][look.gender];

const bandPhrases: Readonly<Record<CharacterLook['ageBand'], string>> = {
  child: 'a % of about nine',
  teen: 'a teenage %',
  young: 'a % in % twenties',
  adult: 'a % in % thirties',
  middle: 'a % in % fifties',
  old: 'an elderly %',
};

const article = (age: number): string =>
  age === 8 || age === 11 || age === 18 || (age >= 80 && age < 90) ? 'an' : 'a';

/** `a 34-year-old woman` where the script says so, else by the look: `a woman in her thirties`. */
export const agePhrase = (look: CharacterLook, age: number | undefined): string => {
  const noun = personNoun(look);
  if (age !== undefined && age >= 1 && age < 120)
    return `${article(Math.round(age))} ${Math.round(age)}-year-old ${noun}`;
  const whose = look.gender === 'female' ? 'her' : look.gender === 'male' ? 'his' : 'their';
  return bandPhrases[look.ageBand].replace('%', noun).replace('%', whose);
};
