/** Addresses as bytes, so that ranges are compared and never spelled. */
export type Address = { readonly family: 4 | 6; readonly bytes: readonly number[] };

const bytesOfFour = (text: string): readonly number[] | undefined => {
  const parts = text.split('.');
  const isWhole = parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
  return isWhole ? parts.map(Number) : undefined;
};

/** The groups on one side of `::`; the very last one of an address may be written as IPv4. */
const bytesOfGroups = (text: string, mayEndInFour: boolean): readonly number[] | undefined => {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [at, group] of groups.entries()) {
    const four = mayEndInFour && at === groups.length - 1 ? bytesOfFour(group) : undefined;
    if (four) bytes.push(...four);
    else if (/^[0-9a-f]{1,4}$/i.test(group))
      bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255);
    else return undefined;
  }
  return bytes;
};

const bytesOfSix = (text: string): readonly number[] | undefined => {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const before = bytesOfGroups(head, tail === undefined);
  const after = tail === undefined ? [] : bytesOfGroups(tail, true);
  if (!before || !after) return undefined;
  const missing = 16 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 2) return undefined;
  return [...before, ...Array.from({ length: missing }, () => 0), ...after];
};

/** Reads `192.0.2.1` or `2001:db8::1`; undefined for names, for zones (`fe80::1%eth0`) and for every older spelling of a number. */
export const parseAddress = (text: string): Address | undefined => {
  const four = bytesOfFour(text);
  if (four) return { family: 4, bytes: four };
  const six = text.includes(':') ? bytesOfSix(text) : undefined;
  return six && { family: 6, bytes: six };
};

/** The same address, however it was spelled. */
export const isSameAddress = (one: string, other: string): boolean => {
  const [a, b] = [parseAddress(one), parseAddress(other)];
  return (
    a !== undefined && b !== undefined && a.family === b.family && a.bytes.every((byte, at) => byte === b.bytes[at])
  );
};

export type Range = { readonly family: 4 | 6; readonly bytes: readonly number[]; readonly prefixBits: number };

/** Reads `10.0.0.0/8`. Throws when it is no range: ranges are ours, not a caller's. */
export const parseRange = (text: string): Range => {
  const [start = '', bits = ''] = text.split('/');
  const address = parseAddress(start);
  if (!address || !/^\d{1,3}$/.test(bits) || Number(bits) > address.bytes.length * 8)
    throw new Error(`${text} is no range.`);
  return { ...address, prefixBits: Number(bits) };
};

/** Whether the first `prefixBits` bits are those of the range. */
export const isInRange = (address: Address, range: Range): boolean => {
  if (address.family !== range.family) return false;
  return range.bytes.every((byte, at) => {
    const bits = Math.min(8, Math.max(0, range.prefixBits - at * 8));
    const mask = (0xff << (8 - bits)) & 0xff;
    return ((address.bytes[at] ?? 0) & mask) === (byte & mask);
  });
};
