/** Makes room for the title before the first shot and for the credits after the last. */
import type { FilmTiming } from '../../domain/shot/shot.types.ts';
import { msFromFrames, type Rate } from '../../domain/time.ts';

export type TitleRoom = {
  /** Frames the first shot is held under the title before the film begins. */
  readonly leadFrames: number;
  /** Frames of credits over black after the last shot. */
  readonly creditFrames: number;
};

/** The same film, later: the first shot begins `leadFrames` earlier than it did, everything else moves. */
export const withTitles = (timing: FilmTiming, room: TitleRoom, rate: Rate): FilmTiming => {
  const { leadFrames, creditFrames } = room;
  const leadMs = msFromFrames(leadFrames, rate);
  return {
    shots: timing.shots.map((shot, index) =>
      index === 0
        ? { ...shot, durationFrames: shot.durationFrames + leadFrames }
        : { ...shot, startFrame: shot.startFrame + leadFrames },
    ),
    speeches: timing.speeches.map((speech) => ({ ...speech, startMs: speech.startMs + leadMs })),
    scenes: timing.scenes.map((scene, index) =>
      index === 0
        ? { ...scene, durationFrames: scene.durationFrames + leadFrames }
        : { ...scene, startFrame: scene.startFrame + leadFrames },
    ),
    durationFrames: timing.durationFrames + leadFrames + creditFrames,
  };
};
