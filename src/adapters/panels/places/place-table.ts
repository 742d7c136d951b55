/** From the words of a heading to a set. The noun that comes last names the place; quiet places for the rest. */
import type { StagedPlace } from '../../../domain/shot/shot.types.ts';
import type { SetBuilder } from './set-builder.ts';
import { carInterior } from './set-car.ts';
import { submarine } from './set-submarine.ts';
import * as bare from './sets-bare.ts';
import * as fair from './sets-fair.ts';
import * as farm from './sets-farm.ts';
import * as gathering from './sets-gathering.ts';
import * as halls from './sets-halls.ts';
import { bedroom, kitchen, livingRoom } from './sets-home.ts';
import * as nature from './sets-nature.ts';
import * as publics from './sets-public.ts';
import * as quiet from './sets-quiet.ts';
import * as river from './sets-river.ts';
import * as roadside from './sets-roadside.ts';
import * as sport from './sets-sport.ts';
import * as strange from './sets-strange.ts';
import * as streets from './sets-street.ts';
import * as technical from './sets-technical.ts';
import * as town from './sets-town.ts';
import * as transit from './sets-transit.ts';
import * as vehicles from './sets-vehicles.ts';
import * as water from './sets-water.ts';
import * as wild from './sets-wild.ts';
import * as winter from './sets-winter.ts';
import * as work from './sets-work.ts';

export type PlacePainter = (set: SetBuilder) => void;
type Row = readonly [words: RegExp, paint: PlacePainter];

const indoors: readonly Row[] = [
  [/\bgym(nasium)?\b|sports? (hall|cent(er|re))|(basketball|tennis|squash|volleyball) court|fitness/, sport.gym],
  [/locker ?room|changing ?room|\bshowers\b/, sport.lockerRoom],
  [/(subway|metro|underground|tube)( train)? (platform|station)/, quiet.undergroundPlatform],
  [/swimming (pool|bath)s?|\bpool( hall)?\b|\bbaths\b/, bare.indoorPool],
  [/\battic|garret|\brafters\b/, quiet.attic],
  [/morgue|mortuary|autopsy( room)?/, quiet.morgue],
  [/visit(ing|or'?s?|ors'?|ation)? (room|area|cent(er|re)|booth)|visitation/, quiet.visitingRoom],
  [/(wedding|party|marquee|reception|festival|circus|big|banquet) tent|marquee|banquet/, gathering.marquee],
  [/\bcar\b|\btaxi|\bcab\b|\btruck|\bvan\b|\bjeep|\blimo|vehicle|\bsedan|pickup|ambulance|\bsuv\b/, carInterior],
  [/\bplatform|train station|railway station|bus station/, halls.hall],
  [
    /\btrain\b|carriage|subway|\bmetro\b|\bbus\b|\btram\b|compartment|(dining|sleeper|train|railway|subway) (car|compartment)|(air)?plane( cabin)?$|(passenger|air(plane|craft)|plane|jet) cabin/,
    vehicles.carriage,
  ],
  [
    /wheelhouse|\bhelm\b|(ship|boat|ferry|tanker|trawler)'?s? bridge|pilot ?house|captain'?s( cabin| quarters)?|(ship|boat|ferry|yacht|sailor|crew|steamer)'?s? (cabin|quarters)|stateroom|chart ?room/,
    vehicles.wheelhouse,
  ],
  [/submarine( \w+)?|u-boat|\bsonar\b|torpedo room/, submarine],
  [
    /cockpit|flight deck|\bplane\b|aircraft|\bjet\b|helicopter|command (module|deck)|shuttle|escape pod|\bpod\b|(space|star)[a-z]*( ?ship)?( command| main)? bridge|\bbridge\b/,
    vehicles.cockpit,
  ],
  [
    /(space|star)[a-z]*( ?ship)? (corridor|hallway|passage|quarters)|\bspace ?(station|craft|ship|port)?|starship|airlock|capsule/,
    vehicles.spaceship,
  ],
  [/\bkitchen|pantry|galley|scullery/, kitchen],
  [/elevator|\blift\b/, transit.elevator],
  [
    /hospital room|\bward\b|clinic|infirmary|(sick|medical|med) ?bay|surgery|operating|doctor('?s (office|room|surgery))?|\bicu\b|emergency room|patient|nurse|recovery room|maternity/,
    work.hospitalRoom,
  ],
  [/corridor|hallway|passage|tunnel|foyer|vestibule/, work.corridor],
  [/hospital|asylum|hospice/, work.hospitalRoom],
  [/bed ?room|dormitor|nursery|motel( room)?|hotel (room|suite)|\bsuite\b|\bbunk|guest ?room|barracks/, bedroom],
  [/bath ?room|toilet|rest ?room|wash ?room|shower|lavatory|ladies|gents/, strange.bathroom],
  [/class ?room|school ?room|lecture|kindergarten|schoolhouse/, work.classroom],
  [/court ?room|\bcourt\b|court ?house|tribunal|judge/, halls.courtroom],
  [/church|chapel|cathedral|temple|mosque|synagogue|monastery|crypt|confession/, halls.church],
  [/theat|cinema|auditorium|\bstage\b|opera( house)?|concert( hall)?|circus|backstage/, halls.theatre],
  [/librar(y|ies)|book ?shop|book ?store|archive|\bstudy\b|record (shop|store)/, publics.shop],
  [/studio|radio station|\bbooth\b|recording|broadcast|podcast/, technical.studio],
  [
    /control room|control tower|operations|server|mission|war room|command|bunker|surveillance|security room|dispatch/,
    technical.controlRoom,
  ],
  [/\blab\b|laborator|research|pharmacy|greenhouse/, technical.laboratory],
  [
    /cafe|café|coffee( shop| house| bar)?|restaurant|diner\b|canteen|cafeteria|baker|tea ?(room|house|shop)|mess hall|pizzeria|bistro/,
    publics.cafe,
  ],
  [/\bbar\b|\bpub\b|tavern|saloon|\binn\b|night ?club|\bclub\b|casino|speakeasy|cantina/, publics.bar],
  [/\bbarn\b( loft)?|\bstables?\b|cow ?shed|hay ?loft|milking/, farm.barnInside],
  [
    /warehouse|factory|\bmill\b|hangar|engine room|boiler|(power|chemical|steel) ?plant|cargo (hold|bay)|\bhold\b|foundry|depot|loading|silo/,
    technical.warehouse,
  ],
  [/workshop|garage|\bforge\b|\bshed\b|\btool|boathouse|smithy|atelier/, technical.workshop],
  [/\bshop\b|\bstore\b|market|boutique|grocery|salon\b|barber|post office|\bbank\b|laundr/, publics.shop],
  [/\bcell\b|prison|\bjail|dungeon|interrogation|holding|lock-?up/, strange.cell],
  [/basement|cellar|\bvault\b|storage|store ?room|sewer|crawl/, strange.basement],
  [/\bcave|cavern|\bmine\b|mineshaft|grotto/, strange.cave],
  [/stair|\blanding\b/, halls.staircase],
  [/police station|precinct|newsroom/, work.office],
  [
    /station|airport|terminal|lobby|reception|\bhall\b|ballroom|palace|throne|museum|gallery|exhibition|atrium|castle|mansion|\bhotel\b|arena/,
    halls.hall,
  ],
  [/\btent\b|yurt|marquee/, strange.tent],
  [
    /office|bureau|headquarters|boardroom|conference|meeting|cubicle|agency|detective|editor|principal|\bschool\b/,
    work.office,
  ],
  [
    /living|lounge|parlou?r|apartment|\bflat\b|house|\bhome\b|cottage|cabin|dining|\bden\b|sitting|\bloft\b|villa|trailer|family room|front room|hut\b/,
    livingRoom,
  ],
];

const outdoors: readonly Row[] = [
  [/(basketball|tennis|hand-?ball) courts?/, sport.court],
  [
    /(football|soccer|playing|sports?|rugby|hockey|baseball) (field|pitch|ground)|\bpitch\b|stadium|\bgoal/,
    sport.pitch,
  ],
  [/(subway|metro|underground|tube) (entrance|exit|steps|stairs)/, streets.street],
  [/frozen (\w+ )?(lake|river|pond|sea|bay|water)|\bice\b( sheet| field| floe)?|\brink\b/, winter.frozenLake],
  [/diner\b|motel|road ?house|motor inn|truck ?stop caf/, roadside.diner],
  [/(gas|petrol|filling|service) station|petrol|truck ?stop|\bpumps\b/, roadside.fillingStation],
  [
    /amusement( park)?|theme park|fun ?fair|\bfair ?grounds?\b|carnival|ferris wheel|carousel|luna park/,
    fair.amusementPark,
  ],
  [/playground/, fair.playground],
  [/swimming pool|\bpool( ?side)?\b|\blido\b/, bare.openPool],
  [/\bruins?\b|ruined [a-z]+|battle ?field|battleground|trench(es)?|no man's land|rubble|front ?line/, bare.ruins],
  [/(construction|building) site|scrap ?yard|junk ?yard|\bdump\b|landfill|demolition( site)?/, bare.buildingSite],
  [/(wedding|party|reception|festival|circus|big|banquet) (tent|top)|marquee|wedding|reception/, gathering.marqueeLawn],
  [/\btents?\b|\bcamp( ?site| ?ground)?\b/, gathering.camp],
  [/\bcaves?( entrance| mouth)?\b|mine entrance/, wild.mountain],
  [/\balley|back ?street|passageway|fire escape/, streets.alley],
  [/\bbridge|overpass|viaduct/, town.bridge],
  [/graveyard|cemetery|churchyard|\bgrave|\btomb/, wild.graveyard],
  [/roof ?top|\broof\b|terrace|balcony|parapet/, town.rooftop],
  [/western|saloon|frontier|ghost town|sheriff/, town.western],
  [/\bplatform|(train|railway|bus|metro|subway) station|\btracks\b|rail ?yard/, transit.platform],
  [/\bpiers?\b|jetty|boardwalk|lighthouse/, water.pier],
  [
    /harbou?r|\bport\b|\bdocks?\b|quay|marina|ferry (landing|terminal)|ship ?yard|dry ?dock|canal|slipway|wharf/,
    water.harbour,
  ],
  [
    /\bdeck\b|\bships?\b|\bboat|vessel|\bferry\b|yacht|trawler|\bbow\b|\bstern\b|lifeboat|\braft\b|oil (rig|platform)/,
    water.shipDeck,
  ],
  [/beach|shore|\bcoast|\bsand|\bcove\b|lagoon|island|sea ?side|\bdunes?\b|\bbay\b/, water.beach],
  [/\brivers?( ?(bank|side|bed))?\b|\bstream\b|\bbrook\b|\bcreek\b|\bford\b/, river.river],
  [/\blakes?( ?(side|shore))?\b|lake shore|\bponds?\b|reservoir/, river.lake],
  [/\bsea\b|ocean|\bwater\b|open water/, water.openSea],
  [/planet|\bmoon\b|\bmars\b|crater|asteroid|lunar/, water.planet],
  [/\bspace\b|orbit|\bstars\b|galaxy/, water.space],
  [/\bsky\b|\bclouds?\b|airborne|mid-?air/, water.skyOnly],
  [
    /highway|\broad|freeway|motorway|parking( lot| garage)?|car park|lay-?by|runway|air ?strip|tarmac|checkpoint/,
    nature.road,
  ],
  [/desert|canyon|\bmesa\b|badlands|wasteland/, wild.desert],
  [
    /mountain|\bpeak|summit|cliff|\bsnow(field|y|bank)?\b|glacier|arctic|tundra|\bpass\b|\bridge\b|valley|water ?falls?|\bquarry|\bhill\b|hill ?(side|top)|ravine|volcano/,
    wild.mountain,
  ],
  [/forest|\bwoods?\b|woodland|jungle|grove|\btrail\b|camp ?fire|clearing|swamp|\btrees\b/, wild.forest],
  [/\bpark\b|\bzoo\b|golf( course)?|campus|\blawn\b|\bgreen\b|recreation/, nature.park],
  [/garden|back ?yard|orchard|vineyard|courtyard garden/, nature.garden],
  [
    /field|windmill|\bfarm\b|\bplains?\b|meadow|prairie|ranch|pasture|\bbarn\b|country|steppe|\bmoors?\b|farm ?yard/,
    nature.field,
  ],
  [/\bsquare\b|market|plaza|bazaar|\bfair\b|piazza|festival|court ?yard|forecourt/, streets.square],
  [
    /(school|prison) ?yard|castle (gate|wall)s?|prison gates?|\bsteps\b|school|hospital|church|chapel|court|college|university|museum|library|theatre|theater|clinic|temple|town hall|prison|monastery|abbey|convent|embassy|building|hotel|office|police|factory|warehouse|castle|palace|airport|entrance/,
    town.building,
  ],
  [
    /suburb\w*( street)?|residential street|cul-de-sac|house|\bhome\b|porch|cottage|cabin|villa|mansion|driveway|front door|doorstep|residence|\byard\b|veranda|\bgate\b/,
    town.houseFront,
  ],
  [
    /street|city|town|avenue|downtown|sidewalk|pavement|corner|intersection|village|\blane\b|block|cafe|café|\bbar\b|shop|store|restaurant|bus stop|square|crossing|kerb|curb/,
    streets.street,
  ],
];

/** A street is an old one where horses are tied before it. */
const oldStreet = /street|town|saloon|jail|sheriff|stable|livery/;
const frontier = /saloon|sheriff|horse|saddle|wagon|hitching|stagecoach|frontier|gulch|creek|outlaw|spurs|revolver/;

/** "Car outside the bank" is a car: what follows one of these words only says where the place lies. */
const whereabouts =
  /\s(?:outside|near|in front of|behind|overlooking|of|at|in|inside|on|above|by|with|under|beside|next to|across from|from|opposite)\s/;

/**
 * English names a place last ("hospital rooftop", "desert highway diner"): of all rows whose words occur the one whose
 * words end last decides, of several that end there the longest, then the first.
 */
const rowFor = (rows: readonly Row[], words: string): Row | undefined => {
  let best: { readonly row: Row; readonly end: number; readonly length: number } | undefined;
  for (const row of rows) {
    for (const match of words.matchAll(new RegExp(row[0], 'g'))) {
      const [end, length] = [match.index + match[0].length, match[0].length];
      if (best === undefined || end > best.end || (end === best.end && length > best.length))
        best = { row, end, length };
    }
  }
  return best?.row;
};

/** Read in this order: the part of the name after the last dash, the whole name, what the script says stands there. */
export const setFor = (place: Pick<StagedPlace, 'name' | 'interior' | 'dressing'>): PlacePainter => {
  const rows = place.interior ? indoors : outdoors;
  const name = place.name.toLowerCase();
  const dressing = place.dressing.join(' ').toLowerCase();
  if (!place.interior && oldStreet.test(name) && frontier.test(`${name} ${dressing}`)) return town.western;
  for (const words of [...name.split(/\s[-–—/]\s|,\s/).reverse(), name]) {
    const found = rowFor(rows, words.split(whereabouts)[0] ?? words) ?? rowFor(rows, words);
    if (found !== undefined) return found[1];
  }
  const found = rows.find(([pattern]) => pattern.test(dressing));
  if (found !== undefined) return found[1];
  return place.interior ? strange.plainRoom : nature.openGround;
};
