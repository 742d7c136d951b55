/** A screenplay to its breakdown: the one function of this folder that others call (through screenplay.ts). */
import type { Breakdown, Character, Scene, SourceLines } from '../breakdown.types.ts';
import { plainText } from '../emphasis.ts';
import { type Screenplay, titleValue } from '../screenplay.types.ts';
import { titleCase } from './capitals.ts';
import { type Cast, readCast } from './cast.ts';
import { sceneTension } from './feeling.ts';
import { titleOfFile } from './file-title.ts';
import { type BrokenScene, listCharacters, listLocations, listProps, listWardrobe } from './lists.ts';
import { pageEighths } from './pages.ts';
import { cutScenes, foldBlanks, isStory, type RawScene } from './paragraphs.ts';
import { type SceneContent, SceneReader } from './scene-reader.ts';
import { readSettings, type Setting } from './settings.ts';
import { StableIds } from './stable-ids.ts';
import { bestSentence, composedLogline, talkSummary, writtenLogline } from './summary.ts';
import { type SceneTransitions, sceneTransitions } from './transitions.ts';

export type BreakDownOptions = {
  /** How the file is called; names the film when the script has no title. */
  readonly fileName?: string;
};

/** A prelude before the first heading belongs to the first scene. */
const sceneLines = ({ heading, elements }: RawScene): SourceLines => ({
  first: Math.min(
    heading?.lines.first ?? Number.POSITIVE_INFINITY,
    elements[0]?.lines.first ?? Number.POSITIVE_INFINITY,
  ),
  last: Math.max(heading?.lines.last ?? 1, elements.at(-1)?.lines.last ?? 1),
});

const summaryOf = (content: SceneContent, setting: Setting, cast: Cast): string => {
  const sentence = bestSentence(content.summaries);
  if (sentence !== undefined) return sentence;
  const speakers = new Set(content.beats.flatMap((beat) => (beat.kind === 'speech' ? [beat.characterId] : [])));
  return talkSummary(
    [...speakers].map((id) => cast.byId.get(id)?.name ?? id),
    setting.isNamed ? setting.placeName : '',
  );
};

const titleOf = (screenplay: Screenplay, fileName: string | undefined, settings: readonly Setting[]): string => {
  const written = titleValue(screenplay, 'title', 'project title');
  const words = written === undefined ? '' : foldBlanks(plainText(written));
  if (words !== '') return words;
  const [first] = settings;
  return titleOfFile(fileName) ?? (first === undefined || !first.isNamed ? 'Untitled' : titleCase(first.placeName));
};

/** The writer's own, else the leads and the first scene after the opening that has one of them: there a story turns. */
const loglineOf = (
  screenplay: Screenplay,
  characters: readonly Character[],
  scenes: readonly BrokenScene[],
): string => {
  const written = writtenLogline(screenplay);
  if (written !== undefined) return written;
  const leads = characters
    .filter((one) => one.lineCount > 0 && !one.isThing && !one.isVoiceOnly)
    .toSorted((a, b) => b.wordCount - a.wordCount)
    .slice(0, 2);
  const hasLead = ({ scene }: BrokenScene): boolean => leads.some((lead) => scene.present.includes(lead.id));
  const turn = scenes.slice(1).find(hasLead) ?? scenes.find(hasLead);
  return composedLogline(
    leads.map((lead) => lead.fullName ?? titleCase(lead.name)),
    turn?.setting.isNamed ? turn.setting.placeName : '',
    turn?.scene.summary,
  );
};

const sceneOf = (
  raw: RawScene,
  at: number,
  count: number,
  setting: Setting,
  joint: SceneTransitions,
  content: SceneContent,
  cast: Cast,
  ids: StableIds,
): Scene => {
  const { heading, intExt, locationId, timeOfDay, timeWords, weather } = setting;
  const position = count < 2 ? 0.5 : at / (count - 1);
  return {
    id: ids.next('scene', heading.toUpperCase()),
    number: raw.heading?.sceneNumber ?? String(at + 1),
    heading,
    intExt,
    locationId,
    timeOfDay,
    timeWords,
    weather,
    pageEighths: pageEighths(raw.elements),
    summary: summaryOf(content, setting, cast),
    mood: content.mood.mood,
    tension: sceneTension(content.mood, content.exclamations, content.sentences, position),
    beats: content.beats,
    present: content.present,
    transitionIn: joint.into,
    ...(joint.out === undefined ? {} : { transitionOut: joint.out }),
    lines: sceneLines(raw),
  };
};

const breakScenes = (rawScenes: readonly RawScene[], cast: Cast): BrokenScene[] => {
  const settings = readSettings(rawScenes);
  const joints = sceneTransitions(rawScenes);
  const ids = new StableIds();
  const reader = new SceneReader(cast, ids, isStory(rawScenes));
  return rawScenes.map((raw, at) => {
    const setting = settings[at] as Setting;
    const content = reader.read(raw, setting.timeOfDay, setting.weather);
    const scene = sceneOf(raw, at, rawScenes.length, setting, joints[at] as SceneTransitions, content, cast, ids);
    return { scene, content, setting };
  });
};

const optional = <K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } =>
  (value === undefined ? {} : { [key]: foldBlanks(plainText(value)) }) as { readonly [P in K]?: string };

/** Reads a screenplay without any model. Pure: the same screenplay and file name always give the same breakdown. */
export const breakDown = (screenplay: Screenplay, options: BreakDownOptions = {}): Breakdown => {
  const rawScenes = cutScenes(screenplay);
  const cast = readCast(rawScenes);
  const broken = breakScenes(rawScenes, cast);
  const characters = listCharacters(cast, broken);
  const title = titleOf(
    screenplay,
    options.fileName,
    broken.map(({ setting }) => setting),
  );
  return {
    title,
    ...optional('credit', titleValue(screenplay, 'credit')),
    ...optional('author', titleValue(screenplay, 'author', 'authors', 'written by')),
    ...optional('copyright', titleValue(screenplay, 'copyright')),
    logline: loglineOf(screenplay, characters, broken),
    seed: title,
    scenes: broken.map(({ scene }) => scene),
    characters,
    locations: listLocations(broken),
    props: listProps(broken),
    wardrobe: listWardrobe(cast),
    pageEighths: broken.reduce((sum, { scene }) => sum + scene.pageEighths, 0),
  };
};
