/** The door of the ink room: what everyone who draws uses. */

export * from './atmosphere.ts';
export * from './camera.ts';
export * from './colour.ts';
export * from './curve.ts';
export * from './light-step.ts';
export * from './line.ts';
export * from './noise.ts';
export * from './set-brush.ts';
export * from './set-tone.ts';
export * from './stage.ts';
export * from './surface.ts';
export * from './wash.ts';
