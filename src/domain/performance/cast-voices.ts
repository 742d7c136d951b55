/**
 * Who speaks with which voice. Leads choose first and get the best voices; nobody shares a voice with anybody in the
 * same scene; a new minor character changes nothing for those who were there. Pure and decided by names, not by order.
 */
import { hash32 } from '../random.ts';
import type { Breakdown, Character } from '../screenplay/breakdown.types.ts';
import type { AgeBand, VoiceChoice } from './performance.types.ts';
import { type CatalogVoice, englishVoices } from './voice-catalog.ts';

/** By character id; what is left out is chosen. */
export type VoiceOverrides = Readonly<Record<string, Partial<VoiceChoice>>>;

const ageWords: readonly (readonly [RegExp, AgeBand])[] = [
  [/\b(?:baby|infant|toddler|child|kid|boy|girl|schoolboy|schoolgirl|little)\b/i, 'child'],
  [/\b(?:teen|teenage|teenager|adolescent)\b/i, 'teen'],
  [
    /\b(?:old|elderly|ancient|aged|grandmother|grandfather|grandma|grandpa|granny|nana|retired|wizened|frail)\b/i,
    'old',
  ],
  [/\b(?:middle-aged|weathered|greying|graying|veteran)\b/i, 'middle'],
  [/\b(?:young|student|youth)\b/i, 'young'],
];

/** From years, else from the words that describe the person; an adult when nothing is said. */
const ageOf = (character: Character): AgeBand => {
  const { age } = character;
  if (age !== undefined) {
    const upTo: readonly (readonly [number, AgeBand])[] = [
      [12, 'child'],
      [17, 'teen'],
      [27, 'young'],
      [44, 'adult'],
      [62, 'middle'],
    ];
    return upTo.find(([years]) => age <= years)?.[1] ?? 'old';
  }
  const words = [character.name, character.fullName ?? '', ...character.description].join(' ');
  return ageWords.find(([pattern]) => pattern.test(words))?.[1] ?? 'adult';
};

/** What years do to a voice: children speak high and quickly, the old lower and slowly. */
const ageing: Readonly<
  Record<AgeBand, { readonly speed: number; readonly semitones: number; readonly tract: number }>
> = {
  child: { speed: 1.05, semitones: 2.4, tract: 0.86 },
  teen: { speed: 1.04, semitones: 1, tract: 0.95 },
  young: { speed: 1.02, semitones: 0.3, tract: 1 },
  adult: { speed: 1, semitones: 0, tract: 1 },
  middle: { speed: 0.98, semitones: -0.4, tract: 1 },
  old: { speed: 0.92, semitones: -1, tract: 1.03 },
};

/** The median fundamental one expects, in hertz. */
const expectedHz: Readonly<Record<AgeBand, { readonly female: number; readonly male: number }>> = {
  child: { female: 220, male: 205 },
  teen: { female: 210, male: 150 },
  young: { female: 205, male: 140 },
  adult: { female: 195, male: 125 },
  middle: { female: 175, male: 115 },
  old: { female: 160, male: 100 },
};

/** 0..1, the same for the same names. */
const chance = (...names: readonly string[]): number => hash32(names.join('\u0001')) / 2 ** 32;

type Casting = {
  readonly character: Character;
  readonly age: AgeBand;
  readonly gender: 'female' | 'male';
  readonly weight: number;
};

const castingOf = (character: Character, seed: string, mostWords: number): Casting => ({
  character,
  age: ageOf(character),
  gender:
    character.gender === 'unknown'
      ? chance(seed, character.id, 'gender') < 0.5
        ? 'female'
        : 'male'
      : character.gender,
  weight: mostWords === 0 ? 0 : character.wordCount / mostWords,
});

/** How well a voice suits a person: its quality counts by how much the person says, then age, then a seeded taste. */
const suits = (voice: CatalogVoice, { character, age, gender, weight }: Casting, seed: string): number => {
  const wanted = expectedHz[age][gender];
  const semitonesAway = Math.abs(12 * Math.log2(voice.medianHz / wanted));
  return voice.grade * (0.5 + 1.5 * weight) - 0.22 * semitonesAway + 1.2 * chance(seed, character.id, voice.id);
};

/** Boys are played by women, as in radio. */
const voiceGender = ({ age, gender }: Casting): 'female' | 'male' => (age === 'child' ? 'female' : gender);

/** A voice as one choice, or two mixed; `rank` falls with every voice that had to be stretched. */
type Candidate = { readonly voice: string; readonly semitones: number; readonly score: number };

/** All plain voices first, then mixtures of two, then both again a little higher or lower: enough for any crowd. */
function* candidates(casting: Casting, seed: string, available: readonly CatalogVoice[]): Generator<Candidate> {
  const fitting = available
    .filter((voice) => voice.gender === voiceGender(casting))
    .map((voice) => ({ id: voice.id, score: suits(voice, casting, seed) }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  for (const { id, score } of fitting) yield { voice: id, semitones: 0, score };
  const pairs = fitting.flatMap((a, i) =>
    fitting.slice(i + 1).map((b) => ({ id: `${a.id}:0.6+${b.id}:0.4`, score: a.score + b.score })),
  );
  for (const { id, score } of pairs.sort((a, b) => b.score - a.score))
    yield { voice: id, semitones: 0, score: score / 2 - 2 };
  for (const semitones of [-1.5, 1.5, -0.8, 0.8])
    for (const { id, score } of fitting) yield { voice: id, semitones, score: score - 4 };
}

/** A voice somebody else in the film has is taken only when it is far better than the next free one. */
const sharedPenalty = 6;

const choiceFor = (
  casting: Casting,
  seed: string,
  available: readonly CatalogVoice[],
  inTheRoom: ReadonlySet<string>,
  inTheFilm: ReadonlySet<string>,
): { readonly choice: VoiceChoice; readonly name: string } => {
  let best: Candidate | undefined;
  for (const candidate of candidates(casting, seed, available)) {
    if (inTheRoom.has(nameOf(candidate))) continue;
    const score = candidate.score - (inTheFilm.has(nameOf(candidate)) ? sharedPenalty : 0);
    if (best === undefined || score > best.score) best = { ...candidate, score };
  }
  const { speed, semitones, tract } = ageing[casting.age];
  const extra = casting.age === 'child' && casting.gender === 'male' ? -1 : 0;
  const voice = best?.voice ?? available[0]?.id ?? 'af_heart';
  const pitchSemitones = Math.round((semitones + extra + (best?.semitones ?? 0)) * 10) / 10;
  // Higher and smaller, lower and larger: a pitch alone would be the same person on another day.
  const stretched = Math.round(tract * (1 - 0.04 * (best?.semitones ?? 0)) * 100) / 100;
  return {
    choice: { engine: 'kokoro', voice, speed, pitchSemitones, ...(stretched === 1 ? {} : { tract: stretched }) },
    name: nameOf({ voice, semitones: best?.semitones ?? 0 }),
  };
};

const nameOf = ({ voice, semitones }: { voice: string; semitones: number }): string =>
  semitones === 0 ? voice : `${voice} ${semitones}`;

/** Scenes in which somebody is heard or seen; a voice from elsewhere counts, too. */
const companyOf = (breakdown: Breakdown): Map<string, Set<string>> => {
  const company = new Map<string, Set<string>>();
  for (const scene of breakdown.scenes) {
    const heard = scene.beats.flatMap((beat) => (beat.kind === 'speech' ? [beat.characterId] : []));
    const together = new Set([...heard, ...scene.present]);
    for (const id of together) company.set(id, new Set([...(company.get(id) ?? []), ...together]));
  }
  return company;
};

/**
 * A voice for everybody who speaks, by character id. `available` narrows the catalog to voices whose files are there.
 * Overrides hold; people without one keep out of their way.
 */
export const chooseVoices = (
  breakdown: Breakdown,
  seed: string,
  overrides: VoiceOverrides = {},
  available: ReadonlySet<string> = new Set(englishVoices.map(({ id }) => id)),
): Map<string, VoiceChoice> => {
  const catalog = englishVoices.filter(({ id }) => available.has(id));
  const company = companyOf(breakdown);
  const mostWords = Math.max(0, ...breakdown.characters.map(({ wordCount }) => wordCount));
  const inOrder = breakdown.characters.toSorted((a, b) => b.wordCount - a.wordCount || (a.id < b.id ? -1 : 1));
  const taken = new Map<string, string>();
  for (const { id } of inOrder) {
    const voice = overrides[id]?.voice;
    if (voice !== undefined) taken.set(id, voice);
  }
  const chosen = new Map<string, VoiceChoice>();
  for (const character of inOrder) {
    const others = [...taken].filter(([id]) => id !== character.id);
    const room = new Set(others.filter(([id]) => company.get(character.id)?.has(id)).map(([, voice]) => voice));
    const film = new Set(others.map(([, voice]) => voice));
    const own = choiceFor(castingOf(character, seed, mostWords), seed, catalog, room, film);
    chosen.set(character.id, { ...own.choice, ...overrides[character.id] });
    if (!taken.has(character.id)) taken.set(character.id, own.name);
  }
  return chosen;
};
