/**
 * What a person sees of a render: frames done of frames to do, the pace, and what is left by the estimate and by what was seen. On a
 * terminal one line that redraws itself; elsewhere a line every ten seconds; with `--json` one object a line, at most four a second.
 */
import type { BuildEvent } from '../build/build.ts';
import { type Estimate, remainingMs } from '../pipeline/render-timeline/estimate.ts';

export type RenderProgress = {
  /** Called once, before anything runs. */
  begin(framesToRender: number, framesCached: number, estimate: Estimate): void;
  onEvent(event: BuildEvent): void;
  /** A plain message that stays on screen. */
  say(message: string): void;
  end(): void;
};

type Style = 'bar' | 'lines' | 'json';

/** `3:07`, `1:02:03`. */
export const clockOf = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${h > 0 ? `${h}:${String(m).padStart(2, '0')}` : m}:${String(s).padStart(2, '0')}`;
};

const everyMs: Readonly<Record<Style, number>> = { bar: 100, lines: 10_000, json: 250 };

export const createRenderProgress = (
  style: Style,
  write: (text: string) => void,
  columns: () => number,
  nowMs: () => number,
): RenderProgress => {
  let [total, cached, finished, startedMs, toldMs] = [0, 0, 0, nowMs(), Number.NEGATIVE_INFINITY];
  let estimate: Estimate = { p50Ms: 0, p90Ms: 0, basis: 0 };
  let isDrawn = false;
  const partial = new Map<string, number>();
  const lengths = new Map<string, number>();

  const clear = (): void => {
    if (isDrawn) write('\r\u001b[2K');
    isDrawn = false;
  };
  const doneFrames = (): number =>
    Math.min(total, finished + [...partial.values()].reduce((sum, frames) => sum + frames, 0));

  const tell = (force = false): void => {
    const now = nowMs();
    if (total === 0 || (!force && now - toldMs < everyMs[style])) return;
    toldMs = now;
    const done = doneFrames();
    const elapsedMs = now - startedMs;
    const etaMs = Math.round(remainingMs(estimate, done / total, elapsedMs));
    if (style === 'json') {
      const progress = Number((done / total).toFixed(4));
      write(
        `${JSON.stringify({ type: 'progress', framesDone: done, framesTotal: total, framesCached: cached, progress, etaMs })}\n`,
      );
      return;
    }
    const pace = elapsedMs > 500 && done > 0 ? ` · ${Math.round((done * 1000) / elapsedMs)} fps` : '';
    const left = done < total ? ` · ${clockOf(etaMs)} left` : ' · writing the file';
    const counts = `${done}/${total} frames${pace}${left}`;
    if (style === 'lines') return write(`${counts}\n`);
    const full = Math.round((done / total) * 24);
    write(
      `\r\u001b[2K${` ${'█'.repeat(full)}${'░'.repeat(24 - full)} ${counts}`.slice(0, Math.max(20, columns() - 1))}`,
    );
    isDrawn = true;
  };

  return {
    begin: (framesToRender, framesCached, given) => {
      [total, cached, estimate, startedMs] = [framesToRender, framesCached, given, nowMs()];
      if (style !== 'json') return tell(style === 'bar');
      const { p50Ms, p90Ms, basis } = given;
      const shown = { p50Ms: Math.round(p50Ms), p90Ms: Math.round(p90Ms), basis };
      write(`${JSON.stringify({ type: 'estimate', framesTotal: total, framesCached: cached, ...shown })}\n`);
    },
    onEvent: (event) => {
      if (event.step !== 'render-segment') return;
      if (event.type === 'step-progressed') {
        lengths.set(event.key, event.total);
        partial.set(event.key, event.done);
      }
      if (event.type === 'step-finished') {
        partial.delete(event.key);
        finished += lengths.get(event.key) ?? 0;
      }
      tell();
    },
    say: (message) => {
      clear();
      write(style === 'json' ? `${JSON.stringify({ type: 'message', message })}\n` : `${message}\n`);
    },
    end: () => {
      if (style === 'json') tell(true);
      clear();
    },
  };
};
