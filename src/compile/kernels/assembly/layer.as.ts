// Brings a plane into the compositor's memory: a border on all sides, its alpha extents, its half-size mip.

const EDGE_CLEAR: i32 = 0, EDGE_CLAMP: i32 = 1;

// @ts-ignore: decorator
@inline function source(i: i32, n: i32, edge: i32): i32 {
  if (edge == EDGE_CLAMP) return min(max(i, 0), n - 1);
  const r = i % n;
  return r < 0 ? r + n : r;
}

export function place(dst: usize, ds: i32, rows: i32, src: usize, w: i32, h: i32, border: i32, edge: i32): void {
  for (let j = 0; j < rows; j++) {
    const line = dst + <usize>j * ds;
    const inside = j >= border && j < border + h;
    if (edge == EDGE_CLEAR && !inside) { memory.fill(line, 0, ds); continue; }
    const from = src + <usize>(inside ? j - border : source(j - border, h, edge)) * w;
    memory.copy(line + border, from, w);
    if (edge == EDGE_CLEAR) {
      memory.fill(line, 0, border);
      memory.fill(line + border + w, 0, ds - border - w);
      continue;
    }
    for (let i = 0; i < border; i++) store<u8>(line + i, load<u8>(from + source(i - border, w, edge)));
    for (let i = border + w; i < ds; i++) store<u8>(line + i, load<u8>(from + source(i - border, w, edge)));
  }
}

export function rowExtents(alpha: usize, ps: i32, w: i32, h: i32, out: usize): void {
  for (let j = 0; j < h; j++) {
    const line = alpha + <usize>j * ps;
    let first = 0;
    while (first + 8 <= w && load<u64>(line + first) == 0) first += 8;
    while (first < w && load<u8>(line + first) == 0) first++;
    let end = w;
    while (end - 8 >= first && load<u64>(line + end - 8) == 0) end -= 8;
    while (end > first && load<u8>(line + end - 1) == 0) end--;
    store<i32>(out + (<usize>j << 3), first);
    store<i32>(out + (<usize>j << 3), end, 4);
  }
}

export function halve(dst: usize, ds: i32, src: usize, ss: i32, dw: i32, dh: i32): void {
  const e = dw & ~7;
  for (let j = 0; j < dh; j++) {
    const d = dst + <usize>j * ds, s = src + <usize>(j * 2) * ss;
    let i = 0;
    for (; i < e; i += 8) {
      const a = v128.load(s + (<usize>i << 1)), b = v128.load(s + ss + (<usize>i << 1));
      const sum = i16x8.add(i16x8.extadd_pairwise_i8x16_u(a), i16x8.extadd_pairwise_i8x16_u(b));
      const r = i16x8.shr_u(i16x8.add(sum, i16x8.splat(2)), 2);
      v128.store64_lane(d + i, i8x16.narrow_i16x8_u(r, r), 0);
    }
    for (; i < dw; i++) {
      const q = s + (<usize>i << 1);
      store<u8>(d + i, <u8>((<i32>load<u8>(q) + <i32>load<u8>(q, 1) + <i32>load<u8>(q + ss) + <i32>load<u8>(q + ss, 1) + 2) >> 2));
    }
  }
}
