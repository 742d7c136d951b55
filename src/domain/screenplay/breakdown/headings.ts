/** Scene headings taken apart: inside or outside, place and sub-places, time of day. */
import type { InteriorExterior, TimeOfDay } from '../breakdown.types.ts';
import { indoorPlaces, outdoorPlaces } from '../words/places.ts';
import { knownSingular, slugOf, tokensOf } from './tokens.ts';

export type HeadingParts = {
  readonly intExt: InteriorExterior;
  /** Place and sub-places, e.g. `['HALCYON', 'AIRLOCK']`; empty when the heading names none. */
  readonly places: readonly string[];
  /** The words after the last dash as written, e.g. `MOMENTS LATER`. */
  readonly timeWords: string;
  /** Undefined where the words only point at the scene before (`LATER`) or say nothing. */
  readonly timeOfDay: TimeOfDay | undefined;
  /** True for `CONTINUOUS`, `LATER`, `SAME`: the time is that of the scene before. */
  readonly isRelative: boolean;
};

const timePatterns: readonly (readonly [TimeOfDay, RegExp])[] = [
  ['dawn', /\b(?:dawn|sunrise|daybreak|first light|pre-?dawn|early morning)\b/i],
  ['dusk', /\b(?:dusk|sunset|sundown|twilight|magic hour|golden hour|nightfall|gloaming)\b/i],
  ['morning', /\b(?:morning|breakfast|[5-9] ?a\.?m|1[01] ?a\.?m)\b/i],
  ['afternoon', /\b(?:afternoon|[2-5] ?p\.?m)\b/i],
  ['evening', /\b(?:evening|[6-8] ?p\.?m)\b/i],
  ['night', /\b(?:night|midnight|nighttime|9 ?p\.?m|1[01] ?p\.?m|12 ?a\.?m|[1-4] ?a\.?m|late)\b/i],
  ['day', /\b(?:day|daytime|noon|midday|12 ?p\.?m|1 ?p\.?m|lunchtime|lunch|present|sunny)\b/i],
];

const relativeTime =
  /\b(?:continuous|cont'?d|continuing|same|later|moments|meanwhile|following|intercut|simultaneous|beat|seconds|minutes)\b/i;
/** Words beside times that do not make a dash part a place. */
const timeFiller =
  /\b(?:the|next|that|previous|following|early|late|later|mid|same|time|cycle|moments?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|a|an|few|one|two|three|four|five|six|seven|eight|nine|ten|after|before|ago|of|present|flashback|dream|establishing|est|moving|travelling|traveling|driving|parked|stationary|various|montage|raining|rain|snow|snowing|storm|stormy|foggy|fog|winter|summer|spring|autumn|fall|monday|tuesday|wednesday|thursday|friday|saturday|sunday|christmas|eve|\d+(?:st|nd|rd|th)?|circa|in|at|on|to|into|and|just|some|back|shot|rainy|windy|sunny|cloudy|overcast|\d{1,2}:\d\d|o'clock|a\.?m\.?|p\.?m\.?)\b/gi;

/** `undefined` when the words name no time of day at all. */
export const timeOfDayIn = (words: string): TimeOfDay | undefined => {
  if (
    /\b(?:days?|weeks?|months?|years?|hours?|minutes?|seconds?|moments?) (?:later|before|ago|earlier)\b/i.test(words)
  ) {
    const rest = words.replace(
      /\b(?:days?|weeks?|months?|years?|hours?|minutes?|seconds?|moments?) (?:later|before|ago|earlier)\b/i,
      '',
    );
    return rest.trim() === '' ? undefined : timeOfDayIn(rest);
  }
  if (/\blater\b|\bas late\b/i.test(words) && !/night|day|morning|evening|afternoon|dawn|dusk|noon/i.test(words))
    return undefined;
  const late = /\blate (afternoon|morning|evening|night|day)\b/i.exec(words);
  const searched = late === null ? words : (late[1] as string);
  return timePatterns.find(([, pattern]) => pattern.test(searched))?.[0];
};

const timeWordsEverywhere = [...timePatterns.map(([, pattern]) => pattern), relativeTime, timeFiller].map(
  (pattern) => new RegExp(pattern.source, 'gi'),
);

const isTimePart = (part: string): boolean => {
  const bare = part.replace(/[()[\]]/g, ' ');
  let rest = bare;
  for (const pattern of timeWordsEverywhere) rest = rest.replace(pattern, ' ');
  return rest.replace(/[^\p{L}]/gu, '') === '' && /[\p{L}\p{N}]/u.test(bare);
};

const prefix = /^(INT\.?\s*\/\s*EXT|EXT\.?\s*\/\s*INT|I\.?\s*\/\s*E|E\.?\s*\/\s*I|INT|EXT|EST)(?:[.:]\s*|\s+|$)/i;

const intExtOf = (word: string): InteriorExterior => {
  if (/\//.test(word)) return 'int-ext';
  return /^int/i.test(word) ? 'int' : 'ext';
};

/** Inside or outside by the nouns of a place name; the last telling word decides (`SCHOOL PLAYGROUND` is outside). */
export const insideByName = (name: string): InteriorExterior | undefined => {
  for (const token of tokensOf(name).reverse()) {
    if (knownSingular(token.lower, outdoorPlaces) !== undefined) return 'ext';
    if (knownSingular(token.lower, indoorPlaces) !== undefined) return 'int';
  }
  return undefined;
};

/** Splits at ` - `, dashes, and before a time also at commas and full stops (`INT. HOUSE, NIGHT`). */
const partsOf = (rest: string): string[] => {
  const parts = rest.split(/\s+[-–—]+\s*|\s*[–—]\s*|\s*--+\s*/).flatMap((part) => {
    const cut = /^(.*\S)\s*[,.]\s*([^,.]+)\.?$/.exec(part);
    return cut !== null && isTimePart(cut[2] as string) ? [cut[1] as string, cut[2] as string] : [part];
  });
  return parts.map((part) => part.trim()).filter((part) => part !== '');
};

const bracketed = /\s*[([]([^)\]]*)[)\]]\s*$/;

/** Takes any heading apart; a heading without INT or EXT is judged by the words of its place. */
export const readHeading = (heading: string): HeadingParts => {
  const found = prefix.exec(heading);
  const rest = found === null ? heading : heading.slice(found[0].length);
  const extra = bracketed.exec(rest);
  const parts = partsOf(extra === null ? rest : rest.slice(0, extra.index));
  const times: string[] = [];
  while (parts.length > (found === null ? 1 : 0) && isTimePart(parts.at(-1) as string))
    times.unshift(parts.pop() as string);
  if (extra !== null && isTimePart(extra[1] as string)) times.push(extra[1] as string);
  const timeWords = times.join(' - ');
  const places = parts.map((part) => part.replace(/[.,:;]+$/, ''));
  const intExt = found === null ? (insideByName(places.join(' ')) ?? 'int-ext') : intExtOf(found[1] as string);
  return {
    intExt,
    places,
    timeWords,
    timeOfDay: timeOfDayIn(timeWords),
    isRelative: timeWords !== '' && relativeTime.test(timeWords),
  };
};

/**
 * One id for the same place however it is written: order of sub-places, articles, case and punctuation do not matter.
 * The inside and the outside of a house are two places, because they are two sets.
 */
export const locationIdOf = (intExt: InteriorExterior, places: readonly string[]): string => {
  const slugs = places.map((place) => slugOf(place.replace(/^(?:the|a|an)\s+/i, '')));
  return `${intExt}-${slugs.toSorted().join('--') || 'unnamed-place'}`;
};
