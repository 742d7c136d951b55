// Whole planes at once: copy, fill, crossfade, fade to a value.

export function copy(dst: usize, src: usize, n: usize): void { memory.copy(dst, src, n); }

export function fill(dst: usize, value: i32, n: usize): void { memory.fill(dst, <u8>value, n); }

export function crossfade(dst: usize, a: usize, b: usize, n: usize, weight: i32): void {
  const wa = i16x8.splat(<i16>(256 - weight)), wb = i16x8.splat(<i16>weight), r = i16x8.splat(128);
  let i: usize = 0;
  const e = n & ~15;
  for (; i < e; i += 16) {
    const va = v128.load(a + i), vb = v128.load(b + i);
    const lo = i16x8.shr_u(i16x8.add(i16x8.add(i16x8.mul(i16x8.extend_low_i8x16_u(va), wa), i16x8.mul(i16x8.extend_low_i8x16_u(vb), wb)), r), 8);
    const hi = i16x8.shr_u(i16x8.add(i16x8.add(i16x8.mul(i16x8.extend_high_i8x16_u(va), wa), i16x8.mul(i16x8.extend_high_i8x16_u(vb), wb)), r), 8);
    v128.store(dst + i, i8x16.narrow_i16x8_u(lo, hi));
  }
  for (; i < n; i++) store<u8>(dst + i, <u8>((<i32>load<u8>(a + i) * (256 - weight) + <i32>load<u8>(b + i) * weight + 128) >> 8));
}

export function fade(dst: usize, n: usize, weight: i32, value: i32): void {
  const wa = i16x8.splat(<i16>(256 - weight)), add = i16x8.splat(<i16>(value * weight + 128));
  let i: usize = 0;
  const e = n & ~15;
  for (; i < e; i += 16) {
    const v = v128.load(dst + i);
    const lo = i16x8.shr_u(i16x8.add(i16x8.mul(i16x8.extend_low_i8x16_u(v), wa), add), 8);
    const hi = i16x8.shr_u(i16x8.add(i16x8.mul(i16x8.extend_high_i8x16_u(v), wa), add), 8);
    v128.store(dst + i, i8x16.narrow_i16x8_u(lo, hi));
  }
  for (; i < n; i++) store<u8>(dst + i, <u8>((<i32>load<u8>(dst + i) * (256 - weight) + value * weight + 128) >> 8));
}
