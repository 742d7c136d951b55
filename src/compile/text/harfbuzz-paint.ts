/** Coloured glyphs out of HarfBuzz: it walks the `COLR` table (both versions) and tells each step, which is written down here. */
import type { ColourLine, GlyphColour, GlyphPaint, PaintStep } from './colour-glyph.types.ts';
import type { HarfBuzzExports, Pointer } from './harfbuzz-exports.types.ts';
import type { Outline } from './outline.ts';
import { addCallback } from './wasm-callback.ts';
import type { WebAssemblyInterface } from './web-assembly.types.ts';

const mostStops = 256;
/** hb_color_stop_t: offset, whether it is the text's colour, colour. */
const wordsOfStop = 3;
const mostSteps = 4000;
const extends_ = ['pad', 'repeat', 'reflect'] as const;
/** Opaque black; a step that takes the text's colour says so by itself. */
const foreground = 0xff;

/** hb_color_t holds blue, green, red, alpha from the highest byte down. */
const colourOf = (isForeground: number, bgra: number): GlyphColour =>
  isForeground === 0 ? [(bgra >>> 8) & 255, (bgra >>> 16) & 255, bgra >>> 24, bgra & 255] : undefined;

export class GlyphPainter {
  readonly #c: HarfBuzzExports;
  readonly #wasm: WebAssemblyInterface;
  readonly #functions: Pointer;
  readonly #scratch: Pointer;
  #steps: PaintStep[] = [];
  #outline: (glyph: number) => Outline = () => [];

  constructor(exports: HarfBuzzExports, wasm: WebAssemblyInterface) {
    this.#c = exports;
    this.#wasm = wasm;
    this.#scratch = exports.malloc(4 + mostStops * wordsOfStop * 4);
    this.#functions = exports.hb_paint_funcs_create();
    this.#listen();
  }

  /** The steps that paint a glyph; `outline` gives the outlines that it is made of. */
  steps(font: Pointer, glyph: number, outline: (glyph: number) => Outline): readonly PaintStep[] {
    this.#steps = [];
    this.#outline = outline;
    this.#c.hb_font_paint_glyph(font, glyph, this.#functions, 0, 0, foreground);
    return this.#steps;
  }

  #add(step: PaintStep): void {
    if (this.#steps.length < mostSteps) this.#steps.push(step);
  }

  #fill(paint: GlyphPaint): void {
    this.#add({ kind: 'fill', paint });
  }

  /** Parameters are: functions, data, what each function tells, data again. */
  #callback(signature: string, tell: (...values: number[]) => void): readonly [number, number, number] {
    const listen = (...values: number[]): void => tell(...values.slice(2, -1));
    return [addCallback(this.#c, this.#wasm, `ii${signature}i`, listen), 0, 0];
  }

  #listen(): void {
    const [c, functions] = [this.#c, this.#functions];
    c.hb_paint_funcs_set_push_transform_func(
      functions,
      ...this.#callback('ffffff', (xx, yx, xy, yy, dx, dy) =>
        this.#add({ kind: 'push-transform', matrix: [xx!, -yx!, -xy!, yy!, dx!, -dy!] }),
      ),
    );
    c.hb_paint_funcs_set_pop_transform_func(
      functions,
      ...this.#callback('', () => this.#add({ kind: 'pop-transform' })),
    );
    c.hb_paint_funcs_set_push_clip_glyph_func(
      functions,
      ...this.#callback('ii', (glyph) => this.#add({ kind: 'push-clip', outline: this.#outline(glyph!) })),
    );
    c.hb_paint_funcs_set_push_clip_rectangle_func(
      functions,
      ...this.#callback('ffff', (left, bottom, right, top) => {
        const outline = [0, left!, -top!, 1, right!, -top!, 1, right!, -bottom!, 1, left!, -bottom!];
        this.#add({ kind: 'push-clip', outline });
      }),
    );
    c.hb_paint_funcs_set_pop_clip_func(functions, ...this.#callback('', () => this.#add({ kind: 'pop-clip' })));
    c.hb_paint_funcs_set_push_group_func(functions, ...this.#callback('', () => this.#add({ kind: 'push-group' })));
    c.hb_paint_funcs_set_pop_group_func(
      functions,
      ...this.#callback('i', (mode) => this.#add({ kind: 'pop-group', mode: mode! })),
    );
    this.#listenToFills();
  }

  #listenToFills(): void {
    const [c, functions] = [this.#c, this.#functions];
    c.hb_paint_funcs_set_color_func(
      functions,
      ...this.#callback('ii', (isForeground, colour) =>
        this.#fill({ kind: 'solid', colour: colourOf(isForeground!, colour!) }),
      ),
    );
    c.hb_paint_funcs_set_linear_gradient_func(
      functions,
      ...this.#callback('iffffff', (line, ...points) =>
        this.#fill({
          kind: 'linear',
          line: this.#line(line!),
          points: points.map((value, i) => (i % 2 === 1 ? -value : value)),
        }),
      ),
    );
    c.hb_paint_funcs_set_radial_gradient_func(
      functions,
      ...this.#callback('iffffff', (line, ...circles) =>
        this.#fill({
          kind: 'radial',
          line: this.#line(line!),
          circles: circles.map((value, i) => (i % 3 === 1 ? -value : value)),
        }),
      ),
    );
    c.hb_paint_funcs_set_sweep_gradient_func(
      functions,
      ...this.#callback('iffff', (line, x, y, from, to) =>
        this.#fill({ kind: 'sweep', line: this.#line(line!), x: x!, y: -y!, angles: [from!, to!] }),
      ),
    );
  }

  #line(line: Pointer): ColourLine {
    const c = this.#c;
    const at = this.#scratch >> 2;
    new Uint32Array(c.memory.buffer)[at] = mostStops;
    c.hb_color_line_get_color_stops(line, 0, this.#scratch, this.#scratch + 4);
    const words = new Uint32Array(c.memory.buffer);
    const floats = new Float32Array(c.memory.buffer);
    const stops = Array.from({ length: Math.min(words[at]!, mostStops) }, (_, i) => {
      const stop = at + 1 + i * wordsOfStop;
      return { offset: floats[stop]!, colour: colourOf(words[stop + 1]!, words[stop + 2]!) };
    });
    stops.sort((a, b) => a.offset - b.offset);
    return { stops, extend: extends_[c.hb_color_line_get_extend(line)] ?? 'pad' };
  }
}
