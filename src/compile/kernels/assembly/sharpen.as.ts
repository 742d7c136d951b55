// A small binomial blur and the unsharp mask made with it.

// @ts-ignore: decorator
@inline function sum8(a: v128, b: v128, c: v128, d: v128, e: v128): v128 {
  const six = i16x8.add(i16x8.shl(c, 2), i16x8.shl(c, 1));
  return i16x8.add(i16x8.add(i16x8.add(a, e), six), i16x8.shl(i16x8.add(b, d), 2));
}

// @ts-ignore: decorator
@inline function sum1(a: i32, b: i32, c: i32, d: i32, e: i32): i32 { return a + e + 6 * c + 4 * (b + d); }

// @ts-ignore: decorator
@inline function wide(p: usize): v128 { return v128.load8x8_u(p); }

function across(dst: usize, sums: usize, width: i32): void {
  let i = 0;
  for (; i + 8 <= width; i += 8) {
    const s = sums + (<usize>i << 1);
    const sum = sum8(v128.load(s - 4), v128.load(s - 2), v128.load(s), v128.load(s + 2), v128.load(s + 4));
    const out = i16x8.shr_u(i16x8.add(sum, i16x8.splat(128)), 8);
    v128.store64_lane(dst + i, i8x16.narrow_i16x8_u(out, out), 0);
  }
  for (; i < width; i++) {
    const s = sums + (<usize>i << 1);
    store<u8>(dst + i, <u8>((sum1(load<u16>(s - 4), load<u16>(s - 2), load<u16>(s), load<u16>(s, 2), load<u16>(s, 4)) + 128) >> 8));
  }
}

export function soften(dst: usize, src: usize, width: i32, height: i32, scratch: usize): void {
  const sums = ((scratch + 15) & ~15) + 16;
  for (let j = 0; j < height; j++) {
    const c = src + <usize>j * width;
    const a = src + <usize>max(j - 2, 0) * width, b = src + <usize>max(j - 1, 0) * width;
    const d = src + <usize>min(j + 1, height - 1) * width, e = src + <usize>min(j + 2, height - 1) * width;
    let i = 0;
    for (; i + 8 <= width; i += 8)
      v128.store(sums + (<usize>i << 1), sum8(wide(a + i), wide(b + i), wide(c + i), wide(d + i), wide(e + i)));
    for (; i < width; i++)
      store<u16>(sums + (<usize>i << 1), <u16>sum1(load<u8>(a + i), load<u8>(b + i), load<u8>(c + i), load<u8>(d + i), load<u8>(e + i)));
    const last = sums + (<usize>(width - 1) << 1);
    store<u16>(sums - 4, load<u16>(sums)); store<u16>(sums - 2, load<u16>(sums));
    store<u16>(last, load<u16>(last), 2); store<u16>(last, load<u16>(last), 4);
    across(dst + <usize>j * width, sums, width);
  }
}

// @ts-ignore: decorator
@inline function more(difference: v128, amount: v128): v128 {
  const r = i32x4.splat(128);
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(i32x4.extmul_low_i16x8_s(difference, amount), r), 8),
    i32x4.shr_s(i32x4.add(i32x4.extmul_high_i16x8_s(difference, amount), r), 8));
}

export function unsharp(dst: usize, soft: usize, n: usize, amount: i32): void {
  const by = i16x8.splat(<i16>amount);
  let i: usize = 0;
  const e = n & ~15;
  for (; i < e; i += 16) {
    const p = v128.load(dst + i), s = v128.load(soft + i);
    const lo = i16x8.extend_low_i8x16_u(p), hi = i16x8.extend_high_i8x16_u(p);
    v128.store(dst + i, i8x16.narrow_i16x8_u(
      i16x8.add_sat_s(lo, more(i16x8.sub(lo, i16x8.extend_low_i8x16_u(s)), by)),
      i16x8.add_sat_s(hi, more(i16x8.sub(hi, i16x8.extend_high_i8x16_u(s)), by))));
  }
  for (; i < n; i++) {
    const p = <i32>load<u8>(dst + i);
    store<u8>(dst + i, <u8>max(min(p + (((p - <i32>load<u8>(soft + i)) * amount + 128) >> 8), 255), 0));
  }
}
