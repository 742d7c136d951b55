/**
 * The door of editing: pure operations on a timeline. Each gives the edited timeline and the way back, or a refusal that says why;
 * tracks that an operation does not name are the same objects afterwards.
 */
export { undone } from './change.ts';
export {
  type Edited,
  type EditOptions,
  type EditResult,
  isRefused,
  type Refusal,
  type RefusalCode,
  type Undo,
} from './edit.types.ts';
export { closeGap, extract, insert, lift, move, overwrite, type Ripple, type Stretch, split } from './place.ts';
export { addTransition, type CutPlace, deleteTransition } from './transitions.ts';
export { type EdgeMove, rippleTrim, roll, slide, slip, trim } from './trim.ts';
