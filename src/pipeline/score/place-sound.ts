/** The bed of a scene: its place, its weather, its hour, and what its action lines say can be heard. */
import { seededRandom } from '../../domain/random.ts';
import type { Breakdown, Scene } from '../../domain/screenplay/breakdown.types.ts';
import type { AmbienceLayer, AmbienceRecipe } from '../../domain/sound/sound.ts';
import { clamp } from '../../domain/sound/sound.ts';
import { type PlaceLayer, type PlaceRule, placeRules, withEngines, withoutEngines } from './place-words.ts';

const isNight = (scene: Scene): boolean => scene.timeOfDay === 'night' || scene.timeOfDay === 'evening';

const actionText = (scene: Scene): string =>
  scene.beats
    .map((beat) => (beat.kind === 'action' || beat.kind === 'camera' ? beat.text : ''))
    .join(' ')
    .toLowerCase();

/** The narrower part of a name says more: `HILL STREET SCHOOL - CLASSROOM` is a classroom, not a street. */
const ruleFor = (name: string): PlaceRule | undefined => {
  for (const part of [...name.split(' - ').toReversed(), name]) {
    const rule = placeRules.find(({ words }) => words.test(part));
    if (rule !== undefined) return rule;
  }
  return undefined;
};

/** A part of a bigger place that another heading names: `HALCYON - AIRLOCK` tells where `HALCYON - MEDICAL BAY` is. */
const spaceRule = placeRules[0] as PlaceRule;
const isInSpace = (name: string, breakdown: Breakdown): boolean => {
  const whole = name.split(' - ')[0] as string;
  return (
    whole !== name &&
    breakdown.locations.some((other) => {
      const otherName = other.name.toLowerCase();
      return otherName.includes(whole) && spaceRule.words.test(otherName);
    })
  );
};

/** Whether the film plays where nothing has an engine, by all its headings and action. */
const isBeforeEngines = (breakdown: Breakdown): boolean => {
  const names = breakdown.locations.map((location) => location.name.toLowerCase());
  const text = [...names, ...breakdown.scenes.map(actionText)].join(' ');
  return withoutEngines.test(text) && !withEngines.test(text);
};

const engines: ReadonlySet<string> = new Set(['city', 'traffic', 'mains-hum', 'ventilation', 'machine', 'car-cabin']);

const base = (name: string, interior: boolean, breakdown: Breakdown): readonly PlaceLayer[] => {
  const rule = isInSpace(name, breakdown) ? spaceRule : ruleFor(name);
  const open: readonly PlaceLayer[] = [
    { kind: 'wind', levelDb: -3 },
    { kind: 'leaves', levelDb: -4 },
  ];
  const still: readonly PlaceLayer[] = interior ? [{ kind: 'room', levelDb: 0 }] : open;
  if (rule === undefined) return still;
  const layers = interior ? rule.inside : rule.outside;
  if (!layers.some(({ kind }) => engines.has(kind)) || !isBeforeEngines(breakdown)) return layers;
  const kept = layers.filter(({ kind }) => !engines.has(kind));
  return kept.length > 0 ? kept : still;
};

/** Weather is heard in full outside, and through roof and panes inside. */
const weatherLayers = (scene: Scene, interior: boolean): readonly PlaceLayer[] => {
  switch (scene.weather) {
    case 'rain':
      return interior ? [{ kind: 'rain-on-glass', levelDb: 0 }] : [{ kind: 'rain', levelDb: 2 }];
    case 'storm':
      return interior
        ? [
            { kind: 'rain-on-glass', levelDb: 2 },
            { kind: 'wind', levelDb: -1, muffled: true },
          ]
        : [
            { kind: 'rain', levelDb: 3 },
            { kind: 'wind', levelDb: 2 },
          ];
    case 'snow':
      return interior ? [{ kind: 'snow-wind', levelDb: -4, muffled: true }] : [{ kind: 'snow-wind', levelDb: 0 }];
    case 'wind':
      return interior ? [{ kind: 'wind', levelDb: -3, muffled: true }] : [{ kind: 'wind', levelDb: 2 }];
    default:
      return [];
  }
};

/** Creatures keep hours: one bird family from dawn to dusk, crickets at night, neither in bad weather. */
const livingLayers = (layers: readonly PlaceLayer[], scene: Scene, interior: boolean): readonly PlaceLayer[] => {
  const green = layers.some((layer) => layer.kind === 'leaves' || layer.kind === 'stream');
  const calm = scene.weather === 'clear' || scene.weather === 'fog';
  if (!green || !calm || interior) return [];
  return isNight(scene)
    ? [{ kind: 'crickets', levelDb: -2 }]
    : [{ kind: 'birds', levelDb: scene.timeOfDay === 'dawn' ? 3 : 0 }];
};

const mentioned = (text: string, interior: boolean): readonly PlaceLayer[] => {
  const found: PlaceLayer[] = [];
  if (/\b(fireplace|campfire|bonfire|hearth|fire (burns|crackles|roars|glows)|wood stove|flames)\b/.test(text)) {
    found.push({ kind: 'fire', levelDb: -1 });
  }
  if (/\b(crowd|guests|audience|customers|passengers|commuters|diners|onlookers|partygoers)\b/.test(text)) {
    found.push({ kind: 'crowd', levelDb: -3 });
  }
  if (interior && /\b(clock|ticking|grandfather clock|metronome)\b/.test(text))
    found.push({ kind: 'clock', levelDb: -2 });
  if (interior && /\b(fluorescent|neon|refrigerator|fridge|vending machine)\b/.test(text)) {
    found.push({ kind: 'mains-hum', levelDb: -5 });
  }
  if (/\b(radiator|generator|machine(ry)?s? (hum|whir|grind|churn)s?|engines? (hum|throb|idle)s?)\b/.test(text)) {
    found.push({ kind: 'machine', levelDb: -4 });
  }
  if (!interior && /\b(waves|surf)\b/.test(text)) found.push({ kind: 'sea', levelDb: -2 });
  if (!interior && /\b(traffic)\b/.test(text)) found.push({ kind: 'traffic', levelDb: -3 });
  return found;
};

/**
 * Loudness of the bed in the film: a quiet room -36 LUFS, a storm at sea -30.5. Louder beds would pass the gate of the
 * programme loudness in films with few lines, and pull the lines up.
 */
const loudnessOf = (layers: readonly PlaceLayer[], scene: Scene, interior: boolean): number => {
  let lufs = interior ? -36 : -34;
  if (scene.weather === 'rain') lufs += 1;
  if (scene.weather === 'storm') lufs += 3;
  if (layers.some(({ kind }) => ['crowd', 'train', 'machine', 'sea', 'traffic', 'ship-engine'].includes(kind)))
    lufs += 0.5;
  return clamp(lufs, -36, -30);
};

/** Each kind once, at its loudest; unmuffled wins. */
const merged = (layers: readonly PlaceLayer[]): readonly AmbienceLayer[] => {
  const kept = new Map<string, AmbienceLayer>();
  for (const layer of layers) {
    const known = kept.get(layer.kind);
    const levelDb = Math.max(layer.levelDb, known?.levelDb ?? Number.NEGATIVE_INFINITY);
    const muffled = (layer.muffled ?? false) && (known?.muffled ?? true);
    kept.set(layer.kind, { kind: layer.kind, levelDb, muffled });
  }
  const layersKept = [...kept.values()];
  const loudest = Math.max(...layersKept.map((layer) => layer.levelDb));
  return layersKept.map((layer) => ({ ...layer, levelDb: layer.levelDb - loudest }));
};

export const placeSound = (scene: Scene, breakdown: Breakdown): AmbienceRecipe => {
  const location = breakdown.locations.find(({ id }) => id === scene.locationId);
  const interior = scene.intExt !== 'ext';
  const name = `${location?.name ?? ''}`.toLowerCase();
  const place = base(name, interior, breakdown);
  const text = actionText(scene);
  const windy = scene.weather === 'storm' || scene.weather === 'snow' || scene.weather === 'wind';
  const layers = [
    ...place.filter(({ kind }) => !(windy && kind === 'wind')),
    ...weatherLayers(scene, interior),
    ...livingLayers(place, scene, interior),
    ...mentioned(text, interior),
    ...homeClock(name, interior, scene.locationId),
  ];
  return { place: scene.locationId, layers: merged(layers), lufs: loudnessOf(layers, scene, interior) };
};

/** Some homes have a clock on the wall. */
const homeClock = (name: string, interior: boolean, locationId: string): readonly PlaceLayer[] =>
  interior &&
  /\b(living room|study|parlou?r|bedroom|drawing room|farmhouse|cottage)\b/.test(name) &&
  seededRandom('clock', locationId)() < 0.5
    ? [{ kind: 'clock', levelDb: -5 }]
    : [];
