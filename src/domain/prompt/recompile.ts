/**
 * A stored request carried over to another model, because the first one retired or a better one came. What the new model takes stays exactly as
 * it is: settings, and which details were kept; only its signs, its limits and what it cannot do change.
 */
import type { ModelRecord } from '../catalog/model.types.ts';
import { compileFrom } from './compile-shot.ts';
import type { CompiledShot, ShotWishes } from './compiled-shot.types.ts';

/** Settings of the earlier request as wishes: what was decided then is what is asked now. */
const settledWishes = ({ ask, from }: CompiledShot): ShotWishes => ({
  ...from.wishes,
  ...(ask.aspectRatio === undefined ? {} : { aspect: ask.aspectRatio }),
  ...(ask.resolution === undefined ? {} : { resolution: ask.resolution }),
  ...(ask.seed === undefined ? {} : { seed: ask.seed }),
  ...(ask.type === 'image'
    ? { count: ask.count }
    : { durationSeconds: ask.durationSeconds, audio: ask.audio ?? false }),
});

/**
 * The same shot for `record`. Sentences that both ways of writing share are identical; details that were left out for room do not come back.
 * Throws `ask-illegal` when the new model makes something else.
 */
export const recompile = (compiled: CompiledShot, record: ModelRecord): CompiledShot => {
  const { brief, purpose, wishes, kept } = compiled.from;
  const again = compileFrom(brief, record, purpose, settledWishes(compiled), kept);
  // The person's own wishes go on, so that a third model is asked for what they wanted and not for what the second allowed.
  return { ...again, from: { ...again.from, wishes } };
};
