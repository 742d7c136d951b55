/** The door of the props: the drawing of a noun. Own drawings first, then the redrawn emoji, then something wrapped. */
import { drawEmoji, hasEmoji } from './emoji.ts';
import * as papers from './own-papers.ts';
import * as things from './own-things.ts';
import * as tools from './own-tools.ts';
import type { PropDraw } from './prop-pen.ts';

export { createPropPen, type PropDraw, type PropPen } from './prop-pen.ts';

/** On what a thing lies or hangs when it fills the frame. */
export type Ground = 'table' | 'wall' | 'console' | 'cloth' | 'floor' | 'standing';

type Prop = {
  readonly draw: PropDraw;
  readonly ground?: Ground;
  readonly with?: readonly string[];
  readonly shines?: boolean;
};

const own: Readonly<Record<string, Prop>> = {
  letter: { draw: papers.letter, with: ['envelope', 'pen'] },
  envelope: { draw: papers.envelope, with: ['letter', 'key'] },
  map: { draw: papers.map, with: ['compass', 'notebook'] },
  photograph: { draw: papers.photograph, with: ['letter', 'cup'] },
  newspaper: { draw: papers.newspaper, with: ['cup', 'glasses'] },
  book: { draw: papers.book, with: ['lamp', 'glasses'] },
  notebook: { draw: papers.notebook, with: ['cup', 'photograph'] },
  money: { draw: papers.money, with: ['envelope', 'coin'] },
  coin: { draw: papers.coin, with: ['money', 'key'] },
  bag: { draw: papers.bag, ground: 'floor', with: ['letter', 'envelope'] },
  suitcase: { draw: papers.suitcase, ground: 'floor', with: ['hat', 'newspaper'] },
  compass: { draw: tools.compass, with: ['map', 'letter'] },
  phone: { draw: tools.phone, with: ['cup', 'key'] },
  key: { draw: tools.key, with: ['envelope', 'coin'] },
  gun: { draw: tools.gun, with: ['envelope', 'glass'] },
  torch: { draw: tools.torch, with: ['map', 'key'] },
  watch: { draw: tools.watch, with: ['letter', 'cup'] },
  'pocket watch': { draw: tools.pocketWatch, with: ['letter', 'photograph'] },
  clock: { draw: tools.clock, ground: 'wall' },
  knife: { draw: tools.knife, with: ['bread', 'glass'] },
  radio: { draw: tools.radio, ground: 'standing', with: ['microphone', 'cup'], shines: true },
  recorder: { draw: tools.recorder, ground: 'standing', with: ['cup', 'notebook'], shines: true },
  microphone: { draw: tools.microphone, ground: 'standing', with: ['radio', 'notebook'] },
  camera: { draw: tools.camera, with: ['photograph', 'notebook'] },
  laptop: { draw: tools.laptop, ground: 'standing', with: ['cup', 'notebook'], shines: true },
  'door handle': { draw: tools.doorHandle, ground: 'wall' },
  'steering wheel': { draw: tools.wheel, ground: 'console' },
  cup: { draw: things.cup, ground: 'standing', with: ['letter', 'book'] },
  lamp: { draw: things.lamp, ground: 'standing', with: ['book', 'letter'], shines: true },
  bottle: { draw: things.bottle, ground: 'standing', with: ['glass', 'letter'] },
  glass: { draw: things.glass, ground: 'standing', with: ['bottle', 'key'] },
  ring: { draw: things.ring, ground: 'cloth', with: ['letter', 'flower'] },
  candle: { draw: things.candle, ground: 'standing', with: ['book', 'letter'], shines: true },
  medicine: { draw: things.medicine, ground: 'standing', with: ['glass', 'letter'] },
  guitar: { draw: things.guitar, ground: 'floor', with: ['notebook', 'cup'] },
  flower: { draw: things.flower, with: ['letter', 'glass'] },
  toy: { draw: things.toy, ground: 'standing', with: ['book', 'photograph'] },
  parcel: { draw: things.parcel, with: ['letter', 'key'] },
};

/** Other words for what can be drawn. */
const synonyms: Readonly<Record<string, string>> = {
  mug: 'cup',
  coffee: 'cup',
  tea: 'cup',
  teacup: 'cup',
  beer: 'glass',
  whisky: 'glass',
  whiskey: 'glass',
  drink: 'glass',
  water: 'glass',
  cellphone: 'phone',
  mobile: 'phone',
  smartphone: 'phone',
  'cell phone': 'phone',
  handset: 'telephone',
  pistol: 'gun',
  revolver: 'gun',
  handgun: 'gun',
  weapon: 'gun',
  flashlight: 'torch',
  headlamp: 'torch',
  note: 'letter',
  paper: 'letter',
  document: 'letter',
  will: 'letter',
  contract: 'letter',
  page: 'letter',
  manuscript: 'letter',
  script: 'letter',
  papers: 'letter',
  report: 'letter',
  list: 'letter',
  postcard: 'photograph',
  photo: 'photograph',
  picture: 'photograph',
  polaroid: 'photograph',
  snapshot: 'photograph',
  portrait: 'photograph',
  chart: 'map',
  plan: 'map',
  blueprint: 'map',
  dial: 'radio',
  cassette: 'recorder',
  'tape recorder': 'recorder',
  'cassette recorder': 'recorder',
  dictaphone: 'recorder',
  walkie: 'radio',
  'walkie-talkie': 'radio',
  transmitter: 'radio',
  receiver: 'radio',
  mic: 'microphone',
  microphones: 'microphone',
  diary: 'notebook',
  journal: 'notebook',
  logbook: 'notebook',
  ledger: 'notebook',
  log: 'notebook',
  sketchbook: 'notebook',
  bible: 'book',
  novel: 'book',
  album: 'book',
  manual: 'book',
  wristwatch: 'watch',
  stopwatch: 'pocket watch',
  fob: 'pocket watch',
  blade: 'knife',
  dagger: 'knife',
  satchel: 'bag',
  handbag: 'bag',
  purse: 'bag',
  'mail bag': 'bag',
  mailbag: 'bag',
  sack: 'bag',
  duffel: 'bag',
  case: 'suitcase',
  luggage: 'suitcase',
  briefcase: 'suitcase',
  trunk: 'suitcase',
  keys: 'key',
  wallet: 'money',
  cash: 'money',
  bill: 'money',
  banknote: 'money',
  coins: 'coin',
  medal: 'medal',
  lantern: 'lamp',
  pills: 'medicine',
  pill: 'medicine',
  computer: 'laptop',
  screen: 'laptop',
  monitor: 'laptop',
  tablet: 'laptop',
  handle: 'door handle',
  doorknob: 'door handle',
  knob: 'door handle',
  door: 'door handle',
  wheel: 'steering wheel',
  helm: 'steering wheel',
  rose: 'flower',
  flowers: 'flower',
  bouquet: 'flower',
  doll: 'toy',
  teddy: 'toy',
  wine: 'bottle',
  telegram: 'letter',
  parcel: 'parcel',
  package: 'parcel',
  box: 'parcel',
  gift: 'present',
};

/** The noun under which a thing is drawn: itself, its last word, its singular or another word for it. */
const nounOf = (name: string): string => {
  const clean = name
    .toLowerCase()
    .replace(/[^a-z\- ]/g, '')
    .trim();
  const words = clean.split(' ');
  const last = words.at(-1) ?? clean;
  for (const word of [
    clean,
    last,
    clean.replace(/s$/, ''),
    last.replace(/s$/, ''),
    last.replace(/es$/, ''),
    clean.replaceAll(' ', '-'),
    words[0] ?? clean,
  ]) {
    const noun = synonyms[word] ?? word;
    if (own[noun] !== undefined || hasEmoji(noun)) return noun;
  }
  return 'parcel';
};

/** Parts of people and of rooms are no things to be laid on a table. */
const undrawable =
  /^(hands?|fingers?|face|eyes?|mouth|lips|feet|foot|arm|arms|shoulder|body|hair|floor|wall|ceiling|room|window|sky|light|shadow|voice|smoke|blood|tears?)$/;

/** The names that can be drawn as things, in their order. */
export const drawableProps = (names: readonly string[]): string[] =>
  names.filter((name) => !undrawable.test(name.toLowerCase().trim()));

/** What is as high as it is wide stands before the place; of the others each noun has its own company. */
const standing =
  /^(telescope|trophy|teddy-bear|teddy|bear|cake|dog|cat|robot|wheelchair|hourglass|microscope|globe|lantern|kettle|teapot|vase|plant|piano|drum|bicycle|motorcycle|statue|moai|pumpkin|snowman|tree|cactus|owl|bird|duck|horse|cow|goat|fox|wolf|frog|rabbit|snail|parrot|penguin|lion|tiger|monkey|camel|dragon|unicorn|house|castle|tent|mirror|chair|throne|rocket|tractor|train|car|truck|bus|boat|ship|can|pot|potion|flask|milk|popcorn|fire-extinguisher|barrel|toilet|bathtub|tombstone|coffin|alien|computer|television|screen|film-projector)$/;
const company = [
  ['letter', 'key'],
  ['photograph'],
  ['coin', 'letter'],
  ['pen', 'envelope'],
  ['notebook'],
  ['map', 'coin'],
] as const;

const emojiProp = (noun: string): Prop => {
  const draw: PropDraw = (pen) => drawEmoji(pen.context, noun);
  if (standing.test(noun)) return { draw, ground: 'standing' };
  return {
    draw,
    with: company[[...noun].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % company.length] ?? [],
  };
};

export const propOf = (name: string): Prop => {
  const noun = nounOf(name);
  return own[noun] ?? emojiProp(noun);
};

export type { Prop };
