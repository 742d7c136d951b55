/** Collects what a conversion lost, and tells it to people: grouped, short, the worst first. */
import type { Loss } from '../interchange.types.ts';

export type LossLog = {
  readonly losses: readonly Loss[];
  approximated(path: string, what: string, note?: string): void;
  dropped(path: string, what: string, note?: string): void;
  kept(path: string, what: string, note?: string): void;
};

/** An empty log. */
export const lossLog = (): LossLog => {
  const losses: Loss[] = [];
  const add = (how: Loss['how'], path: string, what: string, note: string | undefined): void => {
    losses.push({ path, what, how, ...(note === undefined ? {} : { note }) });
  };
  return {
    losses,
    approximated: (path, what, note) => add('approximated', path, what, note),
    dropped: (path, what, note) => add('dropped', path, what, note),
    kept: (path, what, note) => add('kept in metadata', path, what, note),
  };
};

const order: readonly Loss['how'][] = ['dropped', 'approximated', 'kept in metadata'];
const mostPaths = 3;

/** Lines for people: one for each kind of loss, with its first places. Nothing lost gives no lines. */
export const describeLosses = (losses: readonly Loss[]): readonly string[] => {
  const groups = new Map<string, Loss[]>();
  for (const how of order) {
    for (const loss of losses) {
      if (loss.how !== how) continue;
      const key = [how, loss.what, loss.note ?? ''].join('\u0000');
      groups.set(key, [...(groups.get(key) ?? []), loss]);
    }
  }
  return [...groups.values()].map((group) => {
    const { how, what, note } = group[0] as Loss;
    const places = group.slice(0, mostPaths).map(({ path }) => path);
    const more = group.length > mostPaths ? ` and ${group.length - mostPaths} more` : '';
    const count = group.length > 1 ? ` (${group.length} times)` : '';
    return `${how}: ${what}${count}${note === undefined ? '' : `: ${note}`} [${places.join(', ')}${more}]`;
  });
};
