import { expect, test } from 'vitest';
import { inChromium, requireChromium } from '../../../test/kit/chromium.ts';
import { colouredFont, gradient } from '../../../test/kit/coloured-font.ts';
import type { GivenFont } from '../../../test/kit/given-fonts.ts';
import type { FontFile } from '../../compile/text/shaper.types.ts';
import type { TextStyle } from '../../domain/timeline/timeline.types.ts';
import type { ShapeRequest, TextRequest } from '../../ports/text-rasteriser.ts';
import { shippedFamily } from './shipped-fonts.ts';
import { SystemFonts, systemFontFolders } from './system-fonts.ts';
import { createTextRasteriser } from './text.ts';

const chromium = requireChromium();
const frame = { frameWidth: 640, frameHeight: 160 };
const style: TextStyle = {
  ...{ fontFamily: 'Inter', fontWeight: 600, sizePx: 32, lineHeight: 1.3, letterSpacingPx: 0, colour: '#fff8e0' },
  ...{ align: 'centre', boxX: 20, boxY: 10, boxWidth: 600, boxHeight: 140, verticalAlign: 'middle' },
};
const outline = { colour: '#102030', widthPx: 2.5 };
const shadow = { colour: '#000000c0', blurPx: 7, offsetX: 3, offsetY: 4 };
const background = { colour: '#20406099', paddingPx: 11, radiusPx: 9 };
const system = new SystemFonts(systemFontFolders());
const chinese = system.family({ family: 'Noto Sans CJK SC', weight: 600, italic: false })[0];

const requests: readonly TextRequest[] = [
  { text: 'Büyük “fiancée” AVATAR, 0123 & łódź', style: { ...style, outline, shadow, background }, ...frame },
  { text: 'مرحبا بالعالم، لا إله', style: { ...style, shadow }, ...frame },
  { text: 'English مع عربي (123) and back', style: { ...style, outline, letterSpacingPx: 1.5 }, ...frame },
  {
    text: 'one word lit up',
    style,
    ...frame,
    highlight: { mode: 'word', word: 1, colour: '#f0c', background, scale: 1.2 },
  },
  { text: 'only a part of it', style: { ...style, shadow }, ...frame, part: { unit: 'letter', index: 5 } },
  { text: 'A BA', style: { ...style, fontFamily: 'Coloured', shadow }, ...frame },
  ...(chinese ? [{ text: '汉字，字幕', style: { ...style, outline }, ...frame }] : []),
];
const shapes: readonly ShapeRequest[] = [
  {
    shape: { kind: 'rectangle', width: 91, height: 40, radiusPx: 12 },
    fill: '#3366cc80',
    stroke: { colour: '#fff', widthPx: 3 },
  },
  { shape: { kind: 'ellipse', width: 77, height: 31 }, fill: '#a00', stroke: { colour: '#00aa0088', widthPx: 1 } },
  {
    shape: {
      kind: 'line',
      points: [
        [0, 0],
        [50, 31],
        [90, 2],
      ],
    },
    stroke: { colour: '#fff', widthPx: 5 },
  },
];

const given = (file: FontFile, family: string): GivenFont => {
  const codePoints = new Set(requests.flatMap(({ text }) => [...text].map((character) => character.codePointAt(0)!)));
  return {
    ...{ key: file.key, index: file.index, weight: file.weight, family },
    has: [...codePoints].filter((codePoint) => file.mayHave(codePoint)),
    bytes: file.bytes(),
  };
};

const choice = { family: 'Inter', weight: 600, italic: false };
/** A letter filled with a gradient, as emoji are. */
const coloured = colouredFont(gradient(1500));
const colouredFile = {
  ...{ key: 'coloured', index: 0, weight: 600 },
  mayHave: () => true,
  bytes: () => coloured,
};

const fonts = (): readonly GivenFont[] => [
  ...shippedFamily(choice)!
    .slice(0, 2)
    .map((file) => given(file, 'Inter')),
  given(shippedFamily({ ...choice, family: 'Noto Naskh Arabic' })![0]!, 'Noto Naskh Arabic'),
  given(colouredFile, 'Coloured'),
  ...(chinese ? [given(chinese, 'Noto Sans CJK SC')] : []),
];

/** Runs in the page: the same modules, and the plain packer. */
const drawInPage = `async ({ fonts, requests, shapes }) => {
  const [{ HarfBuzz }, { HarfBuzzShaper }, { layOut }, { paintText }, { paintShape }, { givenFonts }, { packLayer }] = await Promise.all([
    import('/src/compile/text/harfbuzz.ts'), import('/src/compile/text/shaper.ts'), import('/src/compile/text/layout.ts'),
    import('/src/compile/text/paint-text.ts'), import('/src/compile/text/paint-shape.ts'), import('/test/kit/given-fonts.ts'),
    import('/src/compile/layer-image.ts'),
  ]);
  const bytes = await (await fetch('/node_modules/harfbuzzjs/dist/harfbuzz.wasm')).arrayBuffer();
  const load = async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer());
  const loaded = await Promise.all(fonts.map(async (font, i) => ({ ...font, bytes: await load('/given/' + i) })));
  const shaper = new HarfBuzzShaper(new HarfBuzz(new WebAssembly.Module(bytes), WebAssembly), givenFonts(loaded));
  const told = ({ area, rgba }) => ({ x: area.left, y: area.top, bytes: Array.from(packLayer(rgba, area.width, area.height)) });
  return [
    ...requests.map((request) => {
      const layout = layOut(request.text, request.style, { top: 0, bottom: request.frameHeight }, shaper);
      return told(paintText(request.text, layout, request.style, request, shaper));
    }),
    ...shapes.map((shape) => told(paintShape(shape))),
  ];
}`;

test.skipIf(chromium === undefined)(
  'TXT-2 Chromium draws the same bytes as Node: Latin, Arabic, both mixed, Chinese, outline, shadow, box, parts, gradients, shapes',
  async () => {
    const rasteriser = createTextRasteriser();
    const importMap = { 'bidi-js': '/node_modules/bidi-js/dist/bidi.mjs' };
    rasteriser.useFonts([{ family: 'Coloured', weight: 600, italic: false, bytes: coloured }]);
    const files = fonts();
    const told = JSON.stringify({ fonts: files.map((file) => ({ ...file, bytes: [] })), requests, shapes });
    const drawn = await inChromium(chromium!, importMap, async (page) => {
      await page.route('**/given/*', (route) =>
        route.fulfill({ body: Buffer.from(files[Number(route.request().url().split('/').at(-1))]!.bytes) }),
      );
      return page.evaluate<{ x: number; y: number; bytes: number[] }[]>(`(${drawInPage})(${told})`);
    });
    const headerBytes = 16;
    const planes = (bytes: readonly number[]): Buffer => Buffer.from(bytes.slice(headerBytes));
    requests.forEach((request, i) => {
      const { x, y, layer, missingCharacters } = rasteriser.rasterise(request);
      expect([drawn[i]!.x, drawn[i]!.y, missingCharacters]).toEqual([x, y, []]);
      const { y: luma, u, v, a, ac } = layer!;
      expect(planes(drawn[i]!.bytes).equals(Buffer.concat([luma, u, v, a, ac])), request.text).toBe(true);
      expect(a.some((alpha) => alpha === 255)).toBe(true);
    });
    shapes.forEach((request, i) => {
      const { y, u, v, a, ac } = rasteriser.rasteriseShape(request);
      expect(planes(drawn[requests.length + i]!.bytes).equals(Buffer.concat([y, u, v, a, ac]))).toBe(true);
    });
  },
);
