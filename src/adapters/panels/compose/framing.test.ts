import { describe, expect, test } from 'vitest';
import type { Angle, ShotSize } from '../../../domain/shot/shot.types.ts';
import { createStage } from '../ink/ink.ts';
import { frameShot } from './framing.ts';
import { figure, looks, request } from './testing/requests.ts';

const frames = [
  ['16:9', 640, 360],
  ['9:16', 360, 640],
  ['1:1', 480, 480],
] as const;
const sizes: readonly ShotSize[] = ['EWS', 'WS', 'FS', 'MWS', 'MS', 'MCU', 'CU'];
const outdoors = { farthestM: 60, seated: false, walkHalfM: 50 };

const framed = (size: ShotSize, width: number, height: number, angle: Angle = 'eye', x = -0.2) => {
  const stage = createStage(width, height);
  const shot = frameShot(
    request({ frameWidth: width, frameHeight: height, size, angle, figures: [figure(looks.mara, x)] }),
    stage,
    outdoors,
  );
  const [placement] = shot.placements;
  if (placement === undefined) throw new Error('nobody was placed');
  return { stage, shot, placement };
};

describe.each(frames)('framing in %s', (_, width, height) => {
  const reference = (stage: { width: number; height: number }) => Math.min(stage.height, stage.width * 1.25);

  test('PNL-4 a close-up is a head of 60-90 % with its eyes on the upper third', () => {
    const { stage, placement } = framed('CU', width, height);
    expect(placement.headHeight / reference(stage)).toBeGreaterThan(0.6);
    expect(placement.headHeight / reference(stage)).toBeLessThan(0.9);
    expect(placement.eyeY / stage.height).toBeGreaterThan(0.28);
    expect(placement.eyeY / stage.height).toBeLessThan(0.45);
  });

  test('PNL-4 a full shot shows head and feet, a wide shot a figure of 20-45 %', () => {
    const full = framed('FS', width, height);
    expect(full.placement.footY).toBeLessThan(full.stage.height);
    expect(full.placement.footY - full.placement.bodyHeight).toBeGreaterThan(0);
    const wide = framed('WS', width, height);
    const share = wide.placement.bodyHeight / wide.stage.height;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.45);
  });

  test.each(sizes)('PNL-5 %s keeps heads in the frame and where they were put', (size) => {
    for (const angle of ['eye', 'low', 'high', 'dutch'] as const) {
      for (const look of [looks.mara, looks.elias]) {
        const stage = createStage(width, height);
        const shot = frameShot(
          request({ frameWidth: width, frameHeight: height, size, angle, figures: [figure(look, 0.3)] }),
          stage,
          outdoors,
        );
        const [placement] = shot.placements;
        expect(placement?.headX).toBeCloseTo(stage.width * 0.65, 0);
        expect((placement?.eyeY ?? 0) - (placement?.headHeight ?? 0) * 0.55, `${size} ${angle}`).toBeGreaterThan(
          -0.02 * stage.height,
        );
      }
    }
  });
});

test('PNL-18 another resolution has the same composition', () => {
  for (const size of sizes) expect(framed(size, 1920, 1080).shot).toEqual(framed(size, 640, 360).shot);
});
