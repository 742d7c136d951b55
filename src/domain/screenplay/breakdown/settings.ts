/** Where and when each scene plays: heading parts, places shared by scenes, times and weather carried from scene to scene. */
import type { InteriorExterior, TimeOfDay, Weather } from '../breakdown.types.ts';
import { plainText } from '../emphasis.ts';
import { indoorPlaces, outdoorPlaces } from '../words/places.ts';
import { type HeadingParts, insideByName, locationIdOf, readHeading, timeOfDayIn } from './headings.ts';
import { foldBlanks, type RawScene } from './paragraphs.ts';
import { knownSingular } from './tokens.ts';
import { weatherEnds, weatherIn } from './weather.ts';

export type Setting = {
  readonly heading: string;
  readonly intExt: InteriorExterior;
  readonly locationId: string;
  readonly placeName: string;
  /** False where the script says nothing of the place, so that the name is only a stand-in. */
  readonly isNamed: boolean;
  readonly timeOfDay: TimeOfDay;
  readonly timeWords: string;
  readonly weather: Weather;
};

const headingWords = { int: 'INT.', ext: 'EXT.', 'int-ext': 'INT./EXT.' } as const;

const actionText = (scene: RawScene): string =>
  scene.items.flatMap((item) => (item.kind === 'action' ? [item.paragraph.text] : [])).join(' ');

/** Stand-ins for a place that nothing in the script names. */
const unnamed = { outside: 'UNNAMED PLACE', inside: 'ROOM' } as const;

/** What is only met under the open sky, beside the weather. */
const openAir =
  /\b(?:outside|outdoors|open air|sidewalks?|pavements?|traffic|sand|waves|grass|trees|puddles?|umbrellas?)\b/i;

/** Talk alone is heard in a room, unless the action plainly says that it is out of doors. */
const unnamedHeading = (scene: RawScene): string => {
  if (!scene.items.some((item) => item.kind === 'speech')) return `${headingWords['int-ext']} ${unnamed.outside}`;
  const text = actionText(scene);
  const weather = weatherIn(text);
  const isOutside = openAir.test(text) || (weather !== undefined && weather !== 'clear');
  return isOutside ? `${headingWords.ext} ${unnamed.outside}` : `${headingWords.int} ${unnamed.inside}`;
};

/** A scene without a heading plays in the first place its opening paragraphs name. */
const headingFromAction = (scene: RawScene): string | undefined => {
  const paragraphs = scene.items.flatMap((item) => (item.kind === 'action' ? [item.paragraph] : [])).slice(0, 3);
  for (const { tokens } of paragraphs) {
    for (const { lower } of tokens) {
      const place = knownSingular(lower, indoorPlaces) ?? knownSingular(lower, outdoorPlaces);
      if (place !== undefined) return `${headingWords[insideByName(place) ?? 'int-ext']} ${place.toUpperCase()}`;
    }
  }
  return undefined;
};

const telling = /\b(?:midnight|moonlight|moonlit|starlight|night|dawn|sunrise|sunset|dusk|twilight)\b/i;
/** Only where no heading could have said so. */
const tellingInStories =
  /\b(?:midnight|moonlight|moonlit|starlight|night|dawn|sunrise|sunset|dusk|twilight|evening|morning|afternoon|noon)\b/i;

/** Time where the heading gives none: what the first paragraph says, or the dark of space. */
const timeFromAction = (scene: RawScene, placeName: string): TimeOfDay | undefined => {
  const first = scene.items.find((item) => item.kind === 'action');
  const pattern = scene.heading === undefined ? tellingInStories : telling;
  const found = first?.kind === 'action' ? pattern.exec(first.paragraph.text) : null;
  if (found !== null) return /moon|star/i.test(found[0]) ? 'night' : timeOfDayIn(found[0]);
  return /\b(?:SPACE|ORBIT|GALAXY)\b/i.test(placeName) ? 'night' : undefined;
};

const startsAnew = /\b(?:next|days?|weeks?|months?|years?|hours?)\b/i;

/** Weather carries over while the story goes straight on, and indoors through the same night. */
const carriedWeather = (
  parts: HeadingParts,
  timeOfDay: TimeOfDay,
  text: string,
  before: Setting | undefined,
): Weather => {
  if (before === undefined || weatherEnds(text) || startsAnew.test(parts.timeWords)) return 'clear';
  if (parts.isRelative) return before.weather;
  return parts.intExt !== 'ext' && before.timeOfDay === timeOfDay ? before.weather : 'clear';
};

const isSamePlace = (places: readonly string[]): boolean =>
  places.length === 1 && /^(?:SAME|SAME PLACE|SAME LOCATION)$/i.test(places[0] as string);

const settingOf = (scene: RawScene, before: Setting | undefined, byLocation: ReadonlyMap<string, Setting>): Setting => {
  const written = scene.heading === undefined ? headingFromAction(scene) : foldBlanks(plainText(scene.heading.text));
  const heading = written ?? unnamedHeading(scene);
  const parts = readHeading(heading);
  const reuses = before !== undefined && (isSamePlace(parts.places) || parts.places.length === 0);
  const placeName = reuses ? before.placeName : parts.places.join(' - ').toUpperCase() || unnamed.outside;
  const locationId = reuses ? before.locationId : locationIdOf(parts.intExt, parts.places);
  const sameLocation = byLocation.get(locationId);
  const timeOfDay =
    parts.timeOfDay ??
    (parts.isRelative ? before?.timeOfDay : undefined) ??
    timeFromAction(scene, placeName) ??
    sameLocation?.timeOfDay ??
    (parts.timeWords === '' ? undefined : before?.timeOfDay) ??
    'day';
  const text = actionText(scene);
  const weather = weatherIn(heading) ?? weatherIn(text) ?? carriedWeather(parts, timeOfDay, text, before);
  return {
    heading,
    intExt: reuses ? before.intExt : parts.intExt,
    locationId,
    placeName,
    isNamed: reuses ? before.isNamed : written !== undefined && parts.places.length > 0,
    timeOfDay,
    timeWords: parts.timeWords,
    weather,
  };
};

/** Settings of all scenes in order; each may lean on those before it. */
export const readSettings = (scenes: readonly RawScene[]): Setting[] => {
  const settings: Setting[] = [];
  const byLocation = new Map<string, Setting>();
  for (const scene of scenes) {
    const setting = settingOf(scene, settings.at(-1), byLocation);
    settings.push(setting);
    byLocation.set(setting.locationId, setting);
  }
  return settings;
};
