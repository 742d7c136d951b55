// A premultiplied plane over a frame at whole pixels: patches, text, layers that do not move.
import { over1, over8, prepareOver } from './over.as';

export function blend(dst: usize, ds: i32, p: usize, a: usize, ps: i32, w: i32, h: i32, opacity: i32): void {
  prepareOver();
  const vop = i16x8.splat(<i16>opacity);
  const e = w & ~15;
  for (let y = 0; y < h; y++) {
    let i: i32 = 0;
    for (; i < e; i += 16) {
      const va = v128.load(a + i);
      if (!v128.any_true(va)) continue;
      const vp = v128.load(p + i);
      if (opacity == 256 && i8x16.all_true(i8x16.eq(va, i8x16.splat(-1)))) { v128.store(dst + i, vp); continue; }
      const vd = v128.load(dst + i);
      v128.store(dst + i, i8x16.narrow_i16x8_u(
        over8(i16x8.extend_low_i8x16_u(vp), i16x8.extend_low_i8x16_u(va), i16x8.extend_low_i8x16_u(vd), vop),
        over8(i16x8.extend_high_i8x16_u(vp), i16x8.extend_high_i8x16_u(va), i16x8.extend_high_i8x16_u(vd), vop)));
    }
    for (; i < w; i++) store<u8>(dst + i, <u8>over1(load<u8>(p + i), load<u8>(a + i), load<u8>(dst + i), opacity));
    dst += ds; p += ps; a += ps;
  }
}
