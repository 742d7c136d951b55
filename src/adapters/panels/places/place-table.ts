/** From the words of a heading to a set. The first row whose words occur decides; rooms and open country for the rest. */
import type { StagedPlace } from '../../../domain/shot/shot.types.ts';
import type { SetBuilder } from './set-builder.ts';
import { bedroom, kitchen, livingRoom } from './sets-home.ts';
import * as nature from './sets-nature.ts';
import * as streets from './sets-street.ts';
import * as water from './sets-water.ts';

export type PlacePainter = (set: SetBuilder) => void;
type Row = readonly [words: RegExp, paint: PlacePainter];

const indoors: readonly Row[] = [
  [/\bkitchen|pantry|galley|scullery/, kitchen],
  [/bed ?room|dormitor|nursery|motel|hotel room|attic|bunk/, bedroom],
];

const outdoors: readonly Row[] = [
  [/alley|backstreet|lane behind/, streets.alley],
  [/bridge|overpass|viaduct/, streets.bridge],
  [/graveyard|cemetery|churchyard|grave|tomb/, nature.graveyard],
  [/rooftop|roof\b|terrace|balcony/, streets.rooftop],
  [/western|saloon|frontier|ghost town|main street of/, streets.western],
  [/pier|jetty|wharf|boardwalk/, water.pier],
  [/harbou?r|port\b|dock|quay|marina|ferry landing|slipway/, water.harbour],
  [/deck|ship|boat|vessel|ferry|yacht|trawler|bow\b|stern\b/, water.shipDeck],
  [/beach|shore|coast|sand\b|cove|lagoon|island|riverbank|lake ?side|seaside|dunes?\b/, water.beach],
  [/\bsea\b|ocean|river|lake|water\b/, water.openSea],
  [/planet|moon\b|mars|crater|asteroid/, water.planet],
  [/\bspace\b|orbit|stars|galaxy/, water.space],
  [/\bsky\b|clouds?\b|airborne|mid-?air/, water.skyOnly],
  [/highway|road|freeway|roadside|motorway|gas station|petrol/, nature.road],
  [/desert|canyon|mesa|badlands|wasteland/, nature.desert],
  [/mountain|peak|summit|cliff|snow|glacier|arctic|tundra|ice\b|pass\b|ridge|valley|hill/, nature.mountain],
  [/forest|wood|jungle|grove|trail|camp|clearing|swamp|trees/, nature.forest],
  [/park|playground|campus|lawn|green\b/, nature.park],
  [/garden|back ?yard|greenhouse|orchard|vineyard/, nature.garden],
  [/field|farm|plain|meadow|prairie|ranch|pasture|barn|country|steppe|moor/, nature.field],
  [/square|market|plaza|bazaar|fair\b|piazza|festival/, streets.square],
  [/school|hospital|church|station|court|college|university|museum|library|theatre|theater|clinic|temple|town hall|prison|embassy|building|hotel|office|police|factory|warehouse|castle|palace/, streets.building],
  [/house|home|porch|cottage|cabin|villa|mansion|driveway|suburb|front door|doorstep|farmhouse|residence|yard/, streets.houseFront],
  [/street|city|town|avenue|downtown|sidewalk|pavement|corner|intersection|village|lane|block|cafe|café|bar|shop|store|restaurant|diner|bus stop|parking/, streets.street],
];

/** Words first from the place's own name, then from what the script says stands there. */
export const setFor = (place: Pick<StagedPlace, 'name' | 'interior' | 'dressing'>): PlacePainter => {
  const rows = place.interior ? [...indoors, ...inVehicles] : outdoors;
  const name = place.name.toLowerCase();
  const found = rows.find(([words]) => words.test(name)) ?? rows.find(([words]) => words.test(place.dressing.join(' ').toLowerCase()));
  if (found !== undefined) return found[1];
  return place.interior ? livingRoom : nature.openGround;
};

const inVehicles: readonly Row[] = [];
