import { expect, test } from 'vitest';
import { colouredFont, gradient, layers, textColour } from '../../../test/kit/coloured-font.ts';
import { layerToRgba } from '../../compile/layer-image.ts';
import type { TextStyle } from '../../domain/timeline/timeline.types.ts';
import { createTextRasteriser } from './text.ts';

const style: TextStyle = {
  ...{ fontFamily: 'Mine', fontWeight: 600, sizePx: 60, lineHeight: 1.2, letterSpacingPx: 0, colour: '#00ff00' },
  ...{ align: 'left', boxX: 10, boxY: 10, boxWidth: 100, boxHeight: 80, verticalAlign: 'top' },
};

const drawn = (colr: Uint8Array) => {
  const bytes = colouredFont(colr);
  const rasteriser = createTextRasteriser({ fontFolders: [] });
  rasteriser.useFonts([{ family: 'Mine', weight: 600, italic: false, bytes }]);
  const { layer } = rasteriser.rasterise({ text: 'A', style, frameWidth: 120, frameHeight: 100 });
  const rgba = layerToRgba(layer!);
  /** Mean colour of what is covered in some columns, given as parts of the width. */
  return (from: number, to: number): readonly number[] => {
    const sums = [0, 0, 0, 0];
    for (let i = 0; i < rgba.length; i += 4) {
      const column = ((i / 4) % layer!.width) / layer!.width;
      if (column >= from && column < to) for (let k = 0; k < 4; k++) sums[k]! += rgba[i + k]!;
    }
    return sums.slice(0, 3).map((sum) => Math.round((sum / sums[3]!) * 255));
  };
};

test('TXT-10 layers of outlines are laid over each other, in the colours of the palette or the text', () => {
  const [r, g, b] = drawn(layers(1))(0, 1);
  expect([r! < 60, g! < 60, b! > 200]).toEqual([true, true, true]);
  const [red, green] = drawn(layers(textColour))(0, 1);
  expect(red! < 60 && green! > 200).toBe(true);
});

test('TXT-10 a gradient runs across the letter', () => {
  const at = drawn(gradient(1500));
  const [left, right] = [at(0, 0.25), at(0.75, 1)];
  expect(left[0]! > left[2]! + 60).toBe(true);
  expect(right[2]! > right[0]! + 60).toBe(true);
});

test('TXT-10 colour tables that lead nowhere leave the letter as it is, or nothing', () => {
  const damaged = gradient(1500);
  for (let i = 34; i < damaged.length; i++) {
    const broken = damaged.slice();
    broken[i] = 0xff;
    expect(() => {
      try {
        drawn(broken)(0, 1);
      } catch (error) {
        // Nothing drawn is no layer.
        if (!(error instanceof TypeError)) throw error;
      }
    }).not.toThrow();
  }
});
