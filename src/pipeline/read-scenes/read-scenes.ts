/**
 * Asks a language model about each scene, beside the rules that have read the script already. Two questions a scene: how it looks, from the action alone, and what happens,
 * from all of it. So a changed line of dialogue asks about its own scene's story again and changes no picture. What is said adds words for pictures,
 * music and the report; the rules keep everything a film is cut by.
 */
import type { Build } from '../../build/build.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { AnswerSchema, TextAsk } from '../../domain/generation/ask.types.ts';
import { visibleText } from '../../domain/prompt/prompt.ts';
import type { Breakdown, Scene } from '../../domain/screenplay/breakdown.types.ts';
import type { ModelChoice } from '../film-models/film-models.types.ts';
import { type PaidInput, type PaidTools, paidStep } from '../paid/paid-step.ts';
import { lookInstructions, repeatsInstructions, storyInstructions } from './instructions.ts';
import { lookSchema, readLook, readStory, type SceneLook, type SceneStory, storySchema } from './scene-reading.ts';

/** Everything a question holds. Lines are numbered within it: what stands above the scene changes nothing. */
type SceneMatter = { readonly heading: string; readonly lines: readonly string[]; readonly present: readonly string[] };

const mostOutputTokens = 1200;
/** A scene of more is read by its first lines: thirty pages in one scene are a mistake of the script. */
const mostLines = 1500;

const questionOf = (
  { heading, lines, present }: SceneMatter,
  { question, answer }: { readonly question: string; readonly answer: AnswerSchema },
): TextAsk => ({
  type: 'text',
  system: question,
  prompt: [
    `Scene: ${heading}`,
    `Present: ${present.join(', ') || 'nobody'}`,
    'Lines:',
    ...lines.map((line, index) => `${index + 1}: ${line}`),
  ].join('\n'),
  answer,
  ...{ maxOutputTokens: mostOutputTokens, temperature: 0 },
});

const stepFor = (tools: PaidTools, name: string, question: string, answer: AnswerSchema) =>
  paidStep<SceneMatter>(tools, {
    ...{ name, version: 1 },
    label: ({ heading }) => `${name === 'read-look' ? 'looks' : 'story'} of ${heading}`,
    askFor: (matter) => questionOf(matter, { question, answer }),
    sketch: () => ({ type: 'text', files: [], object: null }),
  });

/** Lines of the scene that are not spoken. */
const actionLines = (scene: Scene, lines: readonly string[]): readonly string[] => {
  const spoken = scene.beats.flatMap((beat) => (beat.kind === 'speech' ? [beat.lines] : []));
  return lines.filter((line, index) => {
    const at = scene.lines.first + index;
    return line.trim() !== '' && !spoken.some(({ first, last }) => at >= first && at <= last);
  });
};

export type ReadScenes = {
  readonly looks: readonly SceneLook[];
  readonly stories: readonly SceneStory[];
  readonly notes: readonly string[];
};

/**
 * `script` is the file as lines. A scene whose question fails stands as the rules read it, and the notes say so; a budget that is reached, and money in
 * doubt, end the film instead.
 */
export const readScenes = async (
  build: Build,
  tools: PaidTools,
  choice: ModelChoice,
  breakdown: Breakdown,
  script: readonly string[],
  expect: (step: string, count: number) => void,
): Promise<ReadScenes> => {
  const look = stepFor(tools, 'read-look', lookInstructions, lookSchema);
  const story = stepFor(tools, 'read-story', storyInstructions, storySchema);
  const { projectId: project } = tools.payer;
  const notes: string[] = [];
  const nameOf = new Map(breakdown.characters.map(({ id, name }) => [id, name]));
  for (const step of [look, story]) expect(step.name, breakdown.scenes.length);

  const ask = async <T>(
    step: typeof look,
    scene: Scene,
    lines: readonly string[],
    read: (object: unknown, range: { readonly first: number; readonly last: number }) => T,
  ): Promise<T | undefined> => {
    const present = scene.present.map((id) => visibleText(nameOf.get(id) ?? id));
    const input: PaidInput<SceneMatter> = {
      matter: { heading: visibleText(scene.heading), lines, present },
      choice,
      project,
    };
    try {
      const { answer } = await build.produce(step, input);
      if (build.mode === 'plan' && answer.object === null) return undefined;
      return read(answer.object, { first: 1, last: lines.length });
    } catch (error) {
      if (!mayStandIn(error)) throw error;
      notes.push(`Scene ${scene.number} stands as the rules read it: ${reasonOf(error)}`);
      return undefined;
    }
  };
  const asked = await build.all(
    breakdown.scenes.map(async (scene) => {
      const lines = script.slice(scene.lines.first - 1, scene.lines.last).slice(0, mostLines);
      const seen = actionLines(scene, lines);
      return Promise.all([
        seen.length === 0
          ? undefined
          : ask(look, scene, seen, (object, range) => readLook(object, scene, range, breakdown.characters)),
        ask(story, scene, lines, (object, range) => readStory(object, scene, range)),
      ]);
    }),
  );
  const looks = asked.flatMap(([one]) => one ?? []);
  const stories = asked.flatMap(([, one]) => one ?? []);
  return { looks, stories, notes: [...notes, ...[...looks, ...stories].flatMap(({ doubts }) => doubts)] };
};

/** In the vendor’s words, unless those are ours, given back. */
export const reasonOf = (error: unknown): string => {
  const { message } = error as Error;
  return repeatsInstructions(message) && error instanceof WorkprintError ? `${error.code}.` : message;
};

/** Whether the rules may stand in for a model that failed so: what concerns money or a wrong choice must be seen instead. */
export const mayStandIn = (error: unknown): boolean =>
  error instanceof WorkprintError &&
  [
    ...['provider-busy', 'provider-failed', 'provider-unreadable'],
    ...['provider-silent', 'provider-refused', 'provider-rejected'],
  ].includes(error.code);
