/** Makes transitions fit between their neighbours, as the document demands: no longer than what is beside them, one at a cut. */
import type { AudioItem, AudioTransition, Transition, VideoItem } from '../../timeline/timeline.types.ts';
import type { LossLog } from './loss-log.ts';

type Item = VideoItem | AudioItem;
type AnyTransition = Transition | AudioTransition;

const isTransition = (item: Item | undefined): item is AnyTransition => item?.kind === 'transition';
const lengthOf = (item: Item | undefined): number =>
  item === undefined || isTransition(item) ? 0 : item.sourceRange.durationFrames;
const isClip = (item: Item | undefined): boolean =>
  item !== undefined && item.kind !== 'gap' && item.kind !== 'transition';

/** Why a transition cannot stand here; undefined when it can. */
const problemOf = (
  transition: AnyTransition,
  before: Item | undefined,
  after: Item | undefined,
): string | undefined => {
  if (isTransition(before)) return 'it stands right after another';
  if (!isClip(before) && !isClip(after)) return 'there is no clip beside it';
  if (transition.type === 'fade-from-black' && !isClip(after)) return 'there is no clip after it';
  return transition.type === 'fade-to-black' && !isClip(before) ? 'there is no clip before it' : undefined;
};

/** The items with transitions shortened to the room there is; those with no room are dropped. Both are reported. */
export const fitTransitions = (items: readonly Item[], path: string, log: LossLog): readonly Item[] => {
  if (!items.some(isTransition)) return items;
  const fitted: Item[] = [];
  /** Frames at the head of the item before that the transition before it covers. */
  let taken = 0;
  items.forEach((item, index) => {
    const before = fitted.at(-1);
    if (!isTransition(item)) {
      if (!isTransition(before)) taken = 0;
      fitted.push(item);
      return;
    }
    const after = items[index + 1];
    const place = `${path}.items[${index}]`;
    const problem = problemOf(item, before, after);
    const inFrames = Math.min(Math.max(0, item.inFrames), Math.max(0, lengthOf(before) - taken));
    const outFrames = Math.min(Math.max(0, item.outFrames), lengthOf(after));
    if (problem !== undefined || inFrames + outFrames === 0) {
      log.dropped(place, 'a transition without room', problem ?? 'what is beside it is too short');
      return;
    }
    if (inFrames !== item.inFrames || outFrames !== item.outFrames)
      log.approximated(place, 'a transition longer than its clips', 'shortened to what is beside it');
    taken = outFrames;
    fitted.push({ ...item, inFrames, outFrames });
  });
  return fitted;
};
