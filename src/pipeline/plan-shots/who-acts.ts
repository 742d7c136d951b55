/** Whom a sentence of action is about: the named, else whom its pronouns mean among those in the room. */
import type { ActionBeat } from '../../domain/screenplay/breakdown.types.ts';
import { wordsOf } from './sentences.ts';
import type { People, Stage } from './stage.ts';

export type ActionReading = {
  readonly beat: ActionBeat;
  readonly stage: Stage;
  readonly people: People;
  /** Who acted or spoke before, most recent last. */
  readonly seenBefore: readonly string[];
  /** Things shown before in the scene, most recent last. */
  readonly things: readonly string[];
  /** What the place is furnished with. */
  readonly dressing: readonly string[];
};

const feminine = new Set(['she', 'her', 'hers', 'herself']);
const masculine = new Set(['he', 'him', 'his', 'himself']);
/** Doing something with or to somebody; only looking at them leaves the other out of the frame. */
const withSomebody =
  /\b(beside|next to|over|against|kiss\w*|hugs?|embrac\w*|hands?|gives?|pulls?|pushes|leads?|closer|shakes?|dances?|behind|holds?|helps?|carries|lifts|grabs?|shoves?|throws?|catches|hits?|slaps?|comforts?|faces)\b/iu;
const onlyLooks = /\b(looks?|stares?|glances?|glares?|smiles?|nods?|waves?|watches|squints?|frowns?|grins?)\b/iu;

export const namedIn = (words: readonly string[], { beat, people }: ActionReading): string[] =>
  beat.characters
    .filter((id) => !people.faceless.has(id))
    .map((id) => ({ id, at: words.findIndex((word) => people.names.get(id)?.has(word)) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => id);

type Meant = 'female' | 'male';

const meantBy = (word: string): Meant | undefined =>
  feminine.has(word) ? 'female' : masculine.has(word) ? 'male' : undefined;

/** The likeliest person of that gender: whoever was just named, then those of this action, then those before it. */
const personFor = (
  meant: Meant,
  last: string | undefined,
  without: readonly string[],
  reading: ActionReading,
): string | undefined => {
  const { beat, people, stage, seenBefore } = reading;
  const here = [...stage.onSet];
  const candidates = [last, ...beat.characters, ...[...seenBefore].reverse(), ...here].filter(
    (id): id is string => id !== undefined && stage.onSet.has(id) && !without.includes(id) && !people.faceless.has(id),
  );
  const genderOf = (id: string) => people.genders.get(id) ?? 'unknown';
  return candidates.find((id) => genderOf(id) === meant) ?? candidates.find((id) => genderOf(id) === 'unknown');
};

/** In the order the sentence brings them in; empty for a sentence about things or the place. */
export const subjectsOf = (text: string, last: string | undefined, reading: ActionReading): readonly string[] => {
  const words = wordsOf(text);
  const named = namedIn(words, reading);
  const seen = reading.beat.characters.filter((id) => !reading.people.faceless.has(id));
  if (
    named.length === 0 &&
    /^(?:the (?:two|three|four) of )?(?:\p{L}+ )?(?:they|both|together|all|everyone|everybody|nobody)\b/iu.test(text)
  ) {
    const here = [...reading.stage.onSet];
    if (here.length > 1 && /\b(?:all|everyone|everybody|nobody|whole)\b/iu.test(text)) return here;
    if (seen.length > 1) return seen;
    if (here.length === 2) return here;
  }
  const who = [...named];
  const isLook = onlyLooks.test(text) && !withSomebody.test(text) && !/\beach other\b/iu.test(text);
  for (const word of words) {
    const meant = meantBy(word);
    if (meant === undefined || (who.length > 0 && !withSomebody.test(text))) continue;
    if (who.some((id) => reading.people.genders.get(id) === meant)) continue;
    const person = personFor(meant, last, who, reading);
    if (
      person !== undefined &&
      (who.length === 0 || named.length === 0 || reading.people.genders.get(person) === meant)
    )
      who.push(person);
  }
  return isLook ? who.slice(0, 1) : who.slice(0, Math.max(named.length, 2));
};
