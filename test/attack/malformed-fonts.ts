/** PC9: a malformed font is refused, or draws without harm; HarfBuzz sees only what was vetted. */
import { createTextRasteriser } from '../../src/adapters/text/text.ts';
import { WorkprintError } from '../../src/domain/errors.ts';
import { seededRandom } from '../../src/domain/random.ts';
import type { TextStyle } from '../../src/domain/timeline/timeline.types.ts';
import { damagedFont } from '../kit/damaged-fonts.ts';
import type { ProofRow } from '../prove/row.types.ts';

const style: TextStyle = {
  ...{ fontFamily: 'Mine', fontWeight: 400, sizePx: 24, lineHeight: 1.3, letterSpacingPx: 0, colour: '#ffffff' },
  ...{ align: 'left', boxX: 0, boxY: 0, boxWidth: 320, boxHeight: 60, verticalAlign: 'top' },
};

export const malformedFonts: ProofRow = {
  id: 'PC9',
  promise: 'A malformed font is refused or draws without harm.',
  counts: 'fonts',
  facts: { refused: 'sum', drawn: 'sum', slowest_ms: 'max' },
  open: async (size) => {
    const rasteriser = createTextRasteriser();
    return {
      cases: Array.from({ length: size === 'full' ? 1000 : 50 }, (_, i) => ({
        name: `font ${i}`,
        run: async () => {
          const bytes = damagedFont(seededRandom(42, 'font', i));
          const started = performance.now();
          const took = (): number => Math.round(performance.now() - started);
          try {
            rasteriser.useFonts([{ family: 'Mine', weight: 400, italic: false, bytes }]);
            rasteriser.rasterise({ text: 'Ångström fi AV', style, frameWidth: 320, frameHeight: 60 });
            return { drawn: 1, slowest_ms: took() };
          } catch (error) {
            if (!(error instanceof WorkprintError) || error.code !== 'font-refused') throw error;
            return { refused: 1, slowest_ms: took() };
          }
        },
      })),
    };
  },
};
