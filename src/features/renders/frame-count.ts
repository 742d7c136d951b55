/** Frames done of frames to do, by whoever renders them, and what is left by the estimate and the pace seen. */
import type { BuildEvent } from '../../build/build.ts';
import { type Estimate, remainingMs } from '../../pipeline/render-timeline/estimate.ts';

export type FrameCount = {
  onEvent(event: BuildEvent): void;
  /** Frames that other workers have done so far. */
  helped(frames: number): void;
};

type Facts = {
  readonly framesToRender: number;
  readonly framesCached: number;
  readonly estimate: Estimate;
  readonly nowMs: () => number;
  readonly tell: (done: number, total: number, etaMs: number) => void;
};

/** Tells at once what is cached already. */
export const countFrames = ({ framesToRender, framesCached, estimate, nowMs, tell }: Facts): FrameCount => {
  const startedMs = nowMs();
  const total = Math.max(1, framesToRender + framesCached);
  const underWay = new Map<string, number>();
  let [finished, byOthers] = [0, 0];
  const say = (): void => {
    const own = [...underWay.values()].reduce((sum, frames) => sum + frames, finished);
    const done = Math.min(framesToRender, own + byOthers);
    const share = framesToRender === 0 ? 1 : done / framesToRender;
    tell(framesCached + done, total, Math.round(remainingMs(estimate, share, nowMs() - startedMs)));
  };
  say();
  return {
    onEvent: (event) => {
      if (event.step !== 'render-segment' || event.type === 'step-cached' || event.type === 'step-started') return;
      if (event.type === 'step-progressed') underWay.set(event.key, event.done);
      else {
        finished += underWay.get(event.key) ?? 0;
        underWay.delete(event.key);
      }
      say();
    },
    helped: (frames) => {
      byOthers = frames;
      say();
    },
  };
};
