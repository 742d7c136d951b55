/** Edits of transitions. */
import { type Room, roomOf } from '../layout/room.ts';
import { sidesOf } from '../layout/transition-fit.ts';
import { root } from '../schema/place.ts';
import type { AudioTransition, Timeline, Transition } from '../timeline.types.ts';
import { edited, editedIfFit, factsIn, openTrack } from './change.ts';
import { type Clip, type EditOptions, type EditResult, isRefused, type Refusal, type Track } from './edit.types.ts';

import { type AnyTransition, type Strip, startsOf, stripOf, transitionsAt, withTransitions } from './strip.ts';

/** A cut of a track. */
export type CutPlace = { readonly trackId: string; readonly at: number };
type Look =
  | Omit<Transition, 'kind' | 'inFrames' | 'outFrames'>
  | Omit<AudioTransition, 'kind' | 'inFrames' | 'outFrames'>;

const openCut = (
  timeline: Timeline,
  { trackId, at }: CutPlace,
): { readonly track: Track; readonly strip: Strip; readonly index: number } | Refusal => {
  const track = openTrack(timeline, trackId);
  if (isRefused(track)) return track;
  const strip = stripOf(track);
  const index = startsOf(strip).indexOf(at);
  return index < 0
    ? {
        code: 'no-transition',
        refused: `There is no cut at frame ${at} of “${track.name}”; choose where a clip begins or ends.`,
      }
    : { track, strip, index };
};

/** Puts a transition over a cut, straddling it as far as the clips' material reaches. One that is there already is replaced. */
export const addTransition = (
  timeline: Timeline,
  { trackId, at, durationFrames, look }: CutPlace & { readonly durationFrames: number; readonly look: Look },
  options: EditOptions = {},
): EditResult => {
  const cut = openCut(timeline, { trackId, at });
  if (isRefused(cut)) return cut;
  const { track, strip, index } = cut;
  if (!Number.isSafeInteger(durationFrames) || durationFrames < 1)
    return {
      code: 'bad-argument',
      refused: `${durationFrames} is no length for a transition; use a whole number of frames, 1 or more.`,
    };
  if ((look.type === 'crossfade') !== (track.kind === 'audio'))
    return { code: 'wrong-kind', refused: `A “${look.type}” does not go on the ${track.kind} track “${track.name}”.` };
  const [before, after] = [strip.parts[index - 1]?.item, strip.parts[index]?.item];
  const wanted = { kind: 'transition', ...look } as Omit<Transition, 'inFrames' | 'outFrames'>;
  const facts = factsIn(options);
  const room = (clip: Clip): Room => roomOf(clip, timeline.rate, facts);
  const sides = sidesOf({ place: root, transition: wanted, frames: { durationFrames } }, before, after, room);
  const head = after && after.kind !== 'gap' ? room(after).head : sides.inFrames;
  const tail = before && before.kind !== 'gap' ? room(before).tail : sides.outFrames;
  if (sides.inFrames > head || sides.outFrames > tail)
    return {
      code: 'short-material',
      refused: `The clips have material for ${tail + head} frames of transition, not ${durationFrames}.`,
    };
  const transition = { ...wanted, ...sides } as AnyTransition;
  return editedIfFit(timeline, track, withTransitions(strip, index, [transition]));
};

/** Makes a plain cut of a transition. */
export const deleteTransition = (timeline: Timeline, place: CutPlace): EditResult => {
  const cut = openCut(timeline, place);
  if (isRefused(cut)) return cut;
  const { track, strip, index } = cut;
  return transitionsAt(strip, index).length === 0
    ? { code: 'no-transition', refused: `There is no transition at frame ${place.at} of “${track.name}”.` }
    : edited(timeline, [[track, withTransitions(strip, index, [])]]);
};
