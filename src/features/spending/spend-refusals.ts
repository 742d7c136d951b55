/** What the database refuses when money is to be reserved (db/migrations/0009-desk.sql), as sentences for people. */
import { z } from 'zod';
import { WorkprintError } from '../../domain/errors.ts';
import { dollarsText } from '../../domain/money.ts';

/** Which budget is reached, and how full it is; in micro-dollars. */
const tight = z.object({
  scope: z.enum(['build', 'key', 'person', 'project']),
  scopeId: z.string(),
  period: z.string(),
  limitMicros: z.number(),
  reservedMicros: z.number(),
  spentMicros: z.number(),
  wantedMicros: z.number(),
  /** Calls of which nobody knows whether they were billed: what is kept free for them comes back through a person alone. */
  inDoubt: z.object({ calls: z.number(), micros: z.number() }).optional(),
});
export type TightBudget = z.output<typeof tight>;

const nameOf = ({ scope, period }: TightBudget): string =>
  ({
    build: 'The budget of this job',
    key: `The cap of this key for ${period}`,
    person: `Your own cap for ${period}`,
    project: 'The budget of this project',
  })[scope];

const remedies: Readonly<Record<TightBudget['scope'], string>> = {
  build: 'Raise it with PUT /films/{jobId}/budget and try the job again.',
  key: 'Raise the key’s monthly cap, use another key, or wait for the next month (UTC).',
  person: 'Raise it with PUT /spending/cap, or wait for the next month (UTC).',
  project:
    'An owner can raise the project’s budgetMicros; or wait until work under way has given back what it did not use.',
};

/** Waiting gives nothing back of what is kept free for calls in doubt. */
const doubtOf = ({ inDoubt, scope, scopeId }: TightBudget): string => {
  if (inDoubt === undefined || inDoubt.calls === 0) return '';
  const { calls, micros } = inDoubt;
  const where = `/spending/calls?state=unknown${scope === 'project' ? `&projectId=${scopeId}` : ''}`;
  return ` ${calls === 1 ? '1 call is in doubt and keeps' : `${calls} calls are in doubt and keep`} ${dollarsText(micros)} of that until somebody says what became of ${calls === 1 ? 'it' : 'them'}: GET ${where} lists ${calls === 1 ? 'it' : 'them'}, POST /spending/calls/{id}/resolve resolves.`;
};

/** The budget is named with its numbers, and what would help. */
export class BudgetReached extends WorkprintError {
  readonly budget: TightBudget;

  constructor(budget: TightBudget, cause?: unknown) {
    const { limitMicros, reservedMicros, spentMicros, wantedMicros } = budget;
    const left = Math.max(0, limitMicros - reservedMicros - spentMicros);
    super(
      'budget-reached',
      `${nameOf(budget)} is ${dollarsText(limitMicros)}: ${dollarsText(spentMicros)} is spent and ${dollarsText(reservedMicros)} kept free for work under way, so ${dollarsText(left)} is left, and this may cost up to ${dollarsText(wantedMicros)}. Nothing was sent.${doubtOf(budget)} ${remedies[budget.scope]}`,
      { cause },
    );
    this.name = 'BudgetReached';
    this.budget = budget;
  }
}

/** No single call may cost more: what does is a mistake in a price. */
export const mostPerCallMicros = 1_000_000_000_000;

/** The refusal of a call that would cost more than any may. */
export const tooDear = (wantedMicros: number): WorkprintError =>
  new WorkprintError(
    'budget-reached',
    `This may cost up to ${dollarsText(wantedMicros)}, and no single call may cost more than ${dollarsText(mostPerCallMicros)}. Nothing was sent. Look at the price of the model.`,
  );

type FromServer = { readonly code?: unknown; readonly detail?: unknown; readonly cause?: unknown };

const sentences = {
  WP011: [
    'forbidden',
    'Whoever pays for this may start no work in its project any more; an owner or editor has to ask for it.',
  ],
  WP012: ['gone', 'The project lies in the bin, so nothing is spent for it. Restore it first.'],
  WP013: [
    'key-missing',
    'The key that was to pay for this was deleted or switched off, or is no longer shared with the project. Ask again; another key is taken if there is one.',
  ],
} as const;

/** The refusal behind an error of `reserve_spend`; every other error as it is. */
export const asSpendRefusal = (error: unknown): unknown => {
  const { code, detail, cause } = (error instanceof Error ? error : {}) as FromServer;
  if (code === 'WP010') {
    const read = typeof detail === 'string' ? tight.safeParse(JSON.parse(detail)) : undefined;
    return read?.success ? new BudgetReached(read.data, error) : error;
  }
  if (typeof code === 'string' && code in sentences) {
    const [known, sentence] = sentences[code as keyof typeof sentences];
    return new WorkprintError(known, sentence, { cause: error });
  }
  return cause === undefined || cause === error ? error : wrapped(error, cause);
};

const wrapped = (error: unknown, cause: unknown): unknown => {
  const inner = asSpendRefusal(cause);
  return inner === cause ? error : inner;
};
