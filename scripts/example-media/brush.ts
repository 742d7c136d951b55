/** What all drawings of the examples share: the canvas, gradients, and repeatable chance. */
import type { SKRSContext2D } from '@napi-rs/canvas';

/** Draws one frame; `seconds` counts from the beginning of the clip. */
export type Draw = (brush: SKRSContext2D, seconds: number, frame: number) => void;

/** All clips have this size and rate. */
export const clip = { width: 640, height: 360, fps: 30 } as const;

type Stop = readonly [at: number, colour: string];

/** Fills a rectangle with colours from its top to its bottom. */
export const fillDown = (
  brush: SKRSContext2D,
  [x, y, width, height]: readonly [number, number, number, number],
  stops: readonly Stop[],
): void => {
  const gradient = brush.createLinearGradient(0, y, 0, y + height);
  for (const [at, colour] of stops) gradient.addColorStop(at, colour);
  brush.fillStyle = gradient;
  brush.fillRect(x, y, width, height);
};

/** A light that dies away towards its rim. */
export const glow = (brush: SKRSContext2D, x: number, y: number, radius: number, stops: readonly Stop[]): void => {
  const gradient = brush.createRadialGradient(x, y, 0, x, y, radius);
  for (const [at, colour] of stops) gradient.addColorStop(at, colour);
  brush.fillStyle = gradient;
  brush.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
};

/** The land below a line: `heightAt` gives its top for each x. */
export const land = (
  brush: SKRSContext2D,
  colour: string,
  [width, bottom]: readonly [number, number],
  heightAt: (x: number) => number,
): void => {
  brush.fillStyle = colour;
  brush.beginPath();
  brush.moveTo(0, bottom);
  for (let x = 0; x <= width; x += 2) brush.lineTo(x, heightAt(x));
  brush.lineTo(width, bottom);
  brush.fill();
};

/** A filled polygon. */
export const polygon = (brush: SKRSContext2D, colour: string, points: readonly (readonly [number, number])[]): void => {
  brush.fillStyle = colour;
  brush.beginPath();
  for (const [x, y] of points) brush.lineTo(x, y);
  brush.closePath();
  brush.fill();
};

/** A filled ellipse. */
export const ellipse = (
  brush: SKRSContext2D,
  colour: string,
  [x, y, radiusX, radiusY]: readonly [number, number, number, number],
  turn = 0,
): void => {
  brush.fillStyle = colour;
  brush.beginPath();
  brush.ellipse(x, y, radiusX, radiusY, turn, 0, 2 * Math.PI);
  brush.fill();
};
