/**
 * Reads the words a script uses for a person ("red hair", "grey beard, navy peacoat", "nurse") into parts of a look.
 * What is written wins over what would be chosen; words that are not known are left alone.
 */
import { clothColours, hairColours } from './look-choices.ts';
import type { AgeBand, CharacterLook } from './performance.types.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
export type WrittenLook = Partial<Mutable<Omit<CharacterLook, 'characterId'>>>;

const hairWords: readonly (readonly [RegExp, string])[] = [
  [/\b(bald|hairless|shaven[- ]head|shaved head)\b/, 'bald'],
  [/\b(balding|thinning hair|receding)\b/, 'balding'],
  [/\b(buzz ?cut|crew ?cut|cropped hair|close-cropped|military hair)/, 'buzz'],
  [/\bafro\b/, 'afro'],
  [/\b(dreadlocks|dreads|locs|cornrows)\b/, 'coils'],
  [/\b(pigtails|braids|plaits|two braids)\b/, 'pigtails'],
  [/\bpony ?tail\b/, 'tail'],
  [/\b(braid|plait)\b/, 'low-tail'],
  [/\b(bun|chignon|topknot|pinned up)\b/, 'bun'],
  [/\bbob\b/, 'bob'],
  [/\bpixie\b/, 'pixie'],
  [/\bpompadour\b/, 'pompadour'],
  [/\b(mop|shaggy|messy|unkempt|wild|tousled|dishevell?ed)[ -](of )?(\w+ )?hair/, 'shag'],
  [/\bslicked?[ -]back/, 'slick'],
  [/\b(long|flowing)\b[\w ,-]*\b(wavy|curly|waves|curls)\b|\b(wavy|curly)\b[\w ,-]*\blong\b/, 'long-waves'],
  [/\b(curly|curls|ringlets|frizzy)\b/, 'curls'],
  [/\blong\b[\w ,-]*\bhair\b/, 'long'],
  [/\bshort\b[\w ,-]*\bhair\b/, 'crop'],
];

/** The same word means another drawing for a man. */
const menHair: Readonly<Record<string, string>> = {
  curls: 'curly-top',
  bob: 'swept',
  bun: 'low-tail',
  tail: 'low-tail',
  'long-waves': 'long-waves',
};
const womenHair: Readonly<Record<string, string>> = { crop: 'pixie', slick: 'low-tail', shag: 'waves', coils: 'curls' };

const garmentWords: readonly (readonly [RegExp, CharacterLook['garment']])[] = [
  [/\b(rain ?coat|slicker|oilskins?|mackintosh|anorak|parka|poncho)\b/, 'raincoat'],
  [/\bschool (uniform|blazer)\b/, 'suit'],
  [/\b(flight|pressure|space|boiler|diving|fire|hazmat|wet) ?-?suits?\b/, 'uniform'],
  [/\b(dungarees|overalls|bib[- ]and[- ]brace)\b/, 'dungarees'],
  [/\btrack ?suit\b/, 'hoodie'],
  [/\b(leather|denim|body|bulletproof|stab) vest\b/, 'jacket'],
  [/\b(hoodie|hooded sweatshirt|sweatshirt)\b/, 'hoodie'],
  [/\b(apron)\b/, 'apron'],
  [
    /\b(pea ?coat|overcoat|trench ?coat|greatcoat|winter coat|long coat|wool coat|duffel coat|coat|robes?|cloak|cape|cassock)\b/,
    'peacoat',
  ],
  [/\b(suit|tuxedo|blazer|waistcoat|necktie)\b/, 'suit'],
  [/\b(jacket|bomber|windbreaker)\b/, 'jacket'],
  [/\b(sweater|jumper|cardigan|turtleneck|pullover|knitwear)\b/, 'sweater'],
  [/\b(dress|gown|pinafore|sundress|frock|sari|nightgown)\b/, 'dress'],
  [/\b(uniform|scrubs|jumpsuit|coveralls|spacesuit|fatigues|camouflage|armou?r)\b/, 'uniform'],
  [/\b(shirt|t-shirt|tee|blouse|polo|flannel|undershirt|vest)\b/, 'shirt'],
];

const headwearWords: readonly (readonly [RegExp, CharacterLook['headwear']])[] = [
  [/\b(cowboy hat|stetson|ten-gallon)\b/, 'cowboy'],
  [
    /\b(beanie|watch cap|fur hat|fur cap|ushanka|papakha|knit cap|woolly hat|wool(l?en)? hat|knitted hat|paper hat|chef'?s hat|toque|bobble hat|stocking cap)\b/,
    'beanie',
  ],
  [/\b(baseball cap|flat cap|peaked cap|captain'?s (hat|cap)|police cap|helmet|visor|beret|cap)\b/, 'cap'],
  [/\b(headscarf|hijab|head scarf|bandana|kerchief|veil)\b/, 'headscarf'],
  [/\b(hood up|hooded|in a hood)\b/, 'hood'],
  [/\b(hat|fedora|bowler|trilby|homburg)\b/, 'hat'],
];

/** Trades that dress a person when nothing else is said. */
const trades: readonly (readonly [RegExp, WrittenLook])[] = [
  [/\b(nurse|medic|paramedic)\b/, { garment: 'uniform', coat: '#6fa0b4' }],
  [/\b(doctor|surgeon|scientist|lab coat|white coat)\b/, { garment: 'peacoat', coat: '#ddd9d0' }],
  [
    /\b(police(man|woman)?|cop|officer|sheriff|constable|security guard|guard|trooper|sergeant)\b/,
    { garment: 'uniform', coat: '#33475f', accent: '#263548', headwear: 'cap' },
  ],
  [
    /\b(soldier|private|corporal|lieutenant|marine|guardsman|rifleman|infantryman|trooper)\b/,
    { garment: 'uniform', coat: '#5f6844' },
  ],
  [/\b(chef|cook|baker|barista|bartender|waiter|waitress|butcher|shopkeeper|blacksmith)\b/, { garment: 'apron' }],
  [/\b(astronaut|cosmonaut)\b/, { garment: 'uniform', coat: '#e2ded4', legs: '#d3cfc6', accent: '#c8682f' }],
  [/\b(pilot|mechanic|engineer|janitor)\b/, { garment: 'uniform' }],
  [
    /\b(lawyer|banker|businessm[ae]n|businesswoman|politician|executive|senator|mayor|detective|agent|professor|judge|butler|manager)\b/,
    { garment: 'suit' },
  ],
  [/\b(cowboy|rancher|cowgirl|gunslinger)\b/, { garment: 'jacket', headwear: 'cowboy', coat: '#74503a' }],
  [
    /\b(sailor|fisherman|skipper|harbou?r ?master|lighthouse keeper|ferryman)\b/,
    { garment: 'peacoat', headwear: 'beanie' },
  ],
  [/\b(school uniform|school blazer|schoolboy|schoolgirl)\b/, { garment: 'suit', coat: '#36456b' }],
  [/\b(priest|vicar|pastor|nun)\b/, { garment: 'peacoat', coat: '#2d2b33' }],
  [/\b(hacker|skater|student)\b/, { garment: 'hoodie' }],
];

const ages: readonly (readonly [RegExp, AgeBand])[] = [
  [/\b(toddler|child|kid|boy|girl|schoolboy|schoolgirl|little (boy|girl|brother|sister))\b/, 'child'],
  [/\b(teen|teens|teenager?d?|adolescent)\b/, 'teen'],
  [/\b(middle[- ]aged|forties|fifties|40s|50s|late 40s|weathered)\b/, 'middle'],
  [
    /\b(old|elderly|aged|ancient|sixties|seventies|eighties|60s|70s|80s|grand(ma|pa|mother|father)|granny|retired|wizened|pensioner)\b/,
    'old',
  ],
  [/\b(young (man|woman)|twenties|20s|student|youthful)\b/, 'young'],
  [/\b(thirties|30s)\b/, 'adult'],
];

const skinWords: readonly (readonly [RegExp, string])[] = [
  [/^\s*black\s*$/, '#7a4d36'],
  [/\b(japanese|chinese|korean|vietnamese|east asian|asian)\b/, '#e8bd96'],
  [/\b(pale|fair[- ]skinned|pallid|porcelain)\b/, '#f0c7a6'],
  [/\b(dark[- ]skinned|black (man|woman|girl|boy)|african|nigerian|kenyan)\b/, '#7a4d36'],
  [/\b(brown[- ]skinned|indian|pakistani|olive[- ]skinned|latin[oa]|mexican|arab)\b/, '#b0764f'],
  [/\b(tanned|sunburnt|weathered)\b/, '#c58a63'],
];

const materials = new Set(['leather', 'denim', 'tweed', 'linen', 'straw', 'khaki', 'camel', 'silk']);

const mixed = (colour: string, toward: string, amount: number): string =>
  `#${[1, 3, 5]
    .map(
      (at) => [Number.parseInt(colour.slice(at, at + 2), 16), Number.parseInt(toward.slice(at, at + 2), 16)] as const,
    )
    .map(([from, to]) =>
      Math.round(from + (to - from) * amount)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

const colourBefore = (text: string, index: number, colours: Readonly<Record<string, string>>): string | undefined => {
  const words: string[] = text.slice(0, index).match(/[a-z]+/g) ?? [];
  // `brown leather jacket` is brown, `leather jacket` is the colour of leather; `dark blue` is darker than blue.
  const near = words.slice(-4).filter((word) => colours[word] !== undefined);
  const word = near.filter((name) => !materials.has(name)).pop() ?? near.pop();
  if (word === undefined) return undefined;
  const before = words[words.lastIndexOf(word) - 1];
  const [colour, shade] = [
    colours[word] as string,
    before === 'dark' ? '#15131c' : before === 'pale' || before === 'light' ? '#f2ece0' : undefined,
  ];
  return shade === undefined ? colour : mixed(colour, shade, 0.4);
};

const hairShade = (text: string): string | undefined => {
  const match =
    /\b(hair|curls|bob|braids?|plaits?|pigtails|ponytail|bun|afro|dreadlocks|locks|mane|fringe|beard|stubble|moustache|mustache|goatee|whiskers)\b/.exec(
      text,
    );
  const around = match ? text.slice(Math.max(0, match.index - 32), match.index + match[0].length) : text;
  const rules: readonly (readonly [RegExp, string])[] = [
    [/\b(blonde?|fair[- ]haired|flaxen)\b/, 'blond'],
    [/\b(red[- ]?head|redheaded|ginger|copper|red[- ]haired|carrot)\b/, 'red'],
    [/\b(grey|gray|silver|salt-and-pepper|greying)[- ]?(haired|bearded)\b/, 'grey'],
    [/\b(white|snowy)[- ](haired|bearded)\b/, 'white'],
    [/\bauburn\b/, 'auburn'],
    [/\b(brunette|brown[- ]haired)\b/, 'brown'],
    [/\b(dark|black|raven)[- ]haired\b/, 'black'],
  ];
  for (const [pattern, name] of rules) if (pattern.test(text)) return hairColours[name];
  if (!match) return undefined;
  if (/\b(red|ginger)\b/.test(around)) return hairColours.red;
  if (/\b(grey|gray|silver|greying|iron)\b/.test(around)) return hairColours.grey;
  if (/\b(white|snow)\b/.test(around)) return hairColours.white;
  if (/\b(black|raven|jet)\b/.test(around)) return hairColours.black;
  if (/\bdark\b/.test(around)) return hairColours['dark brown'];
  if (/\bbrown\b/.test(around)) return hairColours.brown;
  if (/\b(golden|yellow)\b/.test(around)) return hairColours.blond;
  if (/\b(blue|pink|green|purple|violet|teal)\b/.test(around))
    return clothColours[/\b(blue|pink|green|purple|violet|teal)\b/.exec(around)?.[0] ?? ''];
  return undefined;
};

const beardOf = (text: string): CharacterLook['beard'] | undefined => {
  if (/\b(clean[- ]shaven|beardless)\b/.test(text)) return 'none';
  if (/\b(stubble|stubbled|unshaven|five o'clock)\b/.test(text)) return 'stubble';
  if (/\b(moustache|mustache|handlebar)\b/.test(text)) return 'moustache';
  if (/\b(goatee|short beard|trimmed beard|neat beard|close beard)\b/.test(text)) return 'short';
  if (/\b(beard|bearded|whiskers)\b/.test(text)) return 'full';
  return undefined;
};

/** What a garment is made of when no colour is named. */
const ownColours: readonly (readonly [RegExp, string])[] = [
  [/space ?-?suit/, '#e2ded4'],
  [/(pressure|flight) ?-?suit/, '#c8682f'],
  [/fatigues|camouflage/, '#5f6844'],
  [/dungarees|overalls/, '#4a6484'],
];

/** Trousers of the same piece as the top. */
const inOnePiece =
  /\b(dungarees|overalls|jumpsuit|coveralls|spacesuit|fatigues|(flight|pressure|space|boiler|diving|fire|hazmat|wet) ?-?suits?)\b/;

const dress = (text: string, look: WrittenLook): void => {
  for (const [pattern, garment] of garmentWords) {
    const match = pattern.exec(text);
    if (!match) continue;
    const colour = colourBefore(text, match.index, clothColours);
    if (look.garment === undefined) {
      look.garment = garment;
      const cloth = colour ?? ownColours.find(([own]) => own.test(match[0]))?.[1];
      if (cloth) look.coat = cloth;
    } else if (colour && garment !== look.garment) look.inner = colour;
  }
  for (const [pattern, headwear] of headwearWords) {
    const match = pattern.exec(text);
    if (!match || look.headwear !== undefined || /knee ?cap|ice ?cap/.test(match[0])) continue;
    look.headwear = headwear;
    const colour = colourBefore(text, match.index, clothColours);
    const accent =
      colour ?? (/\b(paper|chef)/.test(match[0]) ? '#e6e1d6' : /\bfur\b/.test(match[0]) ? '#6a5140' : undefined);
    if (accent) look.accent = accent;
  }
  const scarf = /\b(scarf|shawl|muffler)\b/.exec(text);
  if (scarf && !/head ?scarf/.test(text)) {
    look.scarf = true;
    const colour = colourBefore(text, scarf.index, clothColours);
    if (colour) look.accent = colour;
  }
  const legs = /\b(trousers|jeans|pants|skirt|slacks|shorts)\b/.exec(text);
  if (legs) look.legs = colourBefore(text, legs.index, clothColours) ?? (legs[0] === 'jeans' ? '#3f5470' : '#39424f');
  const tie = /\b(neck)?tie\b/.exec(text);
  if (!tie) return;
  look.tie = true;
  look.accent = colourBefore(text, tie.index, clothColours) ?? look.accent ?? '#8a3b3b';
};

const face = (text: string, look: WrittenLook, gender: 'female' | 'male'): void => {
  const hair = hairWords.find(([pattern]) => pattern.test(text))?.[1];
  if (hair && look.hair === undefined) look.hair = (gender === 'male' ? menHair[hair] : womenHair[hair]) ?? hair;
  const shade = hairShade(text);
  if (shade) look.hairColour = shade;
  const beard = beardOf(text);
  if (beard) look.beard = beard;
  if (/\b(glasses|spectacles|bespectacled|eyeglasses)\b/.test(text))
    look.glasses = /\b(square|thick|horn|black)\b/.test(text) ? 'square' : 'round';
  if (/\bfreckle[sd]?\b/.test(text)) look.freckles = true;
  if (/\b(lipstick|made[- ]up|glamorous|makeup)\b/.test(text)) look.makeup = true;
  const skin = skinWords.find(([pattern]) => pattern.test(text))?.[1];
  if (skin) look.skin = skin;
  const eyes =
    /\b(blue|green|brown|grey|gray|hazel|dark|amber) eyes\b/.exec(text)?.[1] ??
    /\b(blue|green|brown|grey|gray|dark)-eyed\b/.exec(text)?.[1];
  const iris =
    eyes &&
    {
      blue: '#4a6f96',
      green: '#4f7a4a',
      brown: '#5b4430',
      grey: '#66727c',
      gray: '#66727c',
      hazel: '#6a6a48',
      dark: '#2e2620',
      amber: '#8a6430',
    }[eyes];
  if (iris) look.iris = iris;
  if (/^\s*(round|enormous|huge|plump|portly)\s*$/.test(text)) look.build = 1.18;
  if (/\b(broad|burly|stocky|heavy|heavyset|muscular|big|large|barrel|hulking|fat|stout)\b/.test(text))
    look.build = 1.17;
  if (/\b(thin|slim|slight|wiry|lanky|gaunt|skinny|frail|slender|lean)\b/.test(text)) look.build = 0.86;
};

const heightFactor = (text: string): number => {
  if (/\b(tall|towering|lanky|giant|hulking)\b/.test(text)) return 1.07;
  if (/\b(tiny|petite|diminutive|small)\b|\bshort\b(?![\w ,-]*\b(hair|beard|skirt|dress|coat|sleeve)\b)/.test(text))
    return 0.93;
  return 1;
};

/** Age band named by words, e.g. `elderly`, `in her forties`; undefined when they name none. */
export const writtenAge = (phrases: readonly string[]): AgeBand | undefined => {
  const text = phrases.join(' , ').toLowerCase();
  return ages.find(([pattern]) => pattern.test(text))?.[1];
};

/**
 * Everything the phrases say about a look, and how tall they make the person compared with others (1 = as others).
 * Trades dress grown people only: "the cook's boy" wears no apron unless one is written.
 */
export const readLookWords = (
  phrases: readonly string[],
  gender: 'female' | 'male',
  isChild = false,
): { look: WrittenLook; tall: number } => {
  const look: WrittenLook = {};
  const parts = phrases
    .flatMap((phrase) => phrase.toLowerCase().split(/[,;.]|\band\b|\bwith\b/))
    .filter((part) => part.trim());
  for (const part of parts) {
    dress(part, look);
    face(part, look, gender);
  }
  const whole = phrases.join(' , ').toLowerCase();
  if (look.tie && look.garment === undefined) look.garment = 'suit';
  const trade = trades.find(([pattern, { garment }]) => pattern.test(whole) && !(isChild && garment !== 'suit'))?.[1];
  const all: WrittenLook = { ...trade, ...look };
  if (all.coat !== undefined && all.legs === undefined && inOnePiece.test(whole)) all.legs = all.coat;
  return { look: all, tall: heightFactor(whole) };
};
