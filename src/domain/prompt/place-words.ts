/** A location's heading as a phrase in a sentence, and what such a place sounds like. */

import type { Weather } from '../screenplay/breakdown.types.ts';
import { indoorPlaces, outdoorPlaces } from '../screenplay/words/places.ts';
import { readableName } from './action-text.ts';
import { cutAtWord, plainWords, withArticle } from './plain-words.ts';

const longestPlace = 70;

/** Parts of a heading that say when, not where. */
const noPlace =
  /^(?:moving|travell?ing|stationary|later|continuous|same|flashback|present|night|day|dawn|dusk|morning|evening|afternoon)\b/iu;

/**
 * `FERRY WHEELHOUSE` → `a ferry wheelhouse`, `MARA'S HOUSE - KITCHEN` → `a kitchen in Mara's house`, `LONDON` → `London`. `names` are people's,
 * so that an owner keeps the capital. Never empty.
 */
export const placePhrase = (heading: string, names: readonly string[] = []): string => {
  const parts = plainWords(heading)
    .split(/\s+[-–—]\s+|\s*\/\s*/u)
    .map((part) => part.trim())
    .filter((part, index) => part !== '' && (index === 0 || !noPlace.test(part)));
  // The narrowest place is where the camera is.
  const phrase = cutAtWord(
    [...parts]
      .reverse()
      .map((part) => phraseOf(part, names))
      .join(' in '),
    longestPlace,
  );
  return phrase === '' ? 'an unnamed place' : phrase;
};

/** Owners whose name is a trade, not a name. */
const commonOwners =
  /^(?:men|women|children|people|doctor|nurse|driver|captain|king|queen|master|lawyer|teacher|farmer|fisherman|boy|girl|mother|father)['’]s$/u;

const capital = (word: string): string => word.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** Small letters, but for names of people, owners, saints and what stands in quotation marks. */
const lowered = (text: string, names: readonly string[]): string => {
  if (/\p{Ll}/u.test(text)) return text;
  let lower = text
    .toLowerCase()
    .replace(/\b(?:st|mt|dr|mr|mrs)\. \p{Ll}/gu, (run) => run.split(' ').map(capital).join(' '))
    .replace(/(?<=\s')[^']+(?=')/gu, (quoted) => quoted.split(' ').map(capital).join(' '))
    .replace(/(?<!\p{L})\p{Ll}+['’]s(?=\s)/gu, (owner) => (commonOwners.test(owner) ? owner : capital(owner)));
  for (const name of names) {
    const at = lower.toLowerCase().indexOf(name.toLowerCase());
    const isWord = at >= 0 && !/\p{L}/u.test(lower[at - 1] ?? ' ') && !/\p{L}/u.test(lower[at + name.length] ?? ' ');
    if (isWord) lower = lower.slice(0, at) + name + lower.slice(at + name.length);
  }
  return lower;
};

const isKnown = (word: string): boolean =>
  [word, word.replace(/s$/u, '')].some((one) => indoorPlaces.has(one) || outdoorPlaces.has(one));

const phraseOf = (text: string, names: readonly string[]): string => {
  const lower = lowered(text, names);
  // One unknown word is a name: `LONDON`, `NARNIA`.
  if (!isKnown(lower.toLowerCase()) && !/\s/u.test(lower)) return readableName(text);
  return withArticle(lower);
};

const rules: readonly (readonly [RegExp, string, string])[] = [
  [
    /\b(wheelhouse|ferry|ship|boat|trawler|yacht|barge)\b/u,
    'a low ship engine and creaking steel',
    'waves against the hull, wind over the deck',
  ],
  [/\b(harbou?r|dock|docks|pier|quay|marina)\b/u, 'water lapping outside', 'water lapping at the quay, ropes creaking'],
  [
    /\b(beach|sea|ocean|shore|coast|cliffs?|lighthouse|island)\b/u,
    'the sea beyond the walls',
    'surf breaking, wind off the sea',
  ],
  [/\b(river|stream|creek|waterfall)\b/u, 'running water outside', 'running water over stones'],
  [
    /\b(station|platform|terminal|airport)\b/u,
    'echoing footsteps and distant announcements',
    'distant trains, voices echoing',
  ],
  [/\b(train|tram|subway|metro|carriage|compartment)\b/u, 'the steady clatter of rails', 'a train passing'],
  [/\b(car|taxi|van|truck|bus)\b/u, 'engine and tyres on the road', 'passing traffic'],
  [
    /\b(street|road|alley|corner|square|city|town|rooftop|bridge)\b/u,
    'muffled traffic',
    'distant traffic and footsteps',
  ],
  [
    /\b(bar|pub|saloon|cafe|café|restaurant|diner)\b/u,
    'a murmur of voices, glasses and cutlery',
    'voices spilling out of the door',
  ],
  [/\b(kitchen)\b/u, 'a quiet kitchen, a clock ticking', 'kitchen sounds from an open window'],
  [/\b(hospital|ward|clinic)\b/u, 'the soft beep of monitors, ventilation', 'distant sirens'],
  [
    /\b(church|chapel|cathedral|temple|mosque|hall|museum|gallery|library)\b/u,
    'a large hushed room, long echo',
    'distant bells',
  ],
  [
    /\b(forest|woods?|jungle|park|garden|orchard|meadow|field|farm|village|valley)\b/u,
    'birds outside',
    'birds, wind in the leaves',
  ],
  [/\b(desert|mountain|hill|prairie|moor|dune|dunes)\b/u, 'wind outside', 'wind over open land'],
  [
    /\b(spaceship|spacecraft|airlock|cockpit|submarine|laborator(?:y|ies)|lab|server room)\b/u,
    'a steady electronic hum, ventilation',
    'a low hum',
  ],
  [/\b(factory|workshop|garage|warehouse|mine)\b/u, 'machines working in the distance', 'machines behind the wall'],
  [/\b(office|school|classroom|corridor|hallway|courtroom)\b/u, 'room tone, faint ventilation', 'distant traffic'],
];

const weatherSounds: Readonly<Record<Exclude<Weather, 'clear'>, readonly [string, string]>> = {
  rain: ['rain on the windows', 'steady rain'],
  storm: ['rain lashing the windows, thunder rolling', 'driving rain, thunder, gusts of wind'],
  snow: ['wind muffled by snow', 'the hush of falling snow'],
  fog: ['a muffled stillness', 'a muffled stillness, a far foghorn'],
  wind: ['wind pressing on the walls', 'strong gusting wind'],
};

/** What is heard all the time: the place by its name, then the weather. Crickets where a night has nothing else. */
export const placeSounds = (name: string, interior: boolean, weather: Weather, isNight: boolean): string[] => {
  const rule = rules.find(([words]) => words.test(name.toLowerCase()));
  const place = rule === undefined ? undefined : interior ? rule[1] : rule[2];
  const sky = weather === 'clear' ? undefined : weatherSounds[weather][interior ? 0 : 1];
  const found = [place, sky].filter((sound) => sound !== undefined);
  if (found.length > 0) return found;
  if (interior) return ['quiet room tone'];
  return [isNight ? 'crickets, a light breeze' : 'a light breeze, distant birds'];
};
