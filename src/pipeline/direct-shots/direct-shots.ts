/**
 * Shows a language model the shots of each scene as they were planned, and takes its notes on framing and movement. The plan itself, what each shot covers and how many there are,
 * is the rules' own: it can be priced before anybody is asked.
 */
import type { Build } from '../../build/build.ts';
import type { TextAsk } from '../../domain/generation/ask.types.ts';
import { visibleText } from '../../domain/prompt/prompt.ts';
import type { Breakdown, Scene } from '../../domain/screenplay/breakdown.types.ts';
import type { Shot, ShotPlan } from '../../domain/shot/shot.types.ts';
import type { ModelChoice } from '../film-models/film-models.types.ts';
import { type PaidTools, paidStep } from '../paid/paid-step.ts';
import { shotsInstructions } from '../read-scenes/instructions.ts';
import { mayStandIn, reasonOf } from '../read-scenes/read-scenes.ts';
import { readShotNotes, shotNotesSchema } from './shot-notes.ts';

type ShotsMatter = { readonly heading: string; readonly lines: readonly string[]; readonly shots: readonly string[] };

const mostOutputTokens = 3000;
const mostLines = 1500;

const questionOf = ({ heading, lines, shots }: ShotsMatter): TextAsk => ({
  type: 'text',
  system: shotsInstructions,
  prompt: [
    `Scene: ${heading}`,
    'Lines:',
    ...lines.map((line, index) => `${index + 1}: ${line}`),
    'Shots:',
    ...shots.map((shot, index) => `${index + 1}: ${shot}`),
  ].join('\n'),
  answer: shotNotesSchema,
  maxOutputTokens: mostOutputTokens,
  temperature: 0,
});

const described = (shot: Shot, breakdown: Breakdown): string => {
  const names = shot.figures.map(
    ({ characterId }) => breakdown.characters.find(({ id }) => id === characterId)?.name ?? characterId,
  );
  const { kind, direction } = shot.movement;
  return `${shot.size} ${shot.framing}, ${shot.angle}, ${kind}${direction ? ` ${direction}` : ''}; ${names.join(' and ') || 'nobody'}; ${shot.role}`;
};

const directStep = (tools: PaidTools) =>
  paidStep<ShotsMatter>(tools, {
    name: 'direct-scene',
    version: 1,
    label: ({ heading }) => `shots of ${heading}`,
    askFor: (matter) => questionOf(matter),
    sketch: () => ({ type: 'text', files: [], object: null }),
  });

/** The plan with the notes that hold. As many shots in the same order, covering the same. */
export const directShots = async (
  build: Build,
  tools: PaidTools,
  choice: ModelChoice,
  {
    plan,
    breakdown,
    script,
  }: { readonly plan: ShotPlan; readonly breakdown: Breakdown; readonly script: readonly string[] },
  expect: (step: string, count: number) => void,
): Promise<{ readonly plan: ShotPlan; readonly notes: readonly string[] }> => {
  const step = directStep(tools);
  const { projectId: project } = tools.payer;
  const notes: string[] = [];
  const direct = async (scene: Scene): Promise<readonly Shot[]> => {
    const shots = plan.shots.filter(({ sceneId }) => sceneId === scene.id);
    if (shots.length === 0) return shots;
    const lines = script.slice(scene.lines.first - 1, scene.lines.last).slice(0, mostLines);
    const seen = shots.map((shot) => visibleText(described(shot, breakdown)));
    const matter = { heading: visibleText(scene.heading), lines, shots: seen };
    try {
      const { answer } = await build.produce(step, { matter, choice, project });
      if (build.mode === 'plan' && answer.object === null) return shots;
      const read = readShotNotes(answer.object, shots, { first: 1, last: lines.length });
      notes.push(...new Set(read.doubts.map((doubt) => `Scene ${scene.number}: ${doubt}`)));
      return read.shots;
    } catch (error) {
      if (!mayStandIn(error)) throw error;
      notes.push(`The shots of scene ${scene.number} stand as planned: ${reasonOf(error)}`);
      return shots;
    }
  };
  expect('direct-scene', breakdown.scenes.length);
  const directed = await Promise.all(breakdown.scenes.map(direct));
  const byId = new Map(directed.flat().map((shot) => [shot.id, shot]));
  return { plan: { ...plan, shots: plan.shots.map((shot) => byId.get(shot.id) ?? shot) }, notes };
};
