/**
 * HarfBuzz, spoken to directly: the package `harfbuzzjs` brings the compiled module (`harfbuzz.wasm`) with a wrapper that loads
 * asynchronously; text is drawn in the middle of composing a frame, so this binding instantiates at once, and only when a text is there.
 */
import type { PaintStep } from './colour-glyph.types.ts';
import type { HarfBuzzExports, Pointer } from './harfbuzz-exports.types.ts';
import { GlyphPainter } from './harfbuzz-paint.ts';
import type { Outline } from './outline.ts';
import { addCallback } from './wasm-callback.ts';
import type { WebAssemblyInterface } from './web-assembly.types.ts';

/** A font in HarfBuzz's memory. */
export type HarfBuzzFont = {
  readonly bytes: Pointer;
  readonly blob: Pointer;
  readonly face: Pointer;
  readonly font: Pointer;
  readonly unitsPerEm: number;
};

/** Shaped glyphs of one run in visual order, in font units; `clusters` are places in the text. */
export type Glyphs = {
  readonly ids: readonly number[];
  readonly clusters: readonly number[];
  readonly advances: readonly number[];
  readonly xOffsets: readonly number[];
  readonly yOffsets: readonly number[];
};

const pageBytes = 65536;
const [leftToRight, rightToLeft] = [4, 5];
/** Begin and end of text, and no visible glyph for what is invisible by nature. */
const bufferFlags = 1 | 2;
const readOnlyMemory = 1;
/** Four letters as HarfBuzz reads them: scripts, features, axes. */
const tag = (letters: string): number =>
  ((letters.charCodeAt(0) << 24) |
    (letters.charCodeAt(1) << 16) |
    (letters.charCodeAt(2) << 8) |
    letters.charCodeAt(3)) >>>
  0;

/** One instance of the module with its memory. Not for several threads. */
export class HarfBuzz {
  readonly #c: HarfBuzzExports;
  readonly #buffer: Pointer;
  readonly #scratch: Pointer;
  readonly #drawFunctions: Pointer;
  #text: { pointer: Pointer; capacity: number };
  readonly #wasm: WebAssemblyInterface;
  #painter: GlyphPainter | undefined;
  #drawn: number[] = [];

  /** `module` is the compiled `harfbuzz.wasm`. */
  constructor(module: object, wasm: WebAssemblyInterface) {
    const stop = (): never => {
      throw new Error('HarfBuzz stopped.');
    };
    const instance = new wasm.Instance(module, {
      env: {
        _abort_js: stop,
        _emscripten_runtime_keepalive_clear: () => undefined,
        _setitimer_js: () => 0,
        emscripten_resize_heap: (size: number) => this.#grow(size >>> 0),
      },
      wasi_snapshot_preview1: { proc_exit: stop },
    });
    this.#c = instance.exports as HarfBuzzExports;
    this.#wasm = wasm;
    this.#c.__wasm_call_ctors();
    this.#buffer = this.#c.hb_buffer_create();
    this.#scratch = this.#c.malloc(scratchBytes);
    this.#text = { pointer: this.#c.malloc(4096), capacity: 2048 };
    this.#drawFunctions = this.#createDrawFunctions(wasm);
  }

  #grow(size: number): number {
    const missing = size - this.#c.memory.buffer.byteLength;
    try {
      this.#c.memory.grow(Math.ceil(missing / pageBytes));
      return 1;
    } catch {
      return 0;
    }
  }

  get #words(): Int32Array {
    return new Int32Array(this.#c.memory.buffer);
  }

  #createDrawFunctions(wasm: WebAssemblyInterface): Pointer {
    const c = this.#c;
    const functions = c.hb_draw_funcs_create();
    const add = (operation: number, signature: string): number => {
      // Parameters: functions, data, state, then coordinates, then data again. Our y grows downwards.
      const record = (...values: number[]): void => {
        this.#drawn.push(operation);
        for (let i = 3; i < values.length - 1; i += 2) this.#drawn.push(values[i]!, -values[i + 1]!);
      };
      return addCallback(c, wasm, signature, record);
    };
    c.hb_draw_funcs_set_move_to_func(functions, add(0, 'iiiffi'), 0, 0);
    c.hb_draw_funcs_set_line_to_func(functions, add(1, 'iiiffi'), 0, 0);
    c.hb_draw_funcs_set_quadratic_to_func(functions, add(2, 'iiiffffi'), 0, 0);
    c.hb_draw_funcs_set_cubic_to_func(functions, add(3, 'iiiffffffi'), 0, 0);
    return functions;
  }

  /** Takes in a font file (face `index` of a collection). `weight` is set where the font has that axis. */
  open(bytes: Uint8Array, index: number, weight: number | undefined): HarfBuzzFont {
    const c = this.#c;
    const pointer = c.malloc(bytes.length);
    if (pointer === 0) throw new RangeError(`No memory for a font of ${bytes.length} bytes.`);
    new Uint8Array(c.memory.buffer).set(bytes, pointer);
    const blob = c.hb_blob_create(pointer, bytes.length, readOnlyMemory, 0, 0);
    const face = c.hb_face_create(blob, index);
    const font = c.hb_font_create(face);
    if (weight !== undefined) {
      this.#words[this.#scratch >> 2] = tag('wght');
      new Float32Array(c.memory.buffer)[(this.#scratch >> 2) + 1] = weight;
      c.hb_font_set_variations(font, this.#scratch, 1);
    }
    return { bytes: pointer, blob, face, font, unitsPerEm: c.hb_face_get_upem(face) || 1000 };
  }

  /** Gives back what `open` took. */
  close({ bytes, blob, face, font }: HarfBuzzFont): void {
    this.#c.hb_font_destroy(font);
    this.#c.hb_face_destroy(face);
    this.#c.hb_blob_destroy(blob);
    this.#c.free(bytes);
  }

  /** Ascender (positive) and descender (negative) in font units. */
  extents({ font }: HarfBuzzFont): { ascender: number; descender: number } {
    if (this.#c.hb_font_get_h_extents(font, this.#scratch) === 0) return { ascender: 0, descender: 0 };
    const at = this.#scratch >> 2;
    return { ascender: this.#words[at]!, descender: this.#words[at + 1]! };
  }

  /** Glyph of a character, 0 when the font has none. */
  glyphOf({ font }: HarfBuzzFont, codePoint: number): number {
    return this.#c.hb_font_get_nominal_glyph(font, codePoint, this.#scratch) === 0
      ? 0
      : this.#words[this.#scratch >> 2]!;
  }

  /** Shapes `text` from `start` to `end`; the rest is context. `script` is a code of ISO 15924. */
  shape(
    { font }: HarfBuzzFont,
    text: string,
    start: number,
    end: number,
    run: { readonly rightToLeft: boolean; readonly script: string; readonly features: readonly string[] },
  ): Glyphs {
    const c = this.#c;
    // What is far away cannot change a glyph, and copying it each time would cost the square of the length.
    const [from, to] = [Math.max(0, start - contextLength), Math.min(text.length, end + contextLength)];
    this.#writeText(text, from, to);
    c.hb_buffer_reset(this.#buffer);
    c.hb_buffer_add_utf16(this.#buffer, this.#text.pointer, to - from, start - from, end - start);
    c.hb_buffer_set_direction(this.#buffer, run.rightToLeft ? rightToLeft : leftToRight);
    c.hb_buffer_set_script(this.#buffer, tag(run.script));
    c.hb_buffer_set_flags(this.#buffer, bufferFlags);
    const words = this.#words;
    run.features.forEach((feature, i) => words.set([tag(feature), 0, 0, -1], (this.#scratch >> 2) + i * 4));
    c.hb_shape(font, this.#buffer, this.#scratch, run.features.length);
    return this.#glyphs(from);
  }

  #writeText(text: string, from: number, to: number): void {
    if (to - from > this.#text.capacity) {
      this.#c.free(this.#text.pointer);
      this.#text = { pointer: this.#c.malloc((to - from) * 4), capacity: (to - from) * 2 };
    }
    const units = new Uint16Array(this.#c.memory.buffer, this.#text.pointer, to - from);
    for (let i = from; i < to; i++) units[i - from] = text.charCodeAt(i);
  }

  /** hb_glyph_info_t and hb_glyph_position_t have five words each. */
  #glyphs(clusterOffset: number): Glyphs {
    const infos = this.#c.hb_buffer_get_glyph_infos(this.#buffer, this.#scratch) >> 2;
    const positions = this.#c.hb_buffer_get_glyph_positions(this.#buffer, this.#scratch) >> 2;
    const words = this.#words;
    const count = words[this.#scratch >> 2]!;
    const column = (base: number, field: number): number[] =>
      Array.from({ length: count }, (_, i) => words[base + i * 5 + field]!);
    return {
      ids: column(infos, 0),
      clusters: column(infos, 2).map((cluster) => cluster + clusterOffset),
      advances: column(positions, 0),
      xOffsets: column(positions, 2),
      yOffsets: column(positions, 3),
    };
  }

  /** Outline of a glyph in font units, `y` downwards; empty when it has none. */
  outline({ font }: HarfBuzzFont, glyph: number): Outline {
    return this.#drawOutline(font, glyph);
  }

  #drawOutline(font: Pointer, glyph: number): Outline {
    this.#drawn = [];
    this.#c.hb_font_draw_glyph(font, glyph, this.#drawFunctions, 0);
    return this.#drawn;
  }

  /** The PNG picture of a glyph (CBDT, sbix), the largest there is; undefined when it has none. */
  png({ face, font }: HarfBuzzFont, glyph: number): Uint8Array | undefined {
    const c = this.#c;
    if (c.hb_ot_color_has_png(face) === 0) return undefined;
    const blob = c.hb_ot_color_glyph_reference_png(font, glyph);
    const length = c.hb_blob_get_length(blob);
    const data = c.hb_blob_get_data(blob, this.#scratch);
    const bytes = new Uint8Array(c.memory.buffer).slice(data, data + length);
    c.hb_blob_destroy(blob);
    return length === 0 ? undefined : bytes;
  }

  /** How a glyph with colours of its own (COLR) is painted, in font units, `y` downwards; undefined when it has none. */
  paintSteps({ face, font }: HarfBuzzFont, glyph: number): readonly PaintStep[] | undefined {
    const c = this.#c;
    const hasLayers =
      c.hb_ot_color_has_layers(face) !== 0 && c.hb_ot_color_glyph_get_layers(face, glyph, 0, 0, 0) !== 0;
    const hasPaint = c.hb_ot_color_has_paint(face) !== 0 && c.hb_ot_color_glyph_has_paint(face, glyph) !== 0;
    if (!hasLayers && !hasPaint) return undefined;
    this.#painter ??= new GlyphPainter(c, this.#wasm);
    return this.#painter.steps(font, glyph, (other) => this.#drawOutline(font, other));
  }
}

const contextLength = 32;
/** Enough for what HarfBuzz answers in one piece: extents, a few features. */
const scratchBytes = 256;
