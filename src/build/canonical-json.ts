/** One text for one value: sorted keys, no undefined, no numbers that JSON cannot hold. Keys of answers hang on it. */

const refuse = (where: string, what: string): never => {
  throw new TypeError(`A step's input must be plain JSON: ${where || 'it'} is ${what}.`);
};

const write = (value: unknown, where: string): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : refuse(where, String(value));
  if (Array.isArray(value)) return `[${value.map((item, index) => write(item, `${where}[${index}]`)).join(',')}]`;
  if (typeof value !== 'object') return refuse(where, typeof value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return refuse(where, 'an object of a class');
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${write(inner, where ? `${where}.${key}` : key)}`);
  return `{${entries.join(',')}}`;
};

/** Throws TypeError for functions, class instances, NaN and infinities, naming the path. */
export const canonicalJson = (value: unknown): string => write(value, '');
