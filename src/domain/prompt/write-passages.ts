/** All passages of a brief for one purpose, and how they are put together in one way of writing. */
import type { Calling } from './camera-words.ts';
import type { DialectWriting, NamedReference, Passage, PassageKind, Purpose } from './passage.types.ts';
import { identityPassages, stagingPassages } from './people-passages.ts';
import { sentenceStart } from './plain-words.ts';
import { referencesPassage } from './reference-passages.ts';
import {
  actionPassage,
  cameraPassage,
  cardPassage,
  continuityPassage,
  endPassage,
  extraPassage,
  guardsPassage,
  lensPassage,
  lightPassage,
  moodPassage,
  openerPassage,
  placePassage,
  stylePassage,
  weatherPassage,
} from './scene-passages.ts';
import type { BriefPerson, ShotBrief } from './shot-brief.types.ts';
import { dialoguePassages, silentSpeechPassage, soundPassages } from './sound-passages.ts';

export type Telling = {
  readonly brief: ShotBrief;
  readonly purpose: Purpose;
  readonly writing: DialectWriting;
  /** Whether the model makes sound and may be told what to say. */
  readonly speaks: boolean;
  readonly references: readonly NamedReference[];
  readonly hasNegative: boolean;
  /** Whether trained weights go along. */
  readonly hasLoras: boolean;
  readonly showsCard: boolean;
  readonly extra: string | undefined;
  /** Characters that the prompt may have. */
  readonly limit: number;
};

/** Prompts shorter than this never describe anybody in full. */
const tightBelow = 700;

/** A still shows who and where; a moving picture from words tells all; one from a still tells only what changes. */
const kindsFor: Readonly<Record<Purpose, ReadonlySet<PassageKind>>> = {
  still: new Set(
    'references opener identity action staging place weather lens light mood style extra continuity card guards'.split(
      ' ',
    ),
  ) as ReadonlySet<PassageKind>,
  clip: new Set(
    'references opener identity action staging place weather camera lens light mood style extra dialogue effects ambience music continuity card end guards'.split(
      ' ',
    ),
  ) as ReadonlySet<PassageKind>,
  animate: new Set(
    'references action staging weather camera extra dialogue effects ambience music end guards'.split(' '),
  ) as ReadonlySet<PassageKind>,
};

/**
 * How people are called: by name where they are introduced, else by what the picture shows of them (`the woman`, `the red-haired woman in the
 * yellow raincoat`), because a model that is handed a still knows no names.
 */
export const callingFor = (brief: ShotBrief, purpose: Purpose): Calling => {
  if (purpose !== 'animate') return ({ name }) => name;
  const nouns = brief.people.map(({ identity }) => identity.noun);
  const shorts = brief.people.map(({ identity }) => identity.short);
  return (person: BriefPerson): string => {
    if (person.seen === 'hands') return 'the hand';
    const { noun, short } = person.identity;
    if (nouns.filter((other) => other === noun).length === 1) return `the ${noun}`;
    const words = `the ${short.replace(/^(?:an?|the)\s+/u, '').replace(/ in an? /u, ' in the ')}`;
    if (shorts.filter((other) => other === short).length === 1) return words;
    return `${words} on the ${person.screenX < 0 ? 'left' : 'right'}`;
  };
};

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

/** Names in a sentence as this prompt calls people. */
export const recalled = (text: string, brief: ShotBrief, call: Calling): string => {
  let words = text;
  for (const person of [...brief.people].sort((a, b) => b.name.length - a.name.length)) {
    const called = call(person);
    if (called === person.name) continue;
    words = words.replace(
      new RegExp(`(?<![\\p{L}\\p{N}])${escaped(person.name)}(?![\\p{L}\\p{N}])`, 'gu'),
      () => called,
    );
  }
  return words === text ? text : sentenceStart(words);
};

/** Every passage that this purpose has, in the order of the way of writing. Empty ones are in it: their ids stay the same. */
export const passagesOf = (telling: Telling): Passage[] => {
  const { brief, purpose, writing, speaks, references } = telling;
  const call = callingFor(brief, purpose);
  const isTriggered = telling.hasLoras;
  const action = brief.action.map((sentence) => recalled(sentence, brief, call));
  const ending = { ...brief, endFrame: recalled(brief.endFrame, brief, call).replace(/^The /u, 'the ') };
  const all: Passage[] = [
    referencesPassage(references, writing),
    openerPassage(brief, call),
    ...identityPassages(brief, isTriggered, telling.limit < tightBelow),
    actionPassage(action, telling.limit),
    ...stagingPassages(brief, purpose, call),
    placePassage(brief),
    weatherPassage(brief, purpose),
    cameraPassage(brief, writing, call),
    lensPassage(brief),
    lightPassage(brief),
    moodPassage(brief),
    stylePassage(brief, isTriggered),
    extraPassage(telling.extra),
    continuityPassage(brief),
    cardPassage(brief, writing, telling.showsCard),
    endPassage(ending),
    guardsPassage(writing, telling.hasNegative),
    ...(speaks
      ? [...dialoguePassages(brief, writing, call, references), ...soundPassages(brief, writing)]
      : purpose === 'still'
        ? []
        : [silentSpeechPassage(brief, call)]),
  ];
  const wanted = kindsFor[purpose];
  return all
    .filter(({ kind }) => wanted.has(kind) && writing.order.includes(kind))
    .map((passage, index) => ({ passage, at: writing.order.indexOf(passage.kind), index }))
    .sort((a, b) => a.at - b.at || a.index - b.index)
    .map(({ passage }) => passage);
};

/** One paragraph, or lines under the labels of the way of writing: a label stands before the first words of its stretch. */
export const joinPassages = (
  passages: readonly Passage[],
  texts: ReadonlyMap<string, string>,
  { labels, order }: DialectWriting,
): string => {
  if (labels === undefined) return sentences(passages.map(({ id }) => texts.get(id) ?? ''));
  const lines: string[] = [];
  let label = '';
  let held: string[] = [];
  const close = (): void => {
    const words = sentences(held);
    if (words !== '') lines.push(`${label}${words}`);
    held = [];
  };
  for (const kind of order) {
    if (labels[kind] !== undefined) {
      close();
      label = labels[kind];
    }
    for (const passage of passages) if (passage.kind === kind) held.push(texts.get(passage.id) ?? '');
  }
  close();
  return lines.join('\n');
};

const sentences = (texts: readonly string[]): string => texts.filter((text) => text !== '').join(' ');
