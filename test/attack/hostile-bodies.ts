/** Timelines as no program writes them: the examples with anything at any place, and texts that are cut, mixed and turned around. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../src/domain/random.ts';
import { repository } from '../kit/run-workprint.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const folder = join(repository, 'examples/timelines');
const examples = readdirSync(folder).filter((name) => /\.(?:json|json5|otio|fcpxml|edl|srt|ass)$/.test(name));

/** What a value may become. */
const wrong: readonly Json[] = [
  ...[null, true, -1, 0, 1e308, -0.5, 2 ** 53, 1e-320],
  ...[
    '',
    ' ',
    'asset:',
    'asset:../../etc/passwd',
    '/etc/passwd',
    'file:///proc/self/environ',
    'http://127.0.0.1:9/',
    'https://[::1]/a',
  ],
  ...[
    'data:text/html,<script>',
    'concat:/etc/passwd|/etc/hosts',
    '{{',
    '{{a}}'.repeat(50),
    '%s%n',
    "'; drop table people; --",
    '\u202e',
  ],
  ...['x'.repeat(20_000), '9'.repeat(400), '00:00:61:99', 'Infinity', '__proto__'],
  ...[[], {}, [[[[[]]]]], { kind: 'video' }, { __proto__: null, constructor: 1 } as Json, { kind: 'blob', blob: {} }],
];

/** The same document with something else at a few places. */
const spoiled = (document: Json, random: () => number): Json => {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const copy = structuredClone(document);
  const places: [Record<string, Json>, string][] = [];
  const walk = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      places.push([value as Record<string, Json>, key]);
      walk(inner);
    }
  };
  walk(copy);
  for (let times = 1 + Math.floor(random() * 4); times > 0 && places.length > 0; times--) {
    const [holder, key] = pick(places);
    const how = random();
    if (how < 0.15) delete holder[key];
    else if (how < 0.3)
      holder[pick(['media', 'tracks', 'start', 'duration', 'kind', 'schema', '__proto__'])] = pick(wrong);
    else if (how < 0.45) holder[key] = [holder[key] as Json, structuredClone(holder[key] as Json)];
    else holder[key] = pick(wrong);
  }
  return copy;
};

/** A text with pieces cut out, doubled or put elsewhere. */
const scrambled = (text: string, random: () => number): string => {
  const at = (): number => Math.floor(random() * text.length);
  const [from, to] = [at(), at()].toSorted((a, b) => a - b) as [number, number];
  const how = random();
  if (how < 0.3) return text.slice(0, to);
  if (how < 0.6) return text.slice(0, from) + text.slice(to);
  return text.slice(0, to) + text.slice(from, from + 500) + text.slice(to);
};

/** Whether a text is one JSON value. */
const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined; // XML, EDL, JSON5, captions
  }
};

/** The body field `timeline` number `seed`: each its own, the same every time. All its files are `media`. */
export const hostileTimeline = (seed: number, media: string): unknown => {
  const random = seededRandom('hostile timelines', seed);
  const name = examples[Math.floor(random() * examples.length)] as string;
  const text = readFileSync(join(folder, name), 'utf8').replaceAll(/media\/[\w.-]+/g, media);
  const json = parsed(text);
  return json === undefined || random() < 0.2 ? scrambled(text, random) : spoiled(json, random);
};
