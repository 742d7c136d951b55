/** The functions of `harfbuzz.wasm` that are used here, as C declares them (harfbuzz/src/hb-*.h). */

/** An address in the memory of the module. */
export type Pointer = number;

/** What the module exports. */
export type HarfBuzzExports = {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly __indirect_function_table: { grow(by: number): number; set(index: number, value: unknown): void };
  __wasm_call_ctors(): void;
  malloc(size: number): Pointer;
  free(pointer: Pointer): void;
  hb_blob_create(bytes: Pointer, length: number, mode: number, userData: Pointer, destroy: Pointer): Pointer;
  hb_blob_destroy(blob: Pointer): void;
  hb_blob_get_length(blob: Pointer): number;
  hb_blob_get_data(blob: Pointer, length: Pointer): Pointer;
  hb_face_create(blob: Pointer, index: number): Pointer;
  hb_face_destroy(face: Pointer): void;
  hb_face_get_upem(face: Pointer): number;
  hb_font_create(face: Pointer): Pointer;
  hb_font_destroy(font: Pointer): void;
  hb_font_set_variations(font: Pointer, variations: Pointer, count: number): void;
  hb_font_get_h_extents(font: Pointer, extents: Pointer): number;
  hb_font_get_nominal_glyph(font: Pointer, codePoint: number, glyph: Pointer): number;
  hb_font_draw_glyph(font: Pointer, glyph: number, functions: Pointer, data: Pointer): void;
  hb_draw_funcs_create(): Pointer;
  hb_draw_funcs_set_move_to_func(functions: Pointer, callback: number, data: Pointer, destroy: Pointer): void;
  hb_draw_funcs_set_line_to_func(functions: Pointer, callback: number, data: Pointer, destroy: Pointer): void;
  hb_draw_funcs_set_quadratic_to_func(functions: Pointer, callback: number, data: Pointer, destroy: Pointer): void;
  hb_draw_funcs_set_cubic_to_func(functions: Pointer, callback: number, data: Pointer, destroy: Pointer): void;
  hb_buffer_create(): Pointer;
  hb_buffer_reset(buffer: Pointer): void;
  hb_buffer_add_utf16(buffer: Pointer, text: Pointer, length: number, offset: number, itemLength: number): void;
  hb_buffer_set_direction(buffer: Pointer, direction: number): void;
  hb_buffer_set_script(buffer: Pointer, script: number): void;
  hb_buffer_set_flags(buffer: Pointer, flags: number): void;
  hb_buffer_get_glyph_infos(buffer: Pointer, length: Pointer): Pointer;
  hb_buffer_get_glyph_positions(buffer: Pointer, length: Pointer): Pointer;
  hb_shape(font: Pointer, buffer: Pointer, features: Pointer, count: number): void;
  hb_ot_color_has_png(face: Pointer): number;
  hb_ot_color_glyph_reference_png(font: Pointer, glyph: number): Pointer;
  hb_ot_color_has_layers(face: Pointer): number;
  hb_ot_color_has_paint(face: Pointer): number;
  hb_ot_color_glyph_has_paint(face: Pointer, glyph: number): number;
  hb_ot_color_glyph_get_layers(face: Pointer, glyph: number, start: number, count: Pointer, layers: Pointer): number;
  hb_font_paint_glyph(
    font: Pointer,
    glyph: number,
    functions: Pointer,
    data: Pointer,
    palette: number,
    foreground: number,
  ): void;
  hb_paint_funcs_create(): Pointer;
  hb_paint_funcs_set_push_transform_func(functions: Pointer, callback: number, data: Pointer, destroy: Pointer): void;
  hb_paint_funcs_set_pop_transform_func(functions: Pointer, callback: number, data: Pointer, destroy: Pointer): void;
  hb_paint_funcs_set_push_clip_glyph_func(functions: Pointer, callback: number, data: Pointer, destroy: Pointer): void;
  hb_paint_funcs_set_push_clip_rectangle_func(
    functions: Pointer,
    callback: number,
    data: Pointer,
    destroy: Pointer,
  ): void;
  hb_paint_funcs_set_pop_clip_func(functions: Pointer, callback: number, data: Pointer, destroy: Pointer): void;
  hb_paint_funcs_set_color_func(functions: Pointer, callback: number, data: Pointer, destroy: Pointer): void;
  hb_paint_funcs_set_linear_gradient_func(functions: Pointer, callback: number, data: Pointer, destroy: Pointer): void;
  hb_paint_funcs_set_radial_gradient_func(functions: Pointer, callback: number, data: Pointer, destroy: Pointer): void;
  hb_paint_funcs_set_sweep_gradient_func(functions: Pointer, callback: number, data: Pointer, destroy: Pointer): void;
  hb_paint_funcs_set_push_group_func(functions: Pointer, callback: number, data: Pointer, destroy: Pointer): void;
  hb_paint_funcs_set_pop_group_func(functions: Pointer, callback: number, data: Pointer, destroy: Pointer): void;
  hb_color_line_get_color_stops(line: Pointer, start: number, count: Pointer, stops: Pointer): number;
  hb_color_line_get_extend(line: Pointer): number;
};
