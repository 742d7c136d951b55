/**
 * What a language model may say of a scene, and how much of it is believed. Its answer is bytes from outside: read by a schema, held against
 * the script line by line, cut to length, and used for nothing but the few fields below.
 */
import type { Mood, Scene } from '../../domain/screenplay/breakdown.types.ts';
import { believableText, fieldsOf, linesWithin, listOf, oneOf } from './believe.ts';

const moods: readonly Mood[] = [
  'neutral',
  'tender',
  'joyful',
  'wonder',
  'unease',
  'dread',
  'grief',
  'anger',
  'resolve',
  'comic',
];

/** What is believed of how a scene looks. It rests on the action alone: another line of dialogue changes no picture. */
export type SceneLook = {
  readonly sceneId: string;
  /** How the place looks and is lit: phrases for pictures. */
  readonly place: readonly string[];
  /** What a person looks like, by character id: phrases for pictures. */
  readonly people: Readonly<Record<string, readonly string[]>>;
  /** Sentences about what was not believed, for the report. */
  readonly doubts: readonly string[];
};

/** What is believed of what happens in a scene: for music and the report. */
export type SceneStory = {
  readonly sceneId: string;
  readonly summary?: string;
  readonly mood?: Mood;
  readonly doubts: readonly string[];
};

const mostPhrases = 6;
const longestPhrase = 80;
const longestSummary = 240;

/** A value beside the lines that it rests on. */
const cited = (value: Readonly<Record<string, unknown>>) =>
  ({
    type: 'object',
    additionalProperties: false,
    required: ['says', 'first', 'last'],
    properties: { says: value, first: { type: 'integer' }, last: { type: 'integer' } },
  }) as const;

const objectOf = (properties: Readonly<Record<string, unknown>>) => ({
  ...{ type: 'object', additionalProperties: false },
  ...{ required: Object.keys(properties), properties },
});

/** JSON Schema of the answer about looks, as it is sent along. */
export const lookSchema = {
  name: 'scene_look',
  schema: objectOf({
    place: { type: 'array', maxItems: mostPhrases, items: cited({ type: 'string', maxLength: longestPhrase }) },
    people: {
      ...{ type: 'array', maxItems: 20 },
      items: objectOf({
        character: { type: 'string' },
        phrase: { type: 'string', maxLength: longestPhrase },
        first: { type: 'integer' },
        last: { type: 'integer' },
      }),
    },
  }),
};

/** JSON Schema of the answer about the story. */
export const storySchema = {
  name: 'scene_story',
  schema: objectOf({
    summary: cited({ type: 'string', maxLength: longestSummary }),
    mood: cited({ type: 'string', enum: moods }),
  }),
};

type Lines = { readonly first: number; readonly last: number };

/** Reads claims about a scene; what does not hold is left out and told. `lines`: as they were numbered in the question. */
const claimsOf = (scene: Scene, lines: Lines) => {
  const doubts: string[] = [];
  const doubt = (what: string): undefined => {
    doubts.push(`Scene ${scene.number}: ${what} was left out.`);
    return undefined;
  };
  return {
    doubts,
    doubt,
    unreadable: (): string[] => [`Scene ${scene.number}: the model’s answer could not be read; the rules stand.`],
    saying: <T>(said: unknown, what: string, read: (says: unknown) => T | undefined): T | undefined => {
      const claim = fieldsOf(said);
      if (!claim) return doubt(what);
      if (!linesWithin(claim, lines)) return doubt(`${what}, which cites lines outside the scene,`);
      return read(claim.says) ?? doubt(what);
    },
  };
};

/** Reads an answer about looks. */
export const readLook = (
  value: unknown,
  scene: Scene,
  lines: Lines,
  characters: readonly { readonly id: string; readonly name: string }[],
): SceneLook => {
  const { doubts, doubt, saying, unreadable } = claimsOf(scene, lines);
  const fields = fieldsOf(value);
  if (!fields) return { sceneId: scene.id, place: [], people: {}, doubts: unreadable() };
  const place = listOf(fields.place, mostPhrases).flatMap(
    (one) => saying(one, 'a phrase about the place', (says) => believableText(says, longestPhrase)) ?? [],
  );
  const people: Record<string, string[]> = {};
  for (const one of listOf(fields.people, 20)) {
    const claim = fieldsOf(one);
    const name = typeof claim?.character === 'string' ? claim.character.trim().toLowerCase() : '';
    const who = characters.find(({ id, name: called }) => id === name || called.toLowerCase() === name);
    const phrase = believableText(claim?.phrase, longestPhrase);
    if (!claim || !who || !scene.present.includes(who.id) || phrase === undefined || !linesWithin(claim, lines)) {
      doubt('a phrase about a person');
      continue;
    }
    const phrases = people[who.id] ?? [];
    people[who.id] = phrases;
    if (phrases.length < mostPhrases && !phrases.includes(phrase)) phrases.push(phrase);
  }
  return { sceneId: scene.id, place, people, doubts };
};

/** Reads an answer about the story. */
export const readStory = (value: unknown, scene: Scene, lines: Lines): SceneStory => {
  const { doubts, saying, unreadable } = claimsOf(scene, lines);
  const fields = fieldsOf(value);
  if (!fields) return { sceneId: scene.id, doubts: unreadable() };
  const summary = saying(fields.summary, 'the summary', (says) => believableText(says, longestSummary));
  const mood = saying(fields.mood, 'the mood', (says) => oneOf(says, moods));
  return { sceneId: scene.id, doubts, ...(summary !== undefined && { summary }), ...(mood !== undefined && { mood }) };
};
