/** What a composer is told about a cue: its own stretch of its own scene, and the film it belongs to. Times from the cue's start. */
import type { Mood } from '../../screenplay/breakdown.types.ts';

export type Stretch = { readonly startMs: number; readonly endMs: number };

export type CueRole = 'first-image' | 'turn' | 'last-image' | 'scene';

export type CueBrief = {
  /** The title: it decides motif and key. */
  readonly filmSeed: string;
  /** Names this cue for everything else. */
  readonly cueSeed: string;
  readonly role: CueRole;
  readonly mood: Mood;
  /** 0..1 */
  readonly tension: number;
  readonly durationMs: number;
  /** Cuts inside the cue, ascending; phrases like to end on them. */
  readonly cutsMs: readonly number[];
  /** Where somebody speaks, ascending, not overlapping. */
  readonly speech: readonly Stretch[];
  /** Who the scene belongs to; shapes the variation of the motif. */
  readonly leadId: string | null;
};
