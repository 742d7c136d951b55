/** Segments come from the cache unread; whoever joins them reads them all. One that turns out damaged then is made again. */
import type { Build, Step } from '../../build/build.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { BlobRef } from '../../domain/media.ts';

const isDamage = (error: unknown): boolean => error instanceof WorkprintError && error.code === 'media-corrupt';

/**
 * Makes what is missing of the segments and joins them. `join` throws `media-corrupt` for a damaged one, which the store has
 * discarded by then; it is made again and all are joined once more.
 */
export const joinSegments = async <Input, Joined>(
  build: Build,
  step: Step<Input, BlobRef>,
  inputs: readonly Input[],
  join: (videos: readonly BlobRef[]) => Promise<Joined>,
): Promise<Joined> => {
  let damage: unknown;
  for (;;) {
    const before = build.entries.length;
    const videos = await build.all(inputs.map((input) => build.produce(step, input)));
    const isAnyMade = build.entries.slice(before).some(({ state }) => state === 'made');
    // Nothing of this was lost: the damage lies elsewhere.
    if (damage !== undefined && !isAnyMade) throw damage;
    try {
      return await join(videos);
    } catch (error) {
      if (!isDamage(error)) throw error;
      damage = error;
      for (const input of inputs) build.forget(step, input);
    }
  }
};
