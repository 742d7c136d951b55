/** From the words of a heading to a set. The first row whose words occur decides; rooms and open country for the rest. */
import type { StagedPlace } from '../../../domain/shot/shot.types.ts';
import type { SetBuilder } from './set-builder.ts';
import { bedroom, kitchen, livingRoom } from './sets-home.ts';
import * as nature from './sets-nature.ts';
import * as publics from './sets-public.ts';
import * as strange from './sets-strange.ts';
import * as streets from './sets-street.ts';
import * as water from './sets-water.ts';
import * as work from './sets-work.ts';
import { carInterior } from './set-car.ts';

export type PlacePainter = (set: SetBuilder) => void;
type Row = readonly [words: RegExp, paint: PlacePainter];

const indoors: readonly Row[] = [
  [/\bcar\b|taxi|cab\b|truck|van\b|jeep|limo|vehicle|sedan|pickup|ambulance/, carInterior],
  [/train|carriage|subway|metro|bus\b|tram|railway/, strange.carriage],
  [/wheelhouse|helm|ship'?s? bridge|pilot ?house|captain'?s/, strange.wheelhouse],
  [/cockpit|flight deck|plane|aircraft|jet\b|helicopter|command module|shuttle/, strange.cockpit],
  [/space|starship|airlock|capsule/, strange.spaceship],
  [/kitchen|pantry|galley|scullery/, kitchen],
  [
    /hospital room|ward|clinic|infirmary|sick ?bay|surgery|operating|doctor|medical|morgue|icu\b|emergency room|patient/,
    work.hospitalRoom,
  ],
  [/corridor|hallway|passage|tunnel|hall way|elevator|lift\b|foyer/, work.corridor],
  [/hospital|asylum/, work.hospitalRoom],
  [/bed ?room|dormitor|nursery|motel|hotel room|attic|bunk|guest room/, bedroom],
  [/bath ?room|toilet|restroom|washroom|shower|lavatory/, strange.bathroom],
  [/class ?room|school|lecture|kindergarten/, work.classroom],
  [/warehouse|factory|mill\b|hangar|engine room|boiler|plant\b|foundry|barn|stable|depot|loading/, work.warehouse],
  [/workshop|garage|forge|shed|tool|boathouse|studio apartment garage|smithy/, work.workshop],
  [/court|tribunal|judge/, publics.courtroom],
  [/church|chapel|cathedral|temple|mosque|synagogue|monastery|crypt/, publics.church],
  [/theat|cinema|auditorium|stage|opera|concert|circus|backstage/, publics.theatre],
  [/library|book ?shop|book ?store|archive|study|record shop/, publics.shop],
  [/studio|radio station|radio booth|recording|broadcast|podcast/, work.studio],
  [/control room|operations|server|mission|war room|command|bunker|surveillance|security room/, work.controlRoom],
  [/lab\b|laborator|research|pharmacy/, work.laboratory],
  [/cafe|café|coffee|restaurant|diner|canteen|cafeteria|bakery|tea ?room|mess hall|dining car/, publics.cafe],
  [/\bbar\b|pub\b|tavern|saloon|inn\b|nightclub|club\b|casino|speakeasy/, publics.bar],
  [/\bshop|store\b|market|boutique|grocery|supermarket|salon|barber|post office|bank\b/, publics.shop],
  [/cell\b|prison|jail|dungeon|interrogation|holding|lock-?up/, strange.cell],
  [/basement|cellar|vault|storage|sewer|crawl/, strange.basement],
  [/cave|cavern|mine\b|grotto/, strange.cave],
  [/stair|landing/, publics.staircase],
  [
    /station|airport|terminal|lobby|reception|hall\b|ballroom|palace|throne|museum|gallery|atrium|gym|castle|mansion|hotel|arena/,
    publics.hall,
  ],
  [/tent\b|yurt|marquee/, strange.tent],
  [
    /office|bureau|newsroom|precinct|police|headquarters|boardroom|conference|meeting|cubicle|agency|detective|editor|principal/,
    work.office,
  ],
  [
    /living|lounge|parlou?r|apartment|flat\b|house|home|cottage|cabin|dining|den\b|sitting|loft|lighthouse|villa|trailer|farmhouse|family room/,
    livingRoom,
  ],
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
  [
    /school|hospital|church|station|court|college|university|museum|library|theatre|theater|clinic|temple|town hall|prison|embassy|building|hotel|office|police|factory|warehouse|castle|palace/,
    streets.building,
  ],
  [
    /house|home|porch|cottage|cabin|villa|mansion|driveway|suburb|front door|doorstep|farmhouse|residence|yard/,
    streets.houseFront,
  ],
  [
    /street|city|town|avenue|downtown|sidewalk|pavement|corner|intersection|village|lane|block|cafe|café|bar|shop|store|restaurant|diner|bus stop|parking/,
    streets.street,
  ],
];

/** A street is an old one where horses are tied before it. */
const oldWest = /street|town|saloon|jail|sheriff|stable|livery/;
const frontierTown = /saloon|sheriff|horse|saddle|wagon|hitching|stagecoach|frontier|gulch|creek|outlaw|spurs|revolver/;

/** Words first from the place's own name, then from what the script says stands there. */
export const setFor = (place: Pick<StagedPlace, 'name' | 'interior' | 'dressing'>): PlacePainter => {
  const rows = place.interior ? indoors : outdoors;
  const name = place.name.toLowerCase();
  if (!place.interior && oldWest.test(name) && frontierTown.test(`${name} ${place.dressing.join(' ').toLowerCase()}`)) return streets.western;
  const found =
    rows.find(([words]) => words.test(name)) ??
    rows.find(([words]) => words.test(place.dressing.join(' ').toLowerCase()));
  if (found !== undefined) return found[1];
  return place.interior ? strange.plainRoom : nature.openGround;
};
