/** A screenplay to its breakdown: the one function of this folder that others call (through screenplay.ts). */
import type {
  ActionBeat,
  Beat,
  Breakdown,
  Character,
  Location,
  Prop,
  Scene,
  SourceLines,
  TransitionKind,
  Wardrobe,
} from '../breakdown.types.ts';
import { plainText } from '../emphasis.ts';
import { type Screenplay, titleValue } from '../screenplay.types.ts';
import { titleCase } from './capitals.ts';
import { type Cast, type Person, readCast } from './cast.ts';
import { sceneTension } from './feeling.ts';
import { pageEighths } from './pages.ts';
import { cutScenes, foldBlanks, type RawScene } from './paragraphs.ts';
import { dressingIn } from './props.ts';
import { type SceneContent, SceneReader } from './scene-reader.ts';
import { sentenceTexts } from './sentences.ts';
import { readSettings, type Setting } from './settings.ts';
import { StableIds } from './stable-ids.ts';
import { bestSentence, composedLogline, type SummarySource, talkSummary, writtenLogline } from './summary.ts';
import { tokensOf } from './tokens.ts';
import { transitionKind } from './transitions.ts';

export type BreakDownOptions = {
  /** How the file is called; names the film when the script has no title. */
  readonly fileName?: string;
};

type Joint = { readonly into: TransitionKind | undefined; readonly out: TransitionKind | undefined };

/** Transitions before a scene's content lead into it, those after it lead out. */
const jointsOf = (scene: RawScene): Joint => {
  const isContent = (kind: string): boolean => kind === 'action' || kind === 'speech' || kind === 'lyrics';
  const firstContent = scene.items.findIndex(({ kind }) => isContent(kind));
  const lastContent = scene.items.findLastIndex(({ kind }) => isContent(kind));
  const kindAt = (from: number, past: number): TransitionKind | undefined => {
    const found = scene.items.slice(from, past).findLast(({ kind }) => kind === 'transition');
    return found?.kind === 'transition' ? transitionKind(plainText(found.element.text)) : undefined;
  };
  const before = firstContent < 0 ? scene.items.length : firstContent;
  return { into: kindAt(0, before), out: firstContent < 0 ? undefined : kindAt(lastContent + 1, scene.items.length) };
};

const transitionsOf = (scenes: readonly RawScene[]): { into: TransitionKind; out: TransitionKind | undefined }[] => {
  const joints = scenes.map(jointsOf);
  return joints.map((joint, at) => {
    const before = joints[at - 1]?.out;
    const isLast = at === joints.length - 1;
    const fadesOut = joint.out === 'fade-out';
    const out = fadesOut || (isLast && joint.out !== undefined) ? joint.out : undefined;
    const into = joint.into ?? (before === 'fade-out' ? 'fade-in' : before) ?? 'cut';
    return { into: at === 0 && into === 'fade-out' ? 'cut' : into, out };
  });
};

const sceneLines = (scene: RawScene): SourceLines => ({
  first: Math.min(
    ...[scene.heading, scene.elements[0]].flatMap((element) => (element === undefined ? [] : [element.lines.first])),
  ),
  last: scene.elements.at(-1)?.lines.last ?? 1,
});

const isAction = (beat: Beat): beat is ActionBeat => beat.kind === 'action';

const summarySources = (beats: readonly Beat[]): SummarySource[] => {
  const actions = beats.filter(isAction);
  return actions.flatMap((beat, at) =>
    sentenceTexts(beat.text).map((text) => ({
      text,
      peopleCount:
        beat.characters.length > 0 ? Math.min(beat.characters.length, (text.match(/\b\p{Lu}/gu) ?? []).length) : 0,
      position: at / Math.max(1, actions.length - 1),
    })),
  );
};

const summaryOf = (content: SceneContent, setting: Setting, cast: Cast): string => {
  const sentence = bestSentence(summarySources(content.beats));
  if (sentence !== undefined) return sentence;
  const speakers = new Set(content.beats.flatMap((beat) => (beat.kind === 'speech' ? [beat.characterId] : [])));
  return talkSummary(
    [...speakers].map((id) => cast.byId.get(id)?.name ?? id),
    setting.placeName,
  );
};

const wordCount = (text: string): number => tokensOf(text).length;

const charactersOf = (cast: Cast, scenes: readonly Scene[]): Character[] => {
  const tallies = new Map(
    cast.people.map((person) => [
      person.id,
      { lines: 0, words: 0, scenes: new Set<string>(), at: [] as SourceLines[], heard: false, seen: false },
    ]),
  );
  for (const scene of scenes) {
    for (const id of scene.present) {
      const tally = tallies.get(id);
      tally?.scenes.add(scene.id);
      if (tally !== undefined) tally.seen = true;
    }
    for (const beat of scene.beats) {
      if (beat.kind !== 'speech') continue;
      const tally = tallies.get(beat.characterId);
      if (tally === undefined) continue;
      tally.lines++;
      tally.words += beat.parts.reduce((sum, part) => sum + wordCount(part.text), 0);
      tally.scenes.add(scene.id);
      tally.at.push(beat.lines);
      tally.heard ||= beat.channel !== 'direct';
    }
  }
  return cast.people.flatMap((person) => {
    const tally = tallies.get(person.id);
    return tally === undefined ? [] : [characterOf(person, tally)];
  });
};

const characterOf = (
  person: Person,
  tally: {
    lines: number;
    words: number;
    scenes: ReadonlySet<string>;
    at: readonly SourceLines[];
    heard: boolean;
    seen: boolean;
  },
): Character => ({
  id: person.id,
  name: person.name,
  ...(person.fullName === undefined ? {} : { fullName: person.fullName }),
  aliases: person.aliases,
  gender: person.gender,
  ...(person.looks.age === undefined ? {} : { age: person.looks.age }),
  description: person.looks.description,
  lineCount: tally.lines,
  wordCount: tally.words,
  sceneIds: [...tally.scenes],
  isVoiceOnly: tally.lines > 0 && !tally.seen && !person.isCrowd,
  isThing: person.isThing,
  lines: [...(person.introduction === undefined ? [] : [person.introduction]), ...tally.at],
});

const locationsOf = (scenes: readonly Scene[], settings: readonly Setting[]): Location[] => {
  const byId = new Map<
    string,
    {
      location: Omit<Location, 'sceneIds' | 'dressing' | 'lines'>;
      sceneIds: string[];
      dressing: Set<string>;
      lines: SourceLines[];
    }
  >();
  for (const [at, scene] of scenes.entries()) {
    const { locationId: id, placeName: name, intExt } = settings[at] as Setting;
    const entry = byId.get(id) ?? {
      location: { id, name, intExt },
      sceneIds: [],
      dressing: new Set(dressingIn(tokensOf(name.toLowerCase()))),
      lines: [],
    };
    byId.set(id, entry);
    entry.sceneIds.push(scene.id);
    entry.lines.push({ first: scene.lines.first, last: scene.lines.first });
    for (const beat of scene.beats)
      if (beat.kind === 'action') for (const noun of dressingIn(tokensOf(beat.text))) entry.dressing.add(noun);
  }
  return [...byId.values()].map(({ location, sceneIds, dressing, lines }) => ({
    ...location,
    sceneIds,
    dressing: [...dressing].slice(0, 16),
    lines,
  }));
};

const propsOf = (scenes: readonly Scene[]): Prop[] => {
  const byName = new Map<string, { sceneIds: Set<string>; lines: SourceLines[] }>();
  for (const scene of scenes) {
    for (const beat of scene.beats) {
      if (beat.kind !== 'action' && beat.kind !== 'camera') continue;
      for (const name of beat.props) {
        const entry = byName.get(name) ?? { sceneIds: new Set<string>(), lines: [] };
        byName.set(name, entry);
        entry.sceneIds.add(scene.id);
        entry.lines.push(beat.lines);
      }
    }
  }
  return [...byName].map(([name, { sceneIds, lines }]) => ({ name, sceneIds: [...sceneIds], lines }));
};

const wardrobeOf = (cast: Cast): Wardrobe[] =>
  cast.people.flatMap((person) =>
    person.introduction === undefined || person.isThing
      ? []
      : person.looks.wardrobe.map((item) => ({
          characterId: person.id,
          item,
          lines: [person.introduction as SourceLines],
        })),
  );

const namelessFile =
  /^(?:script|screenplay|untitled|draft|final|test|input|stdin|film|movie|document|new|my)?[-_ ]?\d*$/i;

const titleOf = (screenplay: Screenplay, fileName: string | undefined, settings: readonly Setting[]): string => {
  const written = titleValue(screenplay, 'title', 'project title');
  if (written !== undefined) return foldBlanks(plainText(written));
  const base = fileName?.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '') ?? '';
  if (base !== '' && !namelessFile.test(base)) return titleCase(base.replace(/[-_]+/g, ' ').trim());
  const place = settings[0]?.placeName ?? '';
  return place === '' || place === 'UNNAMED PLACE' ? 'Untitled' : titleCase(place);
};

const loglineOf = (
  screenplay: Screenplay,
  characters: readonly Character[],
  scenes: readonly Scene[],
  settings: readonly Setting[],
): string => {
  const written = writtenLogline(screenplay);
  if (written !== undefined) return written;
  const leads = characters
    .filter((one) => one.lineCount > 0 && !one.isThing && !one.isVoiceOnly)
    .toSorted((a, b) => b.wordCount - a.wordCount)
    .slice(0, 2);
  const turnScene = scenes[Math.min(1, scenes.length - 1)];
  const place = settings[Math.min(1, scenes.length - 1)]?.placeName ?? '';
  return composedLogline(
    leads.map((lead) => lead.fullName ?? titleCase(lead.name)),
    place === 'UNNAMED PLACE' ? '' : place,
    turnScene?.summary,
  );
};

const optional = <K extends string>(key: K, value: string | undefined): { [P in K]?: string } =>
  (value === undefined ? {} : { [key]: plainText(value) }) as { [P in K]?: string };

/** Reads a screenplay without any model. Pure: the same screenplay and file name always give the same breakdown. */
export const breakDown = (screenplay: Screenplay, options: BreakDownOptions = {}): Breakdown => {
  const rawScenes = cutScenes(screenplay);
  const cast = readCast(rawScenes);
  const settings = readSettings(rawScenes);
  const transitions = transitionsOf(rawScenes);
  const ids = new StableIds();
  const scenes = rawScenes.map((raw, at): Scene => {
    const setting = settings[at] as Setting;
    const { into, out } = transitions[at] as { into: TransitionKind; out: TransitionKind | undefined };
    const content = new SceneReader(cast, ids).read(raw, setting.timeOfDay, setting.weather);
    const position = rawScenes.length < 2 ? 0.5 : at / (rawScenes.length - 1);
    return {
      id: ids.next('scene', setting.heading.toUpperCase()),
      number: raw.heading?.sceneNumber ?? String(at + 1),
      heading: setting.heading,
      intExt: setting.intExt,
      locationId: setting.locationId,
      timeOfDay: setting.timeOfDay,
      timeWords: setting.timeWords,
      weather: setting.weather,
      pageEighths: pageEighths(raw.elements),
      summary: summaryOf(content, setting, cast),
      mood: content.mood.mood,
      tension: sceneTension(content.mood, content.exclamations, content.sentences, position),
      beats: content.beats,
      present: content.present,
      transitionIn: into,
      ...(out === undefined ? {} : { transitionOut: out }),
      lines: sceneLines(raw),
    };
  });
  const characters = charactersOf(cast, scenes);
  const title = titleOf(screenplay, options.fileName, settings);
  return {
    title,
    ...optional('credit', titleValue(screenplay, 'credit')),
    ...optional('author', titleValue(screenplay, 'author', 'authors', 'written by')),
    ...optional('copyright', titleValue(screenplay, 'copyright')),
    logline: loglineOf(screenplay, characters, scenes, settings),
    seed: title,
    scenes,
    characters,
    locations: locationsOf(scenes, settings),
    props: propsOf(scenes),
    wardrobe: wardrobeOf(cast),
    pageEighths: scenes.reduce((sum, scene) => sum + scene.pageEighths, 0),
  };
};
