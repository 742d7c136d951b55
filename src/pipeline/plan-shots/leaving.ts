/** Who has gone from the room when an action is over, sentence by sentence. */
import type { ActionBeat } from '../../domain/screenplay/breakdown.types.ts';
import { splitSentences, wordsOf } from './sentences.ts';
import type { People } from './stage.ts';

export const entering =
  /\b(enters?|arrives?|comes? in|walks? in|bursts? in|steps? in|(?:runs?|comes?|walks?|hurries|rushes|drives?|rides?) (?:up|in)|joins?|appears?|emerges?|returns?)\b/iu;

const room =
  'room|house|building|kitchen|office|bar|café|cafe|shop|store|hall|church|apartment|flat|cabin|station|table|stage';
/** `leaves the letter on the table` and `the dry leaves` leave nobody gone. */
const leaving = new RegExp(
  [
    '\\b(exits?\\b',
    `(?<!\\b(?:the|of|dead|dry|fallen|autumn|tea|some|wet|green)\\s)leaves?(?=\\s*(?:[.!,;]|$)|\\s+(?:and|through|by|without|together|alone|quickly|slowly|quietly|the (?:${room}))\\b|\\s+(?:him|her|them)(?:\\s*[.!,;]|\\s+(?:alone|there|standing|sitting)))`,
    'walks? (?:out|away|off)\\b',
    'go(?:es)? out\\b',
    'heads? out\\b',
    'storms? (?:out|off)\\b',
    'disappears?\\b',
    'vanish(?:es)?\\b',
    'runs? (?:out|off|away|to the door)\\b',
    'hurr(?:y|ies) (?:out|off|away)\\b',
    'slips? (?:out|away)\\b',
    'drives? (?:off|away)\\b',
    '(?:is|are) gone\\b)',
  ].join('|'),
  'iu',
);

const everyone = /^(?:they|both|all|everyone|everybody|the (?:two|three|four))\b/iu;
const watched = /\b(?:watch(?:es)?|sees?|lets?|as|while|when|until)\b/iu;

const adverbs = new Set(['then', 'and', 'finally', 'slowly', 'quickly', 'quietly', 'silently', 'just']);
/** `Mara's smile disappears`: the smile does, not Mara. */
const ofSomebody = /['’]s? (?:\S+ ){0,2}$/u;

/** The person of the pronoun that comes before the verb, else whoever the sentence before was about. */
const meantIn = (words: readonly string[], last: string | undefined, beat: ActionBeat, people: People) => {
  const gender = words.includes('she') ? 'female' : words.includes('he') ? 'male' : undefined;
  // `Exits.` is about whoever was meant before; `Blood runs off` and `Her smile disappears` are about nobody.
  if (gender === undefined) return words.every((word) => adverbs.has(word)) ? last : undefined;
  const fits = [last, ...beat.characters].filter((id) => id !== undefined && people.genders.get(id) === gender);
  return fits[0] ?? last;
};

export const leaversIn = (beat: ActionBeat, text: string, people: People): ReadonlySet<string> => {
  const gone = new Set<string>();
  let last: string | undefined = beat.characters[0];
  for (const sentence of splitSentences(text)) {
    const namesIn = (words: readonly string[]): string[] =>
      beat.characters
        .map((id) => ({ id, at: words.findIndex((word) => people.names.get(id)?.has(word)) }))
        .filter(({ at }) => at >= 0)
        .sort((a, b) => a.at - b.at)
        .map(({ id }) => id);
    const found = leaving.exec(sentence);
    if (found !== null && !ofSomebody.test(sentence.slice(0, found.index))) {
      const before = sentence.slice(0, found.index);
      const named = namesIn(wordsOf(before));
      const isOne = /^(?:\w+s\b|is gone)/iu.test(found[0]);
      if (everyone.test(sentence)) for (const id of beat.characters) gone.add(id);
      else if (named.length === 0) {
        const who = meantIn(wordsOf(before), last, beat, people);
        if (who !== undefined) gone.add(who);
      } else if (watched.test(before)) gone.add(named.at(-1) as string);
      else for (const id of isOne ? named.slice(0, 1) : named) gone.add(id);
    }
    last = namesIn(wordsOf(sentence))[0] ?? last;
    if (last !== undefined && found === null && entering.test(sentence)) gone.delete(last);
  }
  return gone;
};
