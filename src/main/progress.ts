/**
 * What a person sees while a film is built. On a terminal: one line that redraws itself. Elsewhere: a plain line
 * when a stage begins and ends. With `--json`: one object a line. A plan has nothing to
 * show but its messages. stdout is never touched.
 */
import type { BuildEvent } from '../build/build.ts';

export type ProgressStyle = 'bar' | 'lines' | 'json' | 'messages';

type Stage = {
  readonly name: string;
  readonly unit: string;
  done: number;
  total: number;
  cached: number;
  partial: Map<string, number>;
};

/** Stages in film order; steps outside the list do their work unannounced. */
const stageOf: Readonly<Record<string, { name: string; unit: string }>> = {
  speak: { name: 'voices', unit: 'lines' },
  draw: { name: 'panels', unit: 'panels' },
  score: { name: 'music', unit: 'cues' },
  mix: { name: 'sound', unit: 'scenes' },
  master: { name: 'master', unit: 'mix' },
  'render-segment': { name: 'film', unit: 'segments' },
};

export type Progress = {
  /** How many answers of a step the build will ask for, once that is known. */
  expect(step: string, count: number): void;
  onEvent(event: BuildEvent): void;
  /** A plain message that stays on screen. */
  say(message: string): void;
  end(): void;
};

const barOf = (fraction: number, width: number): string => {
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * width);
  return '█'.repeat(full) + '░'.repeat(width - full);
};

export const createProgress = (
  style: ProgressStyle,
  write: (text: string) => void,
  columns: () => number,
): Progress => {
  const stages = new Map<string, Stage>();
  let drawn = false;
  let lastDrawnMs = 0;

  const stage = (step: string): Stage | undefined => {
    const facts = stageOf[step];
    if (!facts) return undefined;
    const known = stages.get(step) ?? { ...facts, done: 0, total: 0, cached: 0, partial: new Map<string, number>() };
    stages.set(step, known);
    return known;
  };
  const summary = (one: Stage): string => `${one.name} ${one.done}/${Math.max(one.total, one.done)}`;
  const clear = (): void => {
    if (drawn) write('\r\u001b[2K');
    drawn = false;
  };
  const redraw = (force = false): void => {
    const nowMs = performance.now();
    if (style !== 'bar' || (!force && nowMs - lastDrawnMs < 80)) return;
    lastDrawnMs = nowMs;
    const all = [...stages.values()];
    const active = all.filter((one) => one.total > 0);
    const share = (one: Stage): number =>
      (one.done + [...one.partial.values()].reduce((sum, part) => sum + part, 0)) / Math.max(1, one.total);
    const fraction =
      active.length === 0
        ? 0
        : active.reduce((sum, one) => sum + Math.min(1, share(one)), 0) / Math.max(4, active.length);
    const text = ` ${barOf(fraction, 24)} ${active.map(summary).join(' · ')}`;
    write(`\r\u001b[2K${text.slice(0, Math.max(20, columns() - 1))}`);
    drawn = true;
  };

  const toldMs = new Map<string, number>();
  const isDue = (key: string): boolean => {
    const nowMs = performance.now();
    if (nowMs - (toldMs.get(key) ?? Number.NEGATIVE_INFINITY) < 500) return false;
    toldMs.set(key, nowMs);
    return true;
  };
  const settle = (one: Stage, isCached: boolean): void => {
    one.done += 1;
    if (isCached) one.cached += 1;
    if (style === 'lines' && one.done === one.total)
      write(
        `${one.name}: ${one.total} ${one.total === 1 ? one.unit.replace(/s$/, '') : one.unit}${one.cached > 0 ? `, ${one.cached} from the cache` : ''}\n`,
      );
  };

  return {
    expect: (step, count) => {
      const one = stage(step);
      if (one) one.total += count;
      redraw(true);
    },
    onEvent: (event) => {
      if (style === 'json') {
        // A frame at a time would be thousands of lines: twice a second and step is plenty for any reader.
        if (event.type === 'step-progressed' && !isDue(event.key)) return;
        return write(`${JSON.stringify(event)}\n`);
      }
      const one = stage(event.step);
      if (!one) return;
      if (event.type === 'step-progressed') one.partial.set(event.key, event.done / Math.max(1, event.total));
      if (event.type === 'step-finished' || event.type === 'step-cached') {
        one.partial.delete(event.key);
        settle(one, event.type === 'step-cached');
      }
      redraw(event.type === 'step-finished');
    },
    say: (message) => {
      clear();
      write(style === 'json' ? `${JSON.stringify({ type: 'message', message })}\n` : `${message}\n`);
    },
    end: clear,
  };
};
