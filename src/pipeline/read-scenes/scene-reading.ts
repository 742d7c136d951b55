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

/** What is believed of an answer. */
export type SceneReading = {
  readonly sceneId: string;
  readonly summary?: string;
  readonly mood?: Mood;
  /** How the place looks and is lit: phrases for pictures. */
  readonly place: readonly string[];
  /** What a person looks like, by character id: phrases for pictures. */
  readonly people: Readonly<Record<string, readonly string[]>>;
  /** Sentences about what was not believed, for the report. */
  readonly doubts: readonly string[];
};

const mostPhrases = 6;
const longestPhrase = 80;
const longestSummary = 240;

/** JSON Schema of the answer, as it is sent along. Everything cites the lines it rests on. */
export const sceneAnswerSchema = {
  name: 'scene_reading',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['summary', 'mood', 'place', 'people'],
    properties: {
      summary: cited({ type: 'string', maxLength: longestSummary }),
      mood: cited({ type: 'string', enum: moods }),
      place: { type: 'array', maxItems: mostPhrases, items: cited({ type: 'string', maxLength: longestPhrase }) },
      people: {
        type: 'array',
        maxItems: 20,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['character', 'phrase', 'first', 'last'],
          properties: {
            character: { type: 'string' },
            phrase: { type: 'string', maxLength: longestPhrase },
            first: { type: 'integer' },
            last: { type: 'integer' },
          },
        },
      },
    },
  },
} as const;

/** A value beside the lines that it rests on. */
function cited(value: Readonly<Record<string, unknown>>) {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['says', 'first', 'last'],
    properties: { says: value, first: { type: 'integer' }, last: { type: 'integer' } },
  } as const;
}

/** Reads an answer about this scene; whatever is not as it should be is left out and told in `doubts`. */
export const readSceneAnswer = (
  value: unknown,
  scene: Scene,
  characters: readonly { readonly id: string; readonly name: string }[],
): SceneReading => {
  const doubts: string[] = [];
  const doubt = (what: string): undefined => {
    doubts.push(`Scene ${scene.number}: ${what} was left out.`);
    return undefined;
  };
  const fields = fieldsOf(value);
  if (!fields)
    return {
      sceneId: scene.id,
      place: [],
      people: {},
      doubts: [`Scene ${scene.number}: the model’s answer could not be read; the rules stand.`],
    };
  const saying = <T>(said: unknown, what: string, read: (says: unknown) => T | undefined): T | undefined => {
    const claim = fieldsOf(said);
    if (!claim) return doubt(what);
    if (!linesWithin(claim, scene.lines)) return doubt(`${what}, which cites lines outside the scene,`);
    return read(claim.says) ?? doubt(what);
  };
  const summary = saying(fields.summary, 'the summary', (says) => believableText(says, longestSummary));
  const mood = saying(fields.mood, 'the mood', (says) => oneOf(says, moods));
  const place = listOf(fields.place, mostPhrases).flatMap(
    (one) => saying(one, 'a phrase about the place', (says) => believableText(says, longestPhrase)) ?? [],
  );
  const people: Record<string, string[]> = {};
  for (const one of listOf(fields.people, 20)) {
    const claim = fieldsOf(one);
    const name = typeof claim?.character === 'string' ? claim.character.trim().toLowerCase() : '';
    const who = characters.find(({ id, name: called }) => id === name || called.toLowerCase() === name);
    const phrase = believableText(claim?.phrase, longestPhrase);
    if (!claim || !who || !scene.present.includes(who.id) || phrase === undefined || !linesWithin(claim, scene.lines)) {
      doubt('a phrase about a person');
      continue;
    }
    const phrases = (people[who.id] ??= []);
    if (phrases.length < mostPhrases && !phrases.includes(phrase)) phrases.push(phrase);
  }
  return {
    ...{ sceneId: scene.id, place, people, doubts },
    ...(summary !== undefined && { summary }),
    ...(mood !== undefined && { mood }),
  };
};
