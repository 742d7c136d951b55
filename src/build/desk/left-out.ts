/** Models that cannot answer, and what people are told of them. */
import { type ErrorCode, WorkprintError } from '../../domain/errors.ts';
import type { ModelName } from '../../domain/generation/route.types.ts';
import { dollarsText, type Micros } from '../../domain/money.ts';
import type { KeyRoom, NoKey } from '../../ports/key-ring.ts';
import type { Order } from '../../ports/model-desk.ts';
import type { ProviderKind } from '../../ports/provider.ts';

/** A model that cannot, and why. */
export type LeftOut = { readonly model: ModelName; readonly error: WorkprintError };

/** What people are told where no key is to be had. */
export const noKey = (
  reason: NoKey,
  { title, keyPage }: ProviderKind,
  room?: KeyRoom & { readonly wantedMicros: Micros },
): WorkprintError => {
  const where = keyPage === undefined ? '' : ` Keys are made at ${keyPage}.`;
  switch (reason) {
    case 'missing':
      return new WorkprintError(
        'key-missing',
        `There is no key for ${title}. Add one of yours, or have one shared with the project.${where}`,
      );
    case 'capped':
      if (room)
        return new WorkprintError(
          'budget-reached',
          `This may cost up to ${dollarsText(room.wantedMicros)}, and no key for ${title} has so much left of its cap of this month: the one with the most room has ${dollarsText(Math.max(0, room.leftMicros))} left of ${dollarsText(room.limitMicros)}; ${dollarsText(room.limitMicros - room.leftMicros)} is spent or kept free. Nothing was sent. Raise a cap (PUT /api-keys/{id}), or add another key.`,
        );
      return new WorkprintError(
        'budget-reached',
        `Each key for ${title} has reached its cap of this month. Raise a cap, or add another key.`,
      );
    case 'wrong':
      return new WorkprintError('provider-key-wrong', `${title} did not accept your key. Enter it again and test it.`);
    case 'expired':
      return new WorkprintError(
        'provider-key-expired',
        `Your key for ${title} is no longer valid. Put a new one in its place.`,
      );
    case 'no-credit':
      return new WorkprintError(
        'provider-no-credit',
        `The account of your key for ${title} had no credit left. Add some there and test the key.`,
      );
  }
};

/** How far a model came that was left out: the further, the less is missing, and the more it helps to be told. */
const furthest: readonly ErrorCode[] = [
  'model-unknown',
  'model-retired',
  'ask-illegal',
  'price-unknown',
  'key-missing',
];
const rankOf = ({ error }: LeftOut): number => {
  const at = furthest.indexOf(error.code);
  return at < 0 ? furthest.length : at;
};

/** The trouble to tell when no station is left. */
export const mostTelling = ({ policy, ask }: Order, leftOut: readonly LeftOut[]): WorkprintError => {
  const [first, ...others] = leftOut.toSorted((a, b) => rankOf(b) - rankOf(a));
  if (!first)
    return new WorkprintError(
      'model-unknown',
      `No model for ${ask.type} is known here${policy.kind === 'chain' ? ': the chain names none' : ''}.`,
    );
  if (others.length === 0) return first.error;
  const codes = [...new Set(others.map(({ error }) => error.code))].join(', ');
  const words = `${first.error.message} ${others.length === 1 ? 'The other model of this route cannot either' : `The ${others.length} other models of this route cannot either`} (${codes}).`;
  return new WorkprintError(first.error.code, words, { cause: first.error });
};
