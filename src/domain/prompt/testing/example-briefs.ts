/** Briefs from the repository's own scripts, for tests: a plan is passed in, because planning is downstream of this room. */
import type { Cast } from '../../performance/performance.types.ts';
import type { Breakdown } from '../../screenplay/breakdown.types.ts';
import type { Shot } from '../../shot/shot.types.ts';
import { briefOf } from '../brief-of.ts';
import type { ShotBrief } from '../shot-brief.types.ts';

export type PlannedFilm = { readonly breakdown: Breakdown; readonly cast: Cast; readonly shots: readonly Shot[] };

/** Every `nth` shot of a film, its neighbours known. */
export const briefsOf = ({ breakdown, cast, shots }: PlannedFilm, nth = 1): ShotBrief[] =>
  shots.flatMap((shot, index) => {
    if (index % nth !== 0) return [];
    const before = shots[index - 1];
    const after = shots[index + 1];
    const neighbours = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
    return [briefOf(shot, breakdown, cast, { aspect: '16:9', ...neighbours })];
  });
