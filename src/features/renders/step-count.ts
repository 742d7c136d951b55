/** How far a film is, in steps: each kind of step counts by the share of the whole work it usually is. */
import type { BuildEvent } from '../../build/build.ts';

/** Shares of the time of a film that has to be made from nothing (docs/benchmarks.md); what is not named takes no time to speak of. */
const shares: Readonly<Record<string, number>> = {
  voices: 0.3,
  pictures: 0.2,
  score: 0.05,
  mix: 0.1,
  master: 0.05,
  'render-segment': 0.3,
};

/** Voices and pictures are made here or by models; a film may have both. */
const stageNames: Readonly<Record<string, string>> = {
  ...{ speak: 'voices', 'model-voice': 'voices' },
  ...{ draw: 'pictures', 'model-still': 'pictures', 'model-clip': 'pictures', 'model-lipsync': 'pictures' },
};
const stageNameOf = (step: string): string => stageNames[step] ?? step;

type Stage = { done: number; total: number; readonly partial: Map<string, number> };

const parts = 10_000;

/** `tell` hears of work done of work to do, in parts of ten thousand; it never goes back. */
export const countSteps = (tell: (done: number, total: number) => void) => {
  const stages = new Map<string, Stage>();
  let most = 0;
  const stageOf = (name: string): Stage => {
    const step = stageNameOf(name);
    const stage = stages.get(step) ?? { done: 0, total: 0, partial: new Map<string, number>() };
    stages.set(step, stage);
    return stage;
  };
  const shareOf = ({ done, total, partial }: Stage): number =>
    total === 0 ? 0 : Math.min(1, (done + [...partial.values()].reduce((sum, part) => sum + part, 0)) / total);
  const say = (): void => {
    const share = Object.entries(shares).reduce((sum, [step, weight]) => sum + weight * shareOf(stageOf(step)), 0);
    most = Math.max(most, Math.floor(share * parts));
    tell(most, parts);
  };
  return {
    /** How many answers of a step the build will ask for, once that is known. */
    expect: (step: string, count: number): void => {
      stageOf(step).total += count;
      say();
    },
    /** Segments that other workers have done so far. They are counted again when the film finds them in the cache: it is never more than all. */
    helped: (segments: number): void => {
      stageOf('render-segment').partial.set('others', segments);
      say();
    },
    onEvent: (event: BuildEvent): void => {
      if (!(stageNameOf(event.step) in shares)) return;
      const stage = stageOf(event.step);
      if (event.type === 'step-progressed')
        stage.partial.set(event.key, event.total > 0 ? event.done / event.total : 0);
      if (event.type === 'step-cached' || event.type === 'step-finished') {
        stage.partial.delete(event.key);
        stage.done += 1;
      }
      say();
    },
  };
};
