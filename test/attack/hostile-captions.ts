/** PC2: what people write is drawn as what it is, and nothing else happens. */
import { readFileSync } from 'node:fs';
import { MachineFonts } from '../../src/adapters/text/font-source.ts';
import { harfBuzzModule } from '../../src/adapters/text/shipped-fonts.ts';
import { SystemFonts } from '../../src/adapters/text/system-fonts.ts';
import { createTextRasteriser } from '../../src/adapters/text/text.ts';
import { HarfBuzz } from '../../src/compile/text/harfbuzz.ts';
import { layOut } from '../../src/compile/text/layout.ts';
import { HarfBuzzShaper } from '../../src/compile/text/shaper.ts';
import type { WebAssemblyInterface } from '../../src/compile/text/web-assembly.types.ts';
import type { TextStyle } from '../../src/domain/timeline/timeline.types.ts';
import type { ProofRow } from '../prove/row.types.ts';
import { hostileCaptions } from './corpus/captions.ts';

const [frameWidth, frameHeight] = [640, 360];
const style: TextStyle = {
  ...{ fontFamily: 'Inter', fontWeight: 500, sizePx: 20, lineHeight: 1.2, letterSpacingPx: 1, colour: '#ffffff' },
  ...{ align: 'centre', boxX: 0, boxY: 0, boxWidth: frameWidth, boxHeight: frameHeight, verticalAlign: 'middle' },
  ...{ outline: { colour: '#000000', widthPx: 2 } },
};

const openShaper = (): HarfBuzzShaper => {
  const wasm = (globalThis as unknown as { WebAssembly: WebAssemblyInterface }).WebAssembly;
  const harfBuzz = new HarfBuzz(new wasm.Module(readFileSync(harfBuzzModule())), wasm);
  return new HarfBuzzShaper(harfBuzz, new MachineFonts(new SystemFonts([])));
};

/** Characters of ASCII that have no glyph of their own: what was taken for an escape, a tag or a template. */
const forgotten = (text: string, shaper: HarfBuzzShaper): readonly string[] => {
  const tall = { ...style, boxHeight: 100_000 };
  const { lines } = layOut(text, tall, { top: 0, bottom: 100_000 }, shaper);
  const drawn = new Set(lines.flatMap(({ glyphs }) => glyphs.map(({ at }) => at)));
  return [...text.matchAll(/[!-~]/g)].filter(({ index }) => !drawn.has(index)).map(([character]) => character);
};

export const hostileCaptionsRow: ProofRow = {
  id: 'PC2',
  promise: 'A caption is drawn as the characters it consists of, whatever they mean elsewhere.',
  counts: 'captions',
  facts: { drawn: 'sum', slowest_ms: 'max' },
  open: async () => {
    const [rasteriser, shaper] = [createTextRasteriser(), openShaper()];
    return {
      cases: hostileCaptions().map((text, i) => ({
        name: `caption ${i}`,
        run: async () => {
          const started = performance.now();
          const { x, y, layer } = rasteriser.rasterise({ text, style, frameWidth, frameHeight });
          const tookMs = Math.round(performance.now() - started);
          if (layer && (x < 0 || y < 0 || x + layer.width > frameWidth || y + layer.height > frameHeight))
            throw new Error(`it left the frame: ${JSON.stringify(text)}`);
          const lost = text.length > 1000 ? [] : forgotten(text, shaper);
          if (lost.length > 0) throw new Error(`${lost.join(' ')} were not drawn: ${JSON.stringify(text)}`);
          return { drawn: layer ? 1 : 0, slowest_ms: tookMs };
        },
      })),
    };
  },
};
