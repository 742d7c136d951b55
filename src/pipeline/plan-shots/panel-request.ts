/** What the painter is asked for. Only what changes the picture is in it, so equal set-ups are one panel, drawn once. */
import { WorkprintError } from '../../domain/errors.ts';
import type { Cast } from '../../domain/performance/performance.types.ts';
import type { PanelFigure, PanelRequest } from '../../domain/shot/panel.types.ts';
import type { Shot, StagedFigure } from '../../domain/shot/shot.types.ts';

export type PanelOptions = {
  /** Pixels of the film's frame, both even. */
  readonly frameWidth: number;
  readonly frameHeight: number;
  readonly cast: Cast;
  /** The plan's seed (`ShotPlan.seed`). */
  readonly seed: string;
};

/** Views of a place: people in them are too small for their eyes and mouths to live. */
const isPlaceView = (shot: Shot): boolean =>
  shot.size === 'EWS' || shot.framing === 'establishing' || shot.framing === 'card';

const panelFigure = (shot: Shot, figure: StagedFigure, cast: Cast): PanelFigure => {
  const { characterId, ...staged } = figure;
  const member = cast.members.find((candidate) => candidate.characterId === characterId);
  if (member === undefined) {
    throw new WorkprintError(
      'internal',
      `Shot ${shot.number} shows "${characterId}", who is not in the cast; everyone staged must be cast.`,
    );
  }
  return { ...staged, look: member.look, speaks: figure.facing !== 'away' && !isPlaceView(shot) };
};

/** Throws `internal` when a staged person has no look in the cast. */
export const panelRequestOf = (shot: Shot, options: PanelOptions): PanelRequest => ({
  frameWidth: options.frameWidth,
  frameHeight: options.frameHeight,
  seed: `${options.seed}/${shot.place.locationId}`,
  place: shot.place,
  size: shot.size,
  // The painter draws a card's place and a listener's face like any other; only what it paints differently is told apart.
  framing: shot.framing === 'card' ? 'establishing' : shot.framing === 'reaction' ? 'single' : shot.framing,
  angle: shot.angle,
  lensMm: shot.lensMm,
  cameraYawDeg: shot.cameraYawDeg,
  figures: shot.figures.map((figure) => panelFigure(shot, figure, options.cast)),
  props: shot.props,
});
