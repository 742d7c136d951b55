/** The door of the room: text and shapes as planar layers, drawn from outlines with the fonts of this machine. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type LayerImage, packLayer, readLayer } from '../../compile/layer-image.ts';
import { HarfBuzz } from '../../compile/text/harfbuzz.ts';
import { layOut } from '../../compile/text/layout.ts';
import { PaintMemory } from '../../compile/text/paint-memory.ts';
import { paintShape } from '../../compile/text/paint-shape.ts';
import { paintText } from '../../compile/text/paint-text.ts';
import type { Picture } from '../../compile/text/picture.ts';
import { charactersWithoutFace, HarfBuzzShaper } from '../../compile/text/shaper.ts';
import { textReach } from '../../compile/text/text-reach.ts';
import { unitsOf } from '../../compile/text/units.ts';
import type { WebAssemblyInterface } from '../../compile/text/web-assembly.types.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { RasterisedText, TextRasteriser, TextRequest } from '../../ports/text-rasteriser.ts';
import { packWithKernels } from '../kernels/kernels.ts';
import { MachineFonts } from './font-source.ts';
import { harfBuzzModule, shippedVersions } from './shipped-fonts.ts';
import { SystemFonts, systemFontFolders } from './system-fonts.ts';
import { vetFont } from './vet-font.ts';

export { type FontOfTheirs, readFont } from './read-font.ts';
export { vetFont } from './vet-font.ts';

/** Changes whenever the same request would give other bytes. */
const version = 'outline-text-1';

/** `fontFolders`: where installed fonts are looked for; by default where this system keeps them. */
export const createTextRasteriser = (options: { readonly fontFolders?: readonly string[] } = {}): TextRasteriser => {
  const system = new SystemFonts(options.fontFolders ?? systemFontFolders());
  const fonts = new MachineFonts(system);
  let open: HarfBuzzShaper | undefined;
  let memory = new PaintMemory();
  let id: string | undefined;
  let own = '[]';
  const shaper = (): HarfBuzzShaper => (open ??= new HarfBuzzShaper(loadHarfBuzz(), fonts));
  /** A module that has trapped is in no known state: the next text gets a new one. */
  const guarded = <Result>(family: string, work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      if (error instanceof WorkprintError || !isTrap(error)) throw error;
      open = undefined;
      throw new WorkprintError('font-refused', `The font family "${family}" cannot be drawn with: it is damaged.`, {
        cause: error,
      });
    }
  };
  return {
    get id() {
      return (id ??= `${version}-${fingerprint([...shippedVersions(), ...system.versions])}`);
    },
    rasterise: (request) => guarded(request.style.fontFamily, () => rasterise(request, shaper(), memory)),
    rasteriseShape: (request) => layerOf(paintShape(request)),
    useFonts: (loaded) => {
      const named = loaded.map((font) => ({ ...font, key: hashOf(font.bytes) }));
      const names = JSON.stringify(named.map(({ family, weight, italic, key }) => [family, weight, italic, key]));
      // The same fonts again, for the next stretch of the same film: everything stays open.
      if (names === own) return;
      fonts.useOwn(named.map((font) => ({ ...font, bytes: vetFont(font.bytes, font.family) })));
      own = names;
      open?.forget();
      memory = new PaintMemory();
    },
    countUnits: (text, style, unit) =>
      unit === 'line'
        ? guarded(style.fontFamily, () => layOut(text, style, { top: 0, bottom: 0 }, shaper()).lines.length)
        : unitsOf(text, unit).length,
    knowsFamily: (family) => fonts.knows(family),
    missingCharacters: (text) =>
      guarded('Inter', () => charactersWithoutFace(shaper(), text, { family: 'Inter', weight: 400, italic: false })),
  };
};

const loadHarfBuzz = (): HarfBuzz => {
  const wasm = (globalThis as unknown as { WebAssembly: WebAssemblyInterface }).WebAssembly;
  return new HarfBuzz(new wasm.Module(readFileSync(harfBuzzModule())), wasm);
};

/** What WebAssembly throws when it reaches outside of its memory, runs out of stack, or gives up. */
const isTrap = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'RuntimeError' || /HarfBuzz|memory for a font|call stack/.test(error.message));

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const fingerprint = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 12);

const layerOf = ({ area, rgba }: Picture): LayerImage =>
  readLayer(packLayer(rgba, area.width, area.height, packWithKernels));

const rasterise = (request: TextRequest, shaper: HarfBuzzShaper, memory: PaintMemory): RasterisedText => {
  const { text, style, frameWidth, frameHeight, beyondFrame = false } = request;
  const { top, height } = textReach(style, { width: frameWidth, height: frameHeight }, beyondFrame);
  const layout = memory.layout(JSON.stringify([text, style, top, height]), () =>
    layOut(text, style, { top, bottom: top + height }, shaper),
  );
  const picture = paintText(text, layout, style, request, shaper, memory);
  return {
    x: picture?.area.left ?? 0,
    y: picture?.area.top ?? 0,
    layer: picture && layerOf(picture),
    missingCharacters: layout.missing,
  };
};
