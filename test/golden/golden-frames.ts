/** Which frames of the examples are golden, as examples/timelines/golden/frames.json says, and where their pictures are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { framesFile } from './example-frames.ts';

/** A frame of an example, counted from its first, and the picture it should be. */
export type GoldenFrame = { readonly file: string; readonly frame: number; readonly path: string };

/** `shapes.json` is kept as `shapes.png`; of several frames as `shapes.30.png`. */
const pictureName = (file: string, frame: number, isOnly: boolean): string =>
  `${file.replace(/\.json$/, '')}${isOnly ? '' : `.${frame}`}.png`;

/** All golden frames, in the order of their files. */
export const goldenFrames = (): readonly GoldenFrame[] => {
  const frames = JSON.parse(readFileSync(framesFile, 'utf8')) as Readonly<Record<string, readonly number[]>>;
  return Object.entries(frames).flatMap(([file, ofFile]) =>
    ofFile.map((frame) => ({
      ...{ file, frame },
      path: join(framesFile, '..', pictureName(file, frame, ofFile.length === 1)),
    })),
  );
};
