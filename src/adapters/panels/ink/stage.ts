/**
 * The measure every painter works in. The short side of the film's frame is 1080 stage units whatever the film's
 * resolution, (0,0) is the frame's upper left corner, and the painted canvas reaches beyond the frame on all sides
 * so that the camera can move. A stage surface is already transformed: paint in stage units.
 */
import { overscan } from '../../../domain/shot/panel.types.ts';
import { borrowSurface, type Surface } from './surface.ts';

export type Stage = {
  /** Frame in stage units; the shorter is 1080. */
  readonly width: number;
  readonly height: number;
  /** Painted area in stage units. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Pixels per stage unit. */
  readonly scale: number;
  /** Painted canvas in pixels; even. */
  readonly canvasWidth: number;
  readonly canvasHeight: number;
};

const shortSide = 1080;
const evenCeil = (value: number): number => Math.ceil(value / 2) * 2;

/** @param frameWidth @param frameHeight frame of the film in pixels */
export const createStage = (frameWidth: number, frameHeight: number): Stage => {
  const scale = Math.min(frameWidth, frameHeight) / shortSide;
  const [canvasWidth, canvasHeight] = [evenCeil(frameWidth * overscan), evenCeil(frameHeight * overscan)];
  const [width, height] = [frameWidth / scale, frameHeight / scale];
  const marginX = (canvasWidth / scale - width) / 2;
  const marginY = (canvasHeight / scale - height) / 2;
  return {
    width,
    height,
    left: -marginX,
    top: -marginY,
    right: width + marginX,
    bottom: height + marginY,
    scale,
    canvasWidth,
    canvasHeight,
  };
};

/** A surface of the whole painted canvas whose context takes stage units. */
export const borrowStageSurface = (stage: Stage): Surface => {
  const surface = borrowSurface(stage.canvasWidth, stage.canvasHeight);
  toStageUnits(surface, stage);
  return surface;
};

export const toStageUnits = ({ context }: Surface, stage: Stage): void =>
  context.setTransform(stage.scale, 0, 0, stage.scale, -stage.left * stage.scale, -stage.top * stage.scale);

/** Stage units to pixels of the painted canvas. */
export const toCanvasPixels = (stage: Stage, x: number, y: number): { x: number; y: number } => ({
  x: (x - stage.left) * stage.scale,
  y: (y - stage.top) * stage.scale,
});
