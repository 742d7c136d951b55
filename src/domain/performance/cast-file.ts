/**
 * The cast file: what a person decides about the people of a film, over what the script says. JSON:
 * `{ "characters": { "MARA": { "voice": "af_heart", "speed": 0.95, "pitch": -1, "age": 34, "gender": "female",
 *    "description": ["red hair", "yellow raincoat"], "look": { "coat": "#d8a136" } } }, "pronunciations": { "Voss": "vahss" } }`
 */
import { WorkprintError } from '../errors.ts';
import type { Breakdown, Character } from '../screenplay/breakdown.types.ts';
import type { CharacterLook, Gender } from './performance.types.ts';

export type CastEntry = {
  readonly voice?: string;
  /** 0.5..2, times the voice's own speed. */
  readonly speed?: number;
  /** Semitones, -12..12. */
  readonly pitch?: number;
  readonly age?: number;
  readonly gender?: Gender;
  readonly description?: readonly string[];
  readonly look?: Partial<Omit<CharacterLook, 'characterId'>>;
};

export type CastFile = {
  /** By character name as the script writes it; case does not matter. */
  readonly characters: Readonly<Record<string, CastEntry>>;
  readonly pronunciations: Readonly<Record<string, string>>;
};

export const emptyCastFile: CastFile = { characters: {}, pronunciations: {} };

const refuse = (path: string, right: string): never => {
  throw new WorkprintError('cast-invalid', `The cast file is wrong at ${path}: it should be ${right}.`);
};

const objectAt = (value: unknown, path: string): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : refuse(path, 'an object { … }');
const textAt = (value: unknown, path: string): string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= 200
    ? value
    : refuse(path, 'a short text in quotes');
const numberAt = (value: unknown, path: string, low: number, high: number): number =>
  typeof value === 'number' && value >= low && value <= high ? value : refuse(path, `a number from ${low} to ${high}`);

const colour = (value: unknown, path: string): unknown =>
  typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)
    ? value.toLowerCase()
    : refuse(path, 'a colour like "#d8a136"');
const among =
  (...allowed: readonly string[]) =>
  (value: unknown, path: string): unknown =>
    allowed.includes(String(value)) ? value : refuse(path, `one of ${allowed.map((one) => `"${one}"`).join(', ')}`);
const flag = (value: unknown, path: string): unknown =>
  typeof value === 'boolean' ? value : refuse(path, 'true or false');

const lookReaders: Readonly<Record<string, (value: unknown, path: string) => unknown>> = {
  skin: colour,
  hairColour: colour,
  iris: colour,
  lip: colour,
  coat: colour,
  inner: colour,
  legs: colour,
  boots: colour,
  accent: colour,
  freckles: flag,
  scarf: flag,
  makeup: flag,
  ageBand: among('child', 'teen', 'young', 'adult', 'middle', 'old'),
  beard: among('none', 'stubble', 'short', 'full', 'moustache'),
  glasses: among('none', 'round', 'square'),
  headwear: among('none', 'cap', 'beanie', 'hat', 'cowboy', 'hood', 'headscarf'),
  garment: among(
    'raincoat',
    'peacoat',
    'jacket',
    'suit',
    'sweater',
    'shirt',
    'dress',
    'hoodie',
    'apron',
    'dungarees',
    'uniform',
  ),
  build: (value, path) => numberAt(value, path, 0.75, 1.2),
  heightM: (value, path) => numberAt(value, path, 0.9, 2.05),
};

const readLook = (value: unknown, path: string): NonNullable<CastEntry['look']> => {
  const look: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(objectAt(value, path))) {
    const reader =
      lookReaders[name] ?? refuse(`${path}.${name}`, `left out, or one of: ${Object.keys(lookReaders).join(', ')}`);
    look[name] = reader(given, `${path}.${name}`);
  }
  return look as NonNullable<CastEntry['look']>;
};

const entryReaders: Readonly<Record<keyof CastEntry, (value: unknown, path: string) => unknown>> = {
  voice: textAt,
  speed: (value, path) => numberAt(value, path, 0.5, 2),
  pitch: (value, path) => numberAt(value, path, -12, 12),
  age: (value, path) => numberAt(value, path, 1, 120),
  gender: among('female', 'male', 'unknown'),
  description: (value, path) =>
    Array.isArray(value)
      ? value.map((one, index) => textAt(one, `${path}[${index}]`))
      : refuse(path, 'a list of short texts'),
  look: readLook,
};

const readEntry = (value: unknown, path: string): CastEntry => {
  const entry: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(objectAt(value, path))) {
    if (!(name in entryReaders))
      refuse(`${path}.${name}`, `left out, or one of: ${Object.keys(entryReaders).join(', ')}`);
    entry[name] = entryReaders[name as keyof CastEntry](given, `${path}.${name}`);
  }
  return entry as CastEntry;
};

/** Throws `cast-invalid` naming the path and what would be right. */
export const parseCastFile = (text: string): CastFile => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new WorkprintError(
      'cast-invalid',
      `The cast file is not JSON: ${error instanceof Error ? error.message : String(error)}.`,
      { cause: error },
    );
  }
  const root = objectAt(value, 'the top');
  for (const name of Object.keys(root)) {
    if (name !== 'characters' && name !== 'pronunciations')
      refuse(name, 'left out; the file holds "characters" and "pronunciations"');
  }
  const characters = Object.entries(objectAt(root.characters ?? {}, 'characters'));
  const seen = new Map<string, string>();
  for (const [name] of characters) {
    const other = seen.get(name.toLowerCase());
    if (other !== undefined) refuse(`characters.${name}`, `left out: “${other}” is the same person`);
    seen.set(name.toLowerCase(), name);
  }
  const pronunciations = Object.entries(objectAt(root.pronunciations ?? {}, 'pronunciations'));
  return {
    characters: Object.fromEntries(characters.map(([name, entry]) => [name, readEntry(entry, `characters.${name}`)])),
    pronunciations: Object.fromEntries(
      pronunciations.map(([word, said]) => [word.toLowerCase(), textAt(said, `pronunciations.${word}`)]),
    ),
  };
};

/** The entry for a character by any of its names, or undefined. */
export const castEntryFor = (file: CastFile, character: Character): CastEntry | undefined => {
  const names = new Set(
    [character.id, character.name, character.fullName ?? '', ...character.aliases].map((name) => name.toLowerCase()),
  );
  return Object.entries(file.characters).find(([name]) => names.has(name.toLowerCase()))?.[1];
};

/** Names in the file that nobody in the script has; worth a warning, because they change nothing. */
export const strangersIn = (file: CastFile, breakdown: Breakdown): string[] =>
  Object.keys(file.characters).filter((name) => {
    const only: CastFile = { characters: { [name]: {} }, pronunciations: {} };
    return !breakdown.characters.some((character) => castEntryFor(only, character));
  });

/** The breakdown with the file's facts about people laid over the script's. */
export const withCastFacts = (breakdown: Breakdown, file: CastFile): Breakdown => ({
  ...breakdown,
  characters: breakdown.characters.map((character) => {
    const entry = castEntryFor(file, character);
    if (!entry) return character;
    return {
      ...character,
      ...(entry.age === undefined ? {} : { age: entry.age }),
      ...(entry.gender === undefined ? {} : { gender: entry.gender }),
      ...(entry.description === undefined ? {} : { description: entry.description }),
    };
  }),
});
