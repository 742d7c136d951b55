/** What keeps a person the same from picture to picture: pictures of them that go along, a likeness trained from those, and how alike each result is. */
import type { Build, Step } from '../../build/build.ts';
import type { Answer } from '../../domain/generation/answer.types.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { BriefLora, BriefReference, ShotBrief } from '../../domain/prompt/prompt.ts';
import type { Likeness, LikenessMeter } from '../../ports/likeness.ts';
import type { IdentityChoice } from '../film-models/film-models.types.ts';
import { isSketched, type PaidTools, paidStep } from '../paid/paid-step.ts';

/** Pictures of people, by character id, once they are ours. */
export type IdentityPictures = ReadonlyMap<string, readonly BlobRef[]>;

type TrainMatter = { readonly characterId: string; readonly pictures: readonly BlobRef[]; readonly steps: number };

/** A word no language has, the same for a person in every film. */
const triggerWord = (characterId: string): string => `wp${characterId.replace(/[^a-z0-9]/g, '')}x`;

const trainStep = (tools: PaidTools) =>
  paidStep<TrainMatter>(tools, {
    name: 'train-likeness',
    version: 1,
    label: ({ characterId, pictures, steps }) =>
      `likeness of ${characterId} from ${pictures.length} pictures, ${steps} steps`,
    askFor: ({ characterId, pictures, steps }) => ({
      type: 'lora',
      examples: pictures.map((media) => ({ role: 'training', kind: 'image', media })),
      triggerWord: triggerWord(characterId),
      steps,
    }),
    sketch: () => ({ type: 'lora', files: [], loraUrl: 'https://planned.invalid/likeness' }),
  });

const loraOf = (answer: Answer, characterId: string): BriefLora | undefined =>
  answer.loraUrl === undefined ? undefined : { url: answer.loraUrl, scale: 1, triggerWord: triggerWord(characterId) };

/** Trained likenesses by character id; of people with pictures only, where training was wished. */
export const trainLikenesses = async (
  build: Build,
  tools: PaidTools,
  { train }: IdentityChoice,
  pictures: IdentityPictures,
  expect: (step: string, count: number) => void,
): Promise<ReadonlyMap<string, BriefLora>> => {
  if (!train) return new Map();
  const { steps, policy, options } = train;
  const step = trainStep(tools);
  expect('train-likeness', pictures.size);
  const trained = await build.all(
    [...pictures].map(async ([characterId, examples]): Promise<readonly [string, BriefLora | undefined]> => {
      const matter = { characterId, pictures: examples, steps };
      const { answer } = await build.produce(step, {
        matter,
        choice: { policy, options },
        project: tools.payer.projectId,
      });
      return [characterId, loraOf(answer, characterId)];
    }),
  );
  return new Map(trained.flatMap(([id, lora]) => (lora ? [[id, lora] as const] : [])));
};

/** The brief with what is known of its people: trained likenesses, else their pictures. */
export const withIdentity = (
  brief: ShotBrief,
  pictures: IdentityPictures,
  likenesses: ReadonlyMap<string, BriefLora>,
): ShotBrief => {
  const references = brief.people.flatMap(({ characterId }): readonly BriefReference[] =>
    (pictures.get(characterId) ?? []).map((media) => ({ role: 'character', kind: 'image', media, of: characterId })),
  );
  return {
    ...brief,
    people: brief.people.map((person) => {
      const lora = likenesses.get(person.characterId);
      return lora ? { ...person, lora } : person;
    }),
    references: [...brief.references, ...references],
  };
};

type CompareRequest = { readonly one: BlobRef; readonly other: BlobRef };

const compareStep = (meter: LikenessMeter): Step<CompareRequest, Likeness> => ({
  name: 'compare-likeness',
  version: 1,
  model: meter.id,
  needs: { cores: 1, memoryMb: 500, only: 'likeness' },
  label: () => 'how alike two pictures are',
  sketch: () => ({ picture: 0 }),
  run: ({ one, other }, { signal }) => meter.compare(one, other, signal),
});

/**
 * How alike a picture is to the people it should show: the mean over them, of each the best against their pictures; undefined when nobody in
 * it has pictures, or no face was found.
 */
export const likenessOf = async (
  build: Build,
  meter: LikenessMeter,
  picture: BlobRef,
  people: readonly string[],
  pictures: IdentityPictures,
): Promise<number | undefined> => {
  if (isSketched(picture)) return undefined;
  const known = people.flatMap((id) => (pictures.has(id) ? [pictures.get(id) ?? []] : []));
  const scores = await Promise.all(
    known.map(async (own) => {
      const compared = await build.all(
        own.map((other) => build.produce(compareStep(meter), { one: other, other: picture })),
      );
      return Math.max(...compared.map(({ face }) => face ?? Number.NEGATIVE_INFINITY));
    }),
  );
  const seen = scores.filter((score) => Number.isFinite(score));
  return seen.length > 0 ? seen.reduce((sum, score) => sum + score, 0) / seen.length : undefined;
};
