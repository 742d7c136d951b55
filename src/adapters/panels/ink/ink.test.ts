import { expect, test } from 'vitest';
import { borrowSurface, inkLine, lightSurface, returnSurface, type Surface } from './ink.ts';

const withPixels = (draw: (surface: Surface) => void): Buffer => {
  const surface = borrowSurface(120, 80);
  draw(surface);
  const pixels = Buffer.from(surface.canvas.data());
  returnSurface(surface);
  return pixels;
};

test('PNL-16 an ink line looks the same whatever was drawn before it', () => {
  const line = ({ context }: Surface): void =>
    inkLine(
      context,
      [
        [10, 60],
        [60, 50],
        [110, 62],
      ],
      { width: 5 },
    );
  const alone = withPixels(line);
  const after = withPixels((surface) => {
    inkLine(
      surface.context,
      [
        [10, 10],
        [110, 20],
      ],
      { width: 3 },
    );
    surface.context.clearRect(0, 0, 120, 80);
    line(surface);
  });
  expect(after.equals(alone)).toBe(true);
});

test('PNL-17 a figure cut by the edge has its rim where the light is, and none along the edge', () => {
  const pixels = withPixels((surface) => {
    surface.context.fillStyle = '#406080';
    surface.context.fillRect(40, 20, 80, 60);
    lightSurface(surface, {
      direction: [-1, -1],
      shade: '#203040',
      shadeDepth: 6,
      shadeSoftness: 0,
      rim: '#ffffff',
      rimWidth: 3,
      rimAmount: 1,
    });
  });
  const red = (x: number, y: number): number => pixels[(y * 120 + x) * 4] as number;
  expect(red(41, 50)).toBeGreaterThan(200);
  expect(red(80, 21)).toBeGreaterThan(200);
  expect(red(80, 79)).toBeLessThan(90);
  expect(red(119, 50)).toBeLessThan(90);
});
