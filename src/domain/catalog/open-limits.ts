/** What was asked of a model and nobody says that it does: its price may be known, but not for what. */
import type { Ask } from '../generation/ask.types.ts';
import { uncheckedOf } from './check-ask.ts';
import type { ModelRecord } from './model.types.ts';

const words: Readonly<Record<string, string>> = {
  durationSeconds: 'duration',
  aspectRatio: 'ratio',
  resolution: 'resolution',
  width: 'size',
};

/** Shapes that are known to be made though no list of them is known: those of the first frame, those that this program asks for in pixels. */
const isShapeKnown = ({ limits, usual }: ModelRecord, ask: Ask, path: string): boolean => {
  const pixels = ask.type === 'image' ? (ask.width ?? 0) * (ask.height ?? 0) : 0;
  if (path === 'aspectRatio')
    return limits.needs === 'first-frame' || limits.sizes !== undefined || usual?.pixels !== undefined;
  return path === 'width' && usual?.pixels !== undefined && pixels <= usual.pixels;
};

/**
 * A note for each of duration, ratio, resolution and size that was asked and could not be checked: `unchecked: duration. Nobody was …`. What is
 * free can be tried.
 */
export const openLimitsOf = (record: ModelRecord, ask: Ask): readonly string[] =>
  record.prices?.length === 0
    ? []
    : uncheckedOf(record, ask).flatMap(({ path, message }) => {
        const word = words[path];
        return word === undefined || isShapeKnown(record, ask, path) ? [] : [`unchecked: ${word}. ${message}`];
      });
