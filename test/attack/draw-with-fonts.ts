/** Draws a line with each font of a list, as a process of its own that may be ended: `node draw-with-fonts.ts <file>…`. One JSON line each. */
import { readFile } from 'node:fs/promises';
import { createTextRasteriser } from '../../src/adapters/text/text.ts';
import { WorkprintError } from '../../src/domain/errors.ts';
import type { TextStyle } from '../../src/domain/timeline/timeline.types.ts';

const style: TextStyle = {
  ...{ fontFamily: 'Hostile', fontWeight: 400, sizePx: 40, lineHeight: 1.2, letterSpacingPx: 0, colour: '#ffffff' },
  ...{ align: 'centre', boxX: 0, boxY: 0, boxWidth: 600, boxHeight: 200, verticalAlign: 'middle' },
};
const text = 'Hamburgefonstiv 0123 «fi» السلام عليكم لا';

for (const path of process.argv.slice(2)) {
  const started = performance.now();
  let end = 'drawn';
  try {
    const rasteriser = createTextRasteriser({ fontFolders: [] });
    rasteriser.useFonts([{ family: 'Hostile', weight: 400, italic: false, bytes: await readFile(path) }]);
    rasteriser.rasterise({ text, style, frameWidth: 600, frameHeight: 200 });
  } catch (error) {
    end = error instanceof WorkprintError ? error.code : `broken: ${String(error)}`;
  }
  process.stdout.write(`${JSON.stringify({ path, end, tookMs: performance.now() - started })}\n`);
}
