/** What places sound like, by the words of their headings. The first rule that matches a name decides. */
import type { AmbienceKind } from '../../domain/sound/sound.ts';

/** Layers with their level; `muffled` is heard through walls. */
export type PlaceLayer = { readonly kind: AmbienceKind; readonly levelDb: number; readonly muffled?: boolean };

export type PlaceRule = {
  readonly words: RegExp;
  readonly inside: readonly PlaceLayer[];
  readonly outside: readonly PlaceLayer[];
};

const layer = (kind: AmbienceKind, levelDb = 0): PlaceLayer => ({ kind, levelDb });
const through = (kind: AmbienceKind, levelDb: number): PlaceLayer => ({ kind, levelDb, muffled: true });

/** Times and lands without engines: there nothing hums and no traffic passes. */
export const withoutEngines =
  /\b(saloon|stagecoach|blacksmith|stables?|horse-?drawn|wagon|sheriff|castle|throne|knight|sword|medieval|tavern|village well|longship|druid|wizard)\b/;
export const withEngines =
  /\b(car|cars|phone|telephone|radio|engine|truck|bus|train|computer|television|tv|headlights|electric|neon|laptop|camera|plane|taxi)\b/;

export const placeRules: readonly PlaceRule[] = [
  {
    words:
      /\b(spaceship|starship|spacecraft|(deep )?space( station)?|airlock|orbit(er|al)?|escape pod|star ?ship|lander|(command|flight|observation) deck|cryo\w*)\b/,
    inside: [layer('spaceship'), layer('ventilation', -6)],
    outside: [layer('spaceship', -6)],
  },
  {
    words: /\b(engine room|boiler|factory|mill|power plant|machine shop|workshop|generator|foundry|laundr\w+)\b/,
    inside: [layer('machine'), layer('hall', -6)],
    outside: [layer('machine', -6), layer('wind', -6)],
  },
  {
    words: /\b(ferry|ship|boat|vessel|trawler|yacht|wheelhouse|submarine|deck|cabin cruiser|barge|galley)\b/,
    inside: [layer('ship-engine', -3), layer('room'), through('harbour', -3)],
    outside: [layer('sea'), layer('wind', -3), through('ship-engine', -8)],
  },
  {
    words: /\b(harbou?r|(?<!space)port|docks?|pier|quay|marina|jetty|wharf|boathouse|canal|lake|pond|reservoir)\b/,
    inside: [layer('room'), through('harbour', -3)],
    outside: [layer('harbour'), layer('wind', -8)],
  },
  {
    words:
      /\b(beach|sea|ocean|shore|seaside|coast|cliffs?|lighthouse|island|cove|(?<!(medical|med|sick|loading|cargo|engine) )bay)\b/,
    inside: [layer('room'), through('sea', -2)],
    outside: [layer('sea'), layer('wind', -7)],
  },
  {
    words: /\b(river|stream|creek|brook|waterfall|ford|spring|bridge)\b/,
    inside: [layer('room'), through('stream', -4)],
    outside: [layer('stream'), layer('leaves', -6)],
  },
  {
    words: /\b(train station|subway station|metro station|railway station|platform|terminal|airport|concourse)\b/,
    inside: [layer('hall'), layer('crowd', -3), through('train', -8)],
    outside: [through('city', -2), layer('wind', -2)],
  },
  {
    words: /\b(train|subway|metro|tram|railway|carriage|compartment|locomotive)\b/,
    inside: [layer('train')],
    outside: [layer('train', -3), layer('wind', -4)],
  },
  {
    words:
      /\b(car|taxi|cab|truck|van|bus|limousine|ambulance|police car|pickup|jeep|suv|sedan)\b(?! (park|stop|station|depot))/,
    inside: [layer('car-cabin')],
    outside: [layer('traffic'), layer('city', -4)],
  },
  {
    words:
      /\b(streets?|highway|motorway|alley(way)?|sidewalk|pavement|avenue|intersection|crossroads|car park|parking lot|bus stop|gas station|petrol station|boulevard)\b/,
    inside: [layer('room'), through('traffic', -2)],
    outside: [layer('city'), layer('traffic', -5)],
  },
  {
    words: /\b(city|rooftop|roof|downtown|balcony|town square|plaza|fire escape|courtyard|skyline|skyscraper)\b/,
    inside: [layer('room'), through('city', -3)],
    outside: [layer('city'), layer('wind', -7)],
  },
  {
    words: /\b(desert|tundra|arctic|glacier|ice|snow\w*|plain|moor|steppe|dunes?|wasteland|summit|ridge)\b/,
    inside: [layer('room'), through('wind', -3)],
    outside: [layer('wind')],
  },
  {
    words:
      /\b(forest|woods?|jungle|grove|orchard|gardens?|park|meadow|fields?|farm\w*|campsite|camp|clearing|mountains?|hills?|valley|cemetery|graveyard|vineyard|trail|path|roads?|track|playground|village|ranch|porch|yard|backyard|lawn|barn|swamp|marsh)\b/,
    inside: [layer('room'), through('leaves', -4)],
    outside: [layer('leaves')],
  },
  {
    words: /\b(restaurant|hotel|diner|caf[eé]|bar|pub|canteen) kitchen\b/,
    inside: [layer('room'), layer('mains-hum', -5), through('crowd', -3)],
    outside: [layer('city')],
  },
  {
    words: /^(elevator|lift)\b|\b(elevator|elevator shaft|lift shaft|lift car)$/,
    inside: [layer('room'), layer('mains-hum', -4), layer('machine', -9)],
    outside: [layer('city')],
  },
  {
    words:
      /\b(caf[eé]|coffee shop|restaurant|bar|pub|tavern|diner|canteen|party|ballroom|club|market|mall|casino|lobby|saloon|cafeteria|food court|theat(re|er))\b/,
    inside: [layer('crowd'), layer('room', -3)],
    outside: [layer('city'), layer('crowd', -6)],
  },
  {
    words:
      /\b(hospital|clinic|ward|surgery|operating|morgue|lab(oratory)?|infirmary|icu|pharmacy|(medical|med|sick) bay|nurses' station)\b/,
    inside: [layer('ventilation'), layer('mains-hum', -7)],
    outside: [layer('city')],
  },
  {
    words:
      /\b(church|cathedral|chapel|temple|mosque|synagogue|crypt|cave|cavern|tunnel|warehouse|hangar|gym\w*|stadium|auditorium|court ?room|courthouse|museum|gallery|great hall|throne|atrium|castle|swimming pool)\b/,
    inside: [layer('hall')],
    outside: [layer('wind', -2), layer('city', -4)],
  },
  {
    words: /\b(prison|jail|cell|interrogation|dungeon|bunker|basement|cellar|vault|sewer)\b/,
    inside: [layer('hall'), layer('mains-hum', -5)],
    outside: [layer('wind')],
  },
  {
    words:
      /\b(offices?|server|control room|studio|newsroom|cubicle|boardroom|conference|station|precinct|headquarters|call cent(re|er)|bank|store|shop|supermarket)\b/,
    inside: [layer('ventilation'), layer('mains-hum', -8), layer('room', -4)],
    outside: [layer('city'), layer('traffic', -6)],
  },
  {
    words: /\b(class ?room|school|college|university|lecture|library|archive|nursery|kindergarten)\b/,
    inside: [layer('room'), layer('ventilation', -8)],
    outside: [layer('leaves', -3), layer('city', -3)],
  },
  {
    words: /\b(kitchen|pantry|break room)\b/,
    inside: [layer('room'), layer('mains-hum', -7)],
    outside: [layer('leaves', -2), layer('wind', -4)],
  },
  {
    words: /\b(apartment|flat|hotel|motel|loft|penthouse|hallway|corridor|stairwell|elevator|lift|tenement)\b/,
    inside: [layer('room'), through('city', -5)],
    outside: [layer('city'), layer('traffic', -6)],
  },
];
