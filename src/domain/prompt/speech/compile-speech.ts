/**
 * One line becomes a request to one voice. How it is said goes where the model reads it (tags, a sentence, a style, punctuation); the words stay
 * exactly the line's words, and what looks like a mark in them is none.
 */
import { checkAsk } from '../../catalog/check-ask.ts';
import { type ModelRecord, type SpeechDialect, speechDialects } from '../../catalog/model.types.ts';
import { WorkprintError } from '../../errors.ts';
import type { SpeechAsk } from '../../generation/ask.types.ts';
import { plainWords } from '../plain-words.ts';
import { spokenText } from './line-words.ts';
import type { CompiledSpeech, SpeechLine } from './speech-line.types.ts';
import { sentencesOf, stabilityOf, stylesOf, tagsOf } from './voice-directions.ts';

const dialectOf = (record: ModelRecord): SpeechDialect =>
  (speechDialects as readonly string[]).includes(record.dialect) ? (record.dialect as SpeechDialect) : 'speech';

/** Directions of the script are data: letters and commas only, short, and said to be the script's. */
const directionOf = ({ direction }: SpeechLine): string | undefined => {
  if (direction === undefined) return undefined;
  const words = plainWords(direction)
    .replace(/[^\p{L}\p{M}\s,'’-]/gu, '')
    .trim();
  return words === '' || words.length > 60 ? undefined : words;
};

/** Words the script stresses, as they may stand in an instruction. */
const stressedWords = ({ text, emphasis }: SpeechLine): string[] =>
  emphasis
    .map(({ start, end }) =>
      text
        .slice(start, end)
        .replace(/[^\p{L}\p{M}\p{N}\s'’-]/gu, ' ')
        .replace(/\s+/gu, ' ')
        .trim(),
    )
    .filter((words) => words !== '' && words.length <= 40)
    .slice(0, 4);

const instructionsFor = (line: SpeechLine): string | undefined => {
  const direction = directionOf(line);
  const stressed = stressedWords(line);
  const sentences = [
    ...sentencesOf(line),
    ...(direction === undefined ? [] : [`The script says: ${direction}.`]),
    ...(stressed.length === 0 ? [] : [`Stress ${stressed.map((words) => `“${words}”`).join(' and ')}.`]),
  ];
  return sentences.length === 0 ? undefined : sentences.join(' ');
};

const styleFor = (line: SpeechLine): string | undefined => {
  const direction = directionOf(line);
  const styles = [...stylesOf(line), ...(direction === undefined ? [] : [direction])];
  return styles.length === 0 ? undefined : styles.join(', ');
};

/** A shout ends on an exclamation mark where nothing else tells the voice to be loud. */
const louder = (text: string, line: SpeechLine): string =>
  line.delivery === 'shout' ? text.replace(/(?<![.…])\.(?=['"”’)]*$)/u, '!') : text;

type Marked = { readonly before: string; readonly beside: Partial<CompiledSpeech['ask']>; readonly isPlain: boolean };

const markedFor = (line: SpeechLine, dialect: SpeechDialect): Marked => {
  switch (dialect) {
    case 'eleven-tags': {
      const tags = tagsOf(line);
      const before = tags.length === 0 ? '' : `${tags.map((tag) => `[${tag}]`).join(' ')} `;
      return { before, beside: { stability: stabilityOf(line, true) }, isPlain: false };
    }
    case 'eleven':
      return { before: '', beside: { stability: stabilityOf(line, false) }, isPlain: true };
    case 'openai-speech': {
      const instructions = instructionsFor(line);
      return { before: '', beside: instructions === undefined ? {} : { instructions }, isPlain: false };
    }
    case 'gemini-speech': {
      const instructions = styleFor(line);
      return { before: '', beside: instructions === undefined ? {} : { instructions }, isPlain: false };
    }
    case 'speech':
      return { before: '', beside: {}, isPlain: true };
  }
};

/**
 * The request for one line. `instructions` of a Gemini voice is its style. A line longer than the model takes is a problem, never cut: split it
 * with splitSpeech first. Throws `ask-illegal` when the model makes no speech or the line has no words.
 */
export const compileSpeech = (line: SpeechLine, record: ModelRecord): CompiledSpeech => {
  const name = `${record.provider}/${record.id}`;
  if (record.makes !== 'speech') {
    throw new WorkprintError('ask-illegal', `${name} makes ${record.makes}; a line needs a model that makes speech.`);
  }
  const dialect = dialectOf(record);
  const { before, beside, isPlain } = markedFor(line, dialect);
  const { text, spans } = spokenText(line, dialect, before.length);
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw new WorkprintError('ask-illegal', 'The line has no words to speak; a line needs at least one.');
  }
  const sent = `${before}${isPlain ? louder(text, line) : text}`;
  const { language, speed, seed, voice } = line;
  const notes: string[] = [];
  if (seed !== undefined && record.limits.takesSeed === false)
    notes.push('the model takes no seed: each answer differs');
  if (dialect === 'speech' && (line.emotion !== 'neutral' || line.delivery !== 'normal'))
    notes.push('the model takes no direction: the feeling is left to punctuation');
  const ask: SpeechAsk = {
    type: 'speech',
    text: sent,
    voice,
    ...beside,
    ...(language === undefined ? {} : { language }),
    ...(speed === undefined ? {} : { speed }),
    ...(seed === undefined || record.limits.takesSeed === false ? {} : { seed }),
  };
  return { ask, spans, notes, problems: checkAsk(record, ask) };
};
