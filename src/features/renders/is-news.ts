/** What of a build is a step that people see: a long film has thousands of segments, and those that were there before are no news. */
import type { BuildEvent } from '../../build/build.ts';

/** Segments found in the cache, made earlier or by other workers, are told of by their number alone. */
export const isNews = ({ type, step }: BuildEvent): boolean => !(type === 'step-cached' && step === 'render-segment');
