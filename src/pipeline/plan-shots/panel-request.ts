/** What the painter is asked for. Only what changes the picture is in it, so equal set-ups are one panel, drawn once. */
import { WorkprintError } from '../../domain/errors.ts';
import type { Cast } from '../../domain/performance/performance.types.ts';
import type { PanelFigure, PanelRequest } from '../../domain/shot/panel.types.ts';
import type { Framing, Shot, StagedFigure } from '../../domain/shot/shot.types.ts';

export type PanelOptions = {
  /** Pixels of the film's frame, both even. */
  readonly frameWidth: number;
  readonly frameHeight: number;
  readonly cast: Cast;
  /** The plan's seed (`ShotPlan.seed`). */
  readonly seed: string;
};

/** Faces this far away are a few pixels: their eyes and mouths are painted once. */
const isTiny = (shot: Shot): boolean => shot.size === 'EWS';

/** Only what is painted differently is told apart: a card's place, a listener's face, the room with people in it. */
const paintedFraming = (shot: Shot): Framing => {
  if (shot.framing === 'pov' || shot.framing === 'insert') return shot.framing;
  if (shot.size === 'WS' || shot.size === 'EWS') return 'establishing';
  return shot.framing === 'reaction' || shot.framing === 'card' ? 'single' : shot.framing;
};

const panelFigure = (shot: Shot, figure: StagedFigure, cast: Cast): PanelFigure => {
  const { characterId, screenX, depth, facing, pose, emotion, emotionStrength, gaze, holds } = figure;
  // Without `eyes`: every panel brings patches for shut ones, so the same picture serves both.
  const staged = {
    screenX,
    depth,
    facing,
    pose,
    emotion,
    emotionStrength,
    gaze,
    ...(holds === undefined ? {} : { holds }),
  };
  const member = cast.members.find((candidate) => candidate.characterId === characterId);
  if (member?.look === undefined) {
    throw new WorkprintError(
      'internal',
      `Shot ${shot.number} shows "${characterId}", who has no look in the cast; everyone staged must have one.`,
    );
  }
  return { ...staged, look: member.look, speaks: figure.facing !== 'away' && !isTiny(shot) };
};

/** Throws `internal` when a staged person has no look in the cast. */
export const panelRequestOf = (shot: Shot, options: PanelOptions): PanelRequest => ({
  frameWidth: options.frameWidth,
  frameHeight: options.frameHeight,
  seed: `${options.seed}/${shot.place.locationId}`,
  place: shot.place,
  size: shot.size,
  framing: paintedFraming(shot),
  angle: shot.angle,
  lensMm: shot.lensMm,
  cameraYawDeg: shot.cameraYawDeg,
  figures: shot.figures.map((figure) => panelFigure(shot, figure, options.cast)),
  props: shot.props,
});
