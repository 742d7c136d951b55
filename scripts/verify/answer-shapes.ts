/** The shapes of a vendor's JSON answers: which fields there are and of what kind, never what stands in them. */
import type { ProviderFetch } from '../../src/ports/provider.ts';

/** A field of some answers: the kinds of its values, and in how many of the answers it stood. */
type Field = { readonly kinds: Set<string>; answers: number };

/** Fields by their place, `usage.input_tokens`; `[]` stands for any element, the empty place for the answer itself. */
export type Shape = Map<string, Field>;

/** Shapes by what was asked: `POST /responses`. */
export type Shapes = Map<string, Shape>;

const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** Every field of one answer, with the kinds of its values. */
const fieldsIn = (value: unknown, place = '', found = new Map<string, Set<string>>()): Map<string, Set<string>> => {
  found.set(place, (found.get(place) ?? new Set<string>()).add(kindOf(value)));
  if (Array.isArray(value)) for (const each of value.slice(0, 50)) fieldsIn(each, `${place}[]`, found);
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) fieldsIn(inner, place === '' ? name : `${place}.${name}`, found);
  return found;
};

/** Adds the fields of one more answer to what is known of this kind of answer. */
export const addAnswer = (shape: Shape, answer: unknown): void => {
  for (const [place, kinds] of fieldsIn(answer)) {
    const known = shape.get(place) ?? { kinds: new Set<string>(), answers: 0 };
    for (const kind of kinds) known.kinds.add(kind);
    known.answers++;
    shape.set(place, known);
  }
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
    const shape: Shape = shapes.get(place) ?? new Map();
    shapes.set(place, shape);
    try {
      addAnswer(shape, JSON.parse(text));
    } catch {
      // An answer that is no JSON has no shape; the provider itself says that it cannot be read.
    }
    return new Response(text, { status: response.status, headers: response.headers });
  };

/** What the contract's vendor always says and this one did not, or says in another kind of value. `null` is like nothing. */
export const differences = (live: Shapes, expected: Shapes): readonly string[] =>
  [...expected].flatMap(([place, shape]) => {
    const found = live.get(place);
    const answers = shape.get('')?.answers;
    return found
      ? [...shape].flatMap(([field, known]) => differenceAt(`${place}: “${field}”`, known, found.get(field), answers))
      : [];
  });

const differenceAt = (
  name: string,
  { kinds, answers }: Field,
  there: Field | undefined,
  all: number | undefined,
): readonly string[] => {
  const real = [...kinds].filter((kind) => kind !== 'null');
  if (real.length === 0) return [];
  if (!there) return answers === all ? [`${name} (${real.join(' or ')}) did not come`] : [];
  const other = [...there.kinds].filter((kind) => kind !== 'null' && !kinds.has(kind));
  return other.length > 0 ? [`${name} is ${other.join(' or ')}, the contract has ${real.join(' or ')}`] : [];
};
