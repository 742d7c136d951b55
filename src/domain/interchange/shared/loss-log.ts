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

/** More losses than this inside one nested timeline (a gradient is one, of 120 bands) are told as one. */
const mostInside = 10;

/** The nested timeline a loss lies in, the outermost; undefined for what lies on the timeline itself. */
const nestedIn = ({ path }: Loss): string | undefined => /^tracks\[\d+\]\.items\[\d+\](?=\.tracks\[)/u.exec(path)?.[0];

/** Many losses of one kind inside one nested timeline become one, at that timeline. */
const folded = (losses: readonly Loss[]): readonly Loss[] => {
  const inside = Map.groupBy(losses, (loss) => {
    const nested = nestedIn(loss);
    return nested === undefined ? '' : `${loss.how} ${nested}`;
  });
  const told = new Set<string>();
  return losses.flatMap((loss): Loss[] => {
    const path = nestedIn(loss);
    const key = `${loss.how} ${path ?? ''}`;
    const group = path === undefined ? [] : (inside.get(key) ?? []);
    if (path === undefined || group.length <= mostInside) return [loss];
    if (told.has(key)) return [];
    told.add(key);
    const whats = [...new Set(group.map(({ what }) => what))].join(', ');
    return [{ path, how: loss.how, what: `${whats} of a nested timeline`, note: `${group.length} times in all` }];
  });
};

/** Lines for people: one for each kind of loss, with its first places. Nothing lost gives no lines. */
export const describeLosses = (losses: readonly Loss[]): readonly string[] => {
  const groups = new Map<string, Loss[]>();
  const all = folded(losses);
  for (const how of order) {
    for (const loss of all) {
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
