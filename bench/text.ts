/** Text on its own: the first caption of a process, captions as they come, words lit one by one, titles by the letter. */
import { createTextRasteriser } from '../src/adapters/text/text.ts';
import type { TextStyle } from '../src/domain/timeline/timeline.types.ts';
import type { TextRequest } from '../src/ports/text-rasteriser.ts';

const style: TextStyle = {
  ...{ fontFamily: 'Inter', fontWeight: 700, sizePx: 54, lineHeight: 1.3, letterSpacingPx: 0, colour: '#ffffff' },
  ...{ align: 'centre', boxX: 200, boxY: 800, boxWidth: 1520, boxHeight: 240, verticalAlign: 'bottom' },
};
const outline = { colour: '#000000', widthPx: 3 };
const shadow = { colour: '#000000c0', blurPx: 6, offsetY: 3 };
const frame = { frameWidth: 1920, frameHeight: 1080 };

const started = performance.now();
const rasteriser = createTextRasteriser();
const timed = (request: Omit<TextRequest, keyof typeof frame>): number => {
  const before = performance.now();
  rasteriser.rasterise({ ...request, ...frame });
  return performance.now() - before;
};
const say = (what: string, times: readonly number[]): void => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): string => sorted[Math.floor((sorted.length - 1) * part)]!.toFixed(2);
  process.stdout.write(`${what.padEnd(34)} least ${at(0)}  median ${at(0.5)}  p90 ${at(0.9)} ms\n`);
};

timed({ text: 'The first caption of this film', style });
process.stdout.write(`first caption, fonts and HarfBuzz opened: ${(performance.now() - started).toFixed(1)} ms\n`);
process.stdout.write(`first Arabic: ${timed({ text: 'مرحبا بالعالم', style }).toFixed(1)} ms\n`);
process.stdout.write(`first Chinese: ${timed({ text: '这是中文字幕', style }).toFixed(1)} ms\n`);

const captions = Array.from({ length: 40 }, (_, i) => `Caption number ${i} with seven words here`);
const looks = { plain: {}, shadow: { shadow }, outline: { outline }, 'outline and shadow': { outline, shadow } };
for (const [name, look] of Object.entries(looks))
  say(
    `caption, ${name}`,
    captions.map((text) => timed({ text, style: { ...style, ...look } })),
  );
for (const scale of [1, 1.1]) {
  const words = captions.flatMap((text) => [0, 1, 2, 3, 4, 5, 6].map((word) => ({ text, word })));
  const lit = { ...style, outline, shadow };
  const times = words.map(({ text, word }) =>
    timed({ text, style: lit, highlight: { mode: 'word', colour: '#ffe14d', scale, word } }),
  );
  say(`word lit, outline, shadow, scale ${scale}`, times);
}
const title = 'A title that comes letter by letter';
const letters = Array.from({ length: rasteriser.countUnits(title, style, 'letter') }, (_, index) => index);
say(
  'letter of a title',
  letters.map((index) => timed({ text: title, style: { ...style, shadow }, part: { unit: 'letter', index } })),
);
