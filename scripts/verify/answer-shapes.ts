/** The shapes of a vendor's JSON answers: which fields there are and of what kind, never what stands in them. */
import type { ProviderFetch } from '../../src/ports/provider.ts';

/** Kinds of value by the place of the field: `usage.input_tokens` → `number`; `[]` stands for any element. */
export type Shape = ReadonlyMap<string, ReadonlySet<string>>;

/** Shapes by what was asked: `POST /responses`. */
export type Shapes = Map<string, Map<string, Set<string>>>;

const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const note = (value: unknown, place: string, shape: Map<string, Set<string>>): void => {
  const kinds = shape.get(place) ?? new Set();
  shape.set(place, kinds.add(kindOf(value)));
  if (Array.isArray(value)) for (const each of value.slice(0, 50)) note(each, `${place}[]`, shape);
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) note(inner, place === '' ? name : `${place}.${name}`, shape);
};

/** A path without what differs from call to call: names with digits in them. */
export const placeOf = (method: string, url: string, baseUrl: string): string => {
  const path = url.startsWith(baseUrl) ? url.slice(baseUrl.length) : new URL(url).pathname;
  const parts = (path.split('?')[0] ?? '').split('/').map((part) => part.replace(/^[^:]*\d[^:]*/, '*'));
  return `${method} ${parts.join('/')}`;
};

/** The same fetch; the shapes of all JSON that comes back with a good status are kept in `shapes`. */
export const watched =
  (send: ProviderFetch, baseUrl: string, shapes: Shapes): ProviderFetch =>
  async (input, init) => {
    const response = await send(input, init);
    if (!response.ok || !response.headers.get('content-type')?.includes('json')) return response;
    const request = new Request(input, { method: init?.method ?? 'GET' });
    const text = await response.text();
    const place = placeOf(request.method, request.url, baseUrl);
    const shape = shapes.get(place) ?? new Map<string, Set<string>>();
    shapes.set(place, shape);
    try {
      note(JSON.parse(text), '', shape);
    } catch {
      shape.set('(not JSON)', new Set(['string']));
    }
    return new Response(text, { status: response.status, headers: response.headers });
  };

/** What the contract's vendor says and this one did not, or says in another kind of value. `null` is like nothing. */
export const differences = (live: Shapes, expected: Shapes): readonly string[] =>
  [...expected].flatMap(([place, shape]) => {
    const found = live.get(place);
    if (!found) return [];
    return [...shape].flatMap(([field, kinds]) => {
      const there = found.get(field);
      const real = [...kinds].filter((kind) => kind !== 'null');
      if (real.length === 0) return [];
      if (!there) return [`${place}: “${field}” (${real.join(' or ')}) did not come`];
      const other = [...there].filter((kind) => kind !== 'null' && !kinds.has(kind));
      return other.length > 0
        ? [`${place}: “${field}” is ${other.join(' or ')}, the contract has ${real.join(' or ')}`]
        : [];
    });
  });
