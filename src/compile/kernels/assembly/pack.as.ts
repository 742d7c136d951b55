// Premultiplied RGBA to premultiplied planar BT.709 limited range, 16-bit fixed point. Chroma is sited as H.264 expects it:
// on the left luma column (1-2-1 across) and between the two rows.

const K_Y_R: i32 = 11966, K_Y_G: i32 = 40254, K_Y_B: i32 = 4064, K_Y_A: i32 = 16 * 257;
const K_U_R: i32 = -6596, K_U_G: i32 = -22189, K_U_B: i32 = 28784, K_C_A: i32 = 128 * 257;
const K_V_R: i32 = 28784, K_V_G: i32 = -26145, K_V_B: i32 = -2639;

let sumR: i32 = 0, sumG: i32 = 0, sumB: i32 = 0, sumA: i32 = 0;

// @ts-ignore: decorator
@inline function add(q: usize, weight: i32): void {
  sumR += <i32>load<u8>(q) * weight;
  sumG += <i32>load<u8>(q, 1) * weight;
  sumB += <i32>load<u8>(q, 2) * weight;
  sumA += <i32>load<u8>(q, 3) * weight;
}

// @ts-ignore: decorator
@inline function luma(q: usize, y: usize, a: usize): u32 {
  const alpha = <i32>load<u8>(q, 3);
  store<u8>(y, <u8>((K_Y_R * <i32>load<u8>(q) + K_Y_G * <i32>load<u8>(q, 1) + K_Y_B * <i32>load<u8>(q, 2) + K_Y_A * alpha + 32768) >> 16));
  store<u8>(a, <u8>alpha);
  return alpha;
}

export function packRgba(src: usize, width: i32, height: i32, y: usize, u: usize, v: usize, a: usize, ac: usize): i32 {
  let all: u32 = 255;
  const row = <usize>width << 2;
  const half = width >> 1;
  for (let j = 0; j < height; j += 2) {
    const top = src + <usize>j * row, bottom = top + row;
    const py = y + <usize>j * width, pa = a + <usize>j * width;
    const chroma = <usize>(j >> 1) * half;
    for (let i = 0; i < half; i++) {
      const x = <usize>i << 1, q = top + (x << 2), r = bottom + (x << 2);
      const back: usize = i > 0 ? 4 : 0;
      all &= luma(q, py + x, pa + x) & luma(q + 4, py + x + 1, pa + x + 1);
      all &= luma(r, py + width + x, pa + width + x) & luma(r + 4, py + width + x + 1, pa + width + x + 1);
      sumR = 0; sumG = 0; sumB = 0; sumA = 0;
      add(q - back, 1); add(q, 2); add(q + 4, 1);
      add(r - back, 1); add(r, 2); add(r + 4, 1);
      const o = chroma + i;
      store<u8>(u + o, <u8>((K_U_R * sumR + K_U_G * sumG + K_U_B * sumB + K_C_A * sumA + 262144) >> 19));
      store<u8>(v + o, <u8>((K_V_R * sumR + K_V_G * sumG + K_V_B * sumB + K_C_A * sumA + 262144) >> 19));
      store<u8>(ac + o, <u8>((sumA + 4) >> 3));
    }
  }
  return all == 255 ? 1 : 0;
}
