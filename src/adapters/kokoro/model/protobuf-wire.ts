/**
 * Protocol Buffers wire format, just enough to walk and rewrite an ONNX file without a schema compiler.
 * Source: https://protobuf.dev/programming-guides/encoding/ . Lengths come from a file, so every read is bounds-checked.
 */

/** One field of a message: where its tag starts, where its payload lies, and its value when it is a number. */
export type WireField = {
  readonly number: number;
  readonly wireType: 0 | 1 | 2 | 5;
  readonly tagStart: number;
  readonly start: number;
  readonly end: number;
  /** Set for wire type 0. */
  readonly value?: bigint;
};

const readVarint = (bytes: Uint8Array, at: number, limit: number): { value: bigint; next: number } => {
  let value = 0n;
  for (let i = 0; i < 10; i++) {
    if (at + i >= limit) throw new RangeError(`protobuf: a number runs past byte ${limit}`);
    const byte = bytes[at + i] as number;
    value |= BigInt(byte & 0x7f) << BigInt(7 * i);
    if (byte < 0x80) return { value, next: at + i + 1 };
  }
  throw new RangeError(`protobuf: a number at byte ${at} is longer than ten bytes`);
};

/** The fields of the message in `bytes[start, end)`, in file order. Throws RangeError when the bytes are no message. */
export function* wireFields(bytes: Uint8Array, start = 0, end = bytes.length): Generator<WireField> {
  let at = start;
  while (at < end) {
    const tagStart = at;
    const tag = readVarint(bytes, at, end);
    const number = Number(tag.value >> 3n);
    const wireType = Number(tag.value & 7n);
    if (number === 0) throw new RangeError(`protobuf: field number 0 at byte ${tagStart}`);
    let field: WireField;
    if (wireType === 0) {
      const { value, next } = readVarint(bytes, tag.next, end);
      field = { number, wireType, tagStart, start: tag.next, end: next, value };
    } else if (wireType === 2) {
      const length = readVarint(bytes, tag.next, end);
      field = { number, wireType, tagStart, start: length.next, end: length.next + Number(length.value) };
    } else if (wireType === 1 || wireType === 5) {
      field = { number, wireType, tagStart, start: tag.next, end: tag.next + (wireType === 1 ? 8 : 4) };
    } else {
      throw new RangeError(`protobuf: unknown wire type ${wireType} at byte ${tagStart}`);
    }
    if (field.end > end) throw new RangeError(`protobuf: field ${number} at byte ${tagStart} runs past byte ${end}`);
    yield field;
    at = field.end;
  }
}

/** Base-128 number, least significant group first. */
export const varint = (value: number | bigint): Uint8Array => {
  let rest = BigInt.asUintN(64, BigInt(value));
  const out: number[] = [];
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    out.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Uint8Array.from(out);
};

export const joinBytes = (...parts: readonly Uint8Array[]): Uint8Array => {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
};

export const numberField = (number: number, value: number | bigint): Uint8Array =>
  joinBytes(varint(number << 3), varint(value));

export const floatField = (number: number, value: number): Uint8Array =>
  joinBytes(varint((number << 3) | 5), new Uint8Array(Float32Array.of(value).buffer));

export const bytesField = (number: number, payload: Uint8Array): Uint8Array =>
  joinBytes(varint((number << 3) | 2), varint(payload.length), payload);

export const textField = (number: number, text: string): Uint8Array =>
  bytesField(number, new TextEncoder().encode(text));
