/** Words of a choice that models know or do not know: what nobody named can do is refused before anything is planned, and never put right in silence. */
import { checkAsk } from '../../domain/catalog/catalog.ts';
import type { ModelRecord } from '../../domain/catalog/model.types.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { ImageAsk, VideoAsk } from '../../domain/generation/ask.types.ts';
import type { ModelBook } from '../paid/model-book.ts';
import type { FilmModels, ModelChoice } from './film-models.types.ts';

type Word = 'resolution' | 'quality';
type Wording = Partial<Readonly<Record<Word, string>>>;

/** Records of the models a choice names; what is unknown or retired is left to the desk, which says so. */
const namedRecords = ({ policy }: ModelChoice, makes: 'image' | 'video', book: ModelBook): readonly ModelRecord[] => {
  const names = policy.kind === 'model' ? [policy.model] : (policy.models ?? []);
  return names.flatMap((name) => {
    try {
      return [book.record(name, makes)];
    } catch (error) {
      if (error instanceof WorkprintError) return [];
      throw error;
    }
  });
};

const checkWord = (part: string, word: Word, value: string, records: readonly ModelRecord[]): void => {
  const problems = records.map((record) => {
    const ask = { type: record.makes, prompt: '', count: 1, [word]: value } as unknown as ImageAsk | VideoAsk;
    return checkAsk(record, ask).find(({ path }) => path === word);
  });
  const [first] = problems;
  if (!first || problems.includes(undefined)) return;
  throw new WorkprintError('models-invalid', `The choice of models is wrong at ${part}.${word}: ${first.message}`);
};

/** Throws `models-invalid` at the place of a resolution or quality that none of the models named there has. */
export const checkChoices = ({ stills, clips }: FilmModels, book: ModelBook): void => {
  const parts: readonly (readonly [string, 'image' | 'video', (ModelChoice & Wording) | undefined])[] = [
    ['stills', 'image', stills],
    ['clips', 'video', clips],
  ];
  for (const [part, makes, choice] of parts) {
    if (!choice) continue;
    const records = namedRecords(choice, makes, book);
    for (const word of ['resolution', 'quality'] as const) {
      const value = choice[word];
      if (value !== undefined) checkWord(part, word, value, records);
    }
  }
};
