/** The lists behind the scenes: characters, locations, props and wardrobe, each with the lines it came from. */
import type { Character, Location, Prop, Scene, SourceLines, Wardrobe } from '../breakdown.types.ts';
import { indoorPlaces } from '../words/places.ts';
import type { Cast, Person } from './cast.ts';
import { dressingIn } from './dressing.ts';
import type { SceneContent } from './scene-reader.ts';
import type { Setting } from './settings.ts';
import { tokensOf } from './tokens.ts';

/** A scene with what was read for it. */
export type BrokenScene = { readonly scene: Scene; readonly content: SceneContent; readonly setting: Setting };

type Tally = { words: number; seen: boolean; readonly scenes: Set<string>; readonly at: SourceLines[] };

const tallyScene = ({ scene, content }: BrokenScene, tallyOf: (id: string) => Tally | undefined): void => {
  for (const id of scene.present) {
    const tally = tallyOf(id);
    if (tally === undefined) continue;
    tally.scenes.add(scene.id);
    tally.seen = true;
  }
  for (const beat of scene.beats) {
    if (beat.kind !== 'speech') continue;
    const tally = tallyOf(beat.characterId);
    tally?.scenes.add(scene.id);
    tally?.at.push(beat.lines);
  }
  for (const [id, words] of content.wordCounts) {
    const tally = tallyOf(id);
    if (tally !== undefined) tally.words += words;
  }
};

const characterOf = (person: Person, { words, seen, scenes, at }: Tally): Character => ({
  id: person.id,
  name: person.name,
  ...(person.fullName === undefined ? {} : { fullName: person.fullName }),
  aliases: person.aliases,
  gender: person.gender,
  ...(person.looks.age === undefined ? {} : { age: person.looks.age }),
  description: person.looks.description,
  lineCount: at.length,
  wordCount: words,
  sceneIds: [...scenes],
  isVoiceOnly: at.length > 0 && !seen && !person.isCrowd,
  isThing: person.isThing,
  lines: [...(person.introduction === undefined ? [] : [person.introduction]), ...at],
});

/** In order of first cue, then people who never speak. */
export const listCharacters = (cast: Cast, scenes: readonly BrokenScene[]): Character[] => {
  const tallies = new Map(
    cast.people.map(({ id }): [string, Tally] => [id, { words: 0, seen: false, scenes: new Set(), at: [] }]),
  );
  for (const scene of scenes) tallyScene(scene, (id) => tallies.get(id));
  return cast.people.map((person) => characterOf(person, tallies.get(person.id) as Tally));
};

const mostDressing = 16;

/** Nouns of a place's name that stand in it: the last word of each part (`HILL STREET SCHOOL` is no street). */
const dressingOfName = (name: string): string[] =>
  name
    .toLowerCase()
    .split(' - ')
    .flatMap((part) => dressingIn(tokensOf(part).slice(-1)))
    .filter((noun) => !indoorPlaces.has(noun));

type PlaceEntry = {
  readonly place: Pick<Location, 'id' | 'name' | 'intExt'>;
  readonly sceneIds: string[];
  readonly dressing: Set<string>;
  readonly lines: SourceLines[];
};

export const listLocations = (scenes: readonly BrokenScene[]): Location[] => {
  const entries = new Map<string, PlaceEntry>();
  for (const { scene, content, setting } of scenes) {
    const { locationId: id, placeName: name, intExt } = setting;
    const entry = entries.get(id) ?? {
      place: { id, name, intExt },
      sceneIds: [],
      dressing: new Set(dressingOfName(name)),
      lines: [],
    };
    entries.set(id, entry);
    entry.sceneIds.push(scene.id);
    entry.lines.push({ first: scene.lines.first, last: scene.lines.first });
    for (const noun of content.dressing) entry.dressing.add(noun);
  }
  return [...entries.values()].map(({ place, sceneIds, dressing, lines }) => ({
    ...place,
    sceneIds,
    dressing: [...dressing].slice(0, mostDressing),
    lines,
  }));
};

export const listProps = (scenes: readonly BrokenScene[]): Prop[] => {
  const entries = new Map<string, { readonly sceneIds: Set<string>; readonly lines: SourceLines[] }>();
  for (const { scene } of scenes) {
    for (const beat of scene.beats) {
      if (beat.kind !== 'action' && beat.kind !== 'camera') continue;
      for (const name of beat.props) {
        const entry = entries.get(name) ?? { sceneIds: new Set(), lines: [] };
        entries.set(name, entry);
        entry.sceneIds.add(scene.id);
        entry.lines.push(beat.lines);
      }
    }
  }
  return [...entries].map(([name, { sceneIds, lines }]) => ({ name, sceneIds: [...sceneIds], lines }));
};

/** Clothes from introductions. */
export const listWardrobe = (cast: Cast): Wardrobe[] =>
  cast.people.flatMap(({ id, introduction, isThing, looks }) =>
    introduction === undefined || isThing
      ? []
      : looks.wardrobe.map((item) => ({ characterId: id, item, lines: [introduction] })),
  );
