/** Light, weather and colour of a scene in a lighting cameraman's words: a source that is motivated by the set, a quality, a palette. */
import type { Mood, TimeOfDay, Weather } from '../screenplay/breakdown.types.ts';
import type { ShotBrief } from './shot-brief.types.ts';

type ByTime = Readonly<Record<TimeOfDay, string>>;

const outside: ByTime = {
  dawn: 'Pale first light low on the horizon, long soft shadows, cool blue turning to gold',
  morning: 'Clear low morning sun from the side, crisp shadows',
  day: 'Natural daylight from high above, clear shadows',
  afternoon: 'Warm slanting afternoon sun from the side',
  dusk: 'Low amber light on the horizon, deep blue gathering overhead',
  evening: 'Last blue light in the sky, warm points of lamplight',
  night: 'Night: faint moonlight and a few warm practical lights, deep blue-black shadows',
};

/** Sun that clouds take away. */
const overcast: ByTime = {
  dawn: 'Dim grey first light under heavy cloud',
  morning: 'Flat grey morning light under low cloud',
  day: 'Soft flat light under an overcast sky',
  afternoon: 'Dull grey afternoon light under low cloud',
  dusk: 'Failing blue-grey light under heavy cloud',
  evening: 'Almost dark, lamps catching the weather',
  night: 'Night: lamps catching the weather, black beyond their reach',
};

const throughWindow: ByTime = {
  dawn: 'Cold blue first light through the window, the room still dark',
  morning: 'Low morning sun through the window, dust in the beam',
  day: 'Soft daylight through the window, gentle falloff into the room',
  afternoon: 'Warm afternoon sun slanting through the window',
  dusk: 'Amber dusk through the window, shadows filling the room',
  evening: 'Blue evening in the window, one warm lamp inside',
  night: 'One warm practical light inside, night black in the window',
};

const inRoom: ByTime = {
  dawn: 'Dim cool first light, the room still dark',
  morning: 'Clear soft morning light from one side',
  day: 'Soft even daylight from one side',
  afternoon: 'Warm light from one side',
  dusk: 'Failing warm light, shadows filling the room',
  evening: 'Warm lamplight, soft shadows',
  night: 'Low-key light from a single practical source, deep shadows',
};

/** Rooms that no sun reaches, whatever the hour. */
const windowless =
  /\b(?:submarine|space ?ship|spacecraft|space station|airlock|bunker|basement|cellar|tunnel|mine|cave|vault|dungeon|crypt|lift|elevator|cinema|theatre|theater|nightclub|subway|metro|sewer|control room|engine room|server room)\b/u;

/** Rooms that tubes light, by night at least. */
const fluorescent =
  /\b(?:hospital|ward|clinic|emergency room|operating room|morgue|office|police station|precinct|supermarket|laundromat|school|classroom|laborator(?:y|ies)|lab|airport|garage|factory|warehouse|prison|cell block|subway|metro|bus station)\b/u;

/** Whether tubes are the light: where no day comes in, or it is dark outside. */
const isTubeLit = (brief: ShotBrief): boolean =>
  brief.place.interior &&
  fluorescent.test(brief.place.name.toLowerCase()) &&
  (!showsHour(brief) || isDark(brief.timeOfDay));

/** Whether the hour can be seen at all. */
export const showsHour = ({ place }: ShotBrief): boolean =>
  !place.interior || !windowless.test(place.name.toLowerCase());

/** Sources that stand in the set and make the light themselves. */
const sources: readonly (readonly [RegExp, string])[] = [
  [/\bcandles?\b/u, 'candlelight, warm and unsteady'],
  [/\b(?:fire|fireplace|hearth|campfire)\b/u, 'firelight flickering over faces and walls'],
  [/\b(?:stove|oven|furnace|forge)\b/u, 'an orange glow from the fire'],
  [/\b(?:lantern|lamp|lamps|lanterns)\b/u, 'the warm pool of a lamp'],
  [/\b(?:neon|sign)\b/u, 'coloured spill from a neon sign'],
  [/\b(?:television|tv|monitor|screen|computer|laptop)\b/u, 'the cold flicker of a screen'],
  [/\b(?:streetlamp|streetlight|street lamp)\b/u, 'sodium light from a street lamp'],
];

const isDark = (time: TimeOfDay): boolean =>
  time === 'night' || time === 'evening' || time === 'dusk' || time === 'dawn';

/** `Low-key light from a single practical source, deep shadows, with the warm pool of a lamp.` One sentence. */
export const lightSentence = (brief: ShotBrief): string => {
  const { place, timeOfDay, weather } = brief;
  const hasWindow = place.dressing.some((thing) => /\bwindows?\b/u.test(thing));
  const isGrey = weather === 'rain' || weather === 'storm' || weather === 'fog' || weather === 'snow';
  const name = place.name.toLowerCase();
  if (isTubeLit(brief)) return 'Even fluorescent light from above, slightly green, hard on every face.';
  if (!showsHour(brief)) return 'Artificial light from fixtures in the set, dim between them.';
  const table = place.interior ? (hasWindow ? throughWindow : inRoom) : isGrey ? overcast : outside;
  const set = `${place.dressing.join(' ').toLowerCase()} ${name}`;
  const source = isDark(timeOfDay) ? sources.find(([words]) => words.test(set))?.[1] : undefined;
  const isSaid = source !== undefined && /\blamp/u.test(source) && /\blamp/u.test(table[timeOfDay]);
  return source === undefined || isSaid ? `${table[timeOfDay]}.` : `${table[timeOfDay]}, with ${source}.`;
};

/** `Low-key, deep shadows.`: the light when there is little room for words. */
export const lightShort = (brief: ShotBrief): string => {
  const { timeOfDay, place } = brief;
  if (isTubeLit(brief)) return 'Fluorescent light.';
  if (!showsHour(brief)) return 'Artificial light.';
  const words: ByTime = {
    dawn: 'Cold first light',
    morning: 'Clear morning light',
    day: 'Soft daylight',
    afternoon: 'Warm afternoon light',
    dusk: 'Amber dusk light',
    evening: place.interior ? 'Warm lamplight' : 'Blue evening light',
    night: place.interior ? 'Low-key practical light' : 'Moonlit night, warm lamps',
  };
  return `${words[timeOfDay]}.`;
};

const weatherOutside: Readonly<Record<Exclude<Weather, 'clear'>, string>> = {
  rain: 'Steady rain falls, every surface wet and reflecting.',
  storm: 'Driving rain and wind, lightning on the horizon.',
  snow: 'Snow falls in large slow flakes, breath shows white.',
  fog: 'Thick fog swallows the distance.',
  wind: 'Strong wind pulls at hair and clothes.',
};
const weatherInside: Readonly<Record<Exclude<Weather, 'clear'>, string>> = {
  rain: 'Rain runs down the window.',
  storm: 'Rain lashes the window, lightning flares in it.',
  snow: 'Snow drifts past the window.',
  fog: 'White fog stands behind the window.',
  wind: 'Wind rattles the window.',
};

/** What the weather does in the picture; undefined for clear, and for rooms without a window. */
export const weatherSentence = ({ place, weather }: ShotBrief): string | undefined => {
  if (weather === 'clear') return undefined;
  if (!place.interior) return weatherOutside[weather];
  return place.dressing.some((thing) => /\bwindows?\b/u.test(thing)) ? weatherInside[weather] : undefined;
};

const palettes: Readonly<Record<Exclude<Mood, 'neutral'>, string>> = {
  tender: 'Warm, low-contrast palette, close and quiet.',
  joyful: 'Bright, saturated palette, light everywhere.',
  wonder: 'Luminous palette, soft highlights, hushed stillness.',
  unease: 'Desaturated palette with a faint green cast, uneasy negative space.',
  dread: 'Cold, desaturated palette, heavy blacks at the edges.',
  grief: 'Muted grey-blue palette, still air.',
  anger: 'Hard contrast, hot highlights against dark ground.',
  resolve: 'Clean, firm contrast, cool shadows and one warm accent.',
  comic: 'Bright even palette, crisp clear colours.',
};

/** Colour and contrast of a mood; undefined for none in particular. */
export const moodSentence = ({ mood }: ShotBrief): string | undefined =>
  mood === 'neutral' ? undefined : palettes[mood];

/** `at night`, `at dawn`, `in the afternoon`. */
export const timeWords: ByTime = {
  dawn: 'at dawn',
  morning: 'in the morning',
  day: 'in daylight',
  afternoon: 'in the afternoon',
  dusk: 'at dusk',
  evening: 'in the evening',
  night: 'at night',
};
