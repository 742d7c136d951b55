// Colour by a table of differences over luma (256 levels) and chroma (33 x 33 nodes), linear in chroma. The four pixels of a chroma
// sample share its node and weights.

const NODE: usize = 256 * 2, ROW: usize = 33 * NODE, PART: usize = 33 * ROW;

// @ts-ignore: decorator
@inline function change(t: usize, level: i32, w0: i32, w1: i32, w2: i32, w3: i32, value: i32): u8 {
  const q = t + (<usize>level << 1);
  const sum = <i32>load<i16>(q) * w0 + <i32>load<i16>(q + NODE) * w1 + <i32>load<i16>(q + ROW) * w2 + <i32>load<i16>(q + ROW + NODE) * w3;
  return <u8>max(min(value + ((sum + (1 << 19)) >> 20), 255), 0);
}

export function lookUpColours(y: usize, u: usize, v: usize, width: i32, height: i32, table: usize, amount: i32): void {
  const half = width >> 1;
  for (let j = 0; j < height; j += 2) {
    const top = y + <usize>j * width, chroma = <usize>(j >> 1) * half;
    for (let i = 0; i < half; i++) {
      const pu = u + chroma + i, pv = v + chroma + i, p = top + (<usize>i << 1), q = p + width;
      const cu = <i32>load<u8>(pu), cv = <i32>load<u8>(pv);
      const fu = cu & 7, fv = (cv & 7) * amount, rest = 8 * amount - fv;
      const w0 = (8 - fu) * rest, w1 = fu * rest, w2 = (8 - fu) * fv, w3 = fu * fv;
      const t = table + <usize>(cv >> 3) * ROW + <usize>(cu >> 3) * NODE;
      const a = <i32>load<u8>(p), b = <i32>load<u8>(p, 1), c = <i32>load<u8>(q), d = <i32>load<u8>(q, 1);
      const mean = (a + b + c + d + 2) >> 2;
      store<u8>(p, change(t, a, w0, w1, w2, w3, a));
      store<u8>(p, change(t, b, w0, w1, w2, w3, b), 1);
      store<u8>(q, change(t, c, w0, w1, w2, w3, c));
      store<u8>(q, change(t, d, w0, w1, w2, w3, d), 1);
      store<u8>(pu, change(t + PART, mean, w0, w1, w2, w3, cu));
      store<u8>(pv, change(t + 2 * PART, mean, w0, w1, w2, w3, cv));
    }
  }
}
