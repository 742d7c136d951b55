/** What vendors say, as PostgreSQL can keep it: without NUL and halves of characters, in values and in names, and not deeper than anybody means. */
import { WorkprintError } from '../../domain/errors.ts';

const deepest = 100;

const keepable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

const storableAt = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return keepable(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest)
    throw new WorkprintError(
      'provider-unreadable',
      `The vendor’s answer is nested more than ${deepest} levels deep; the studio keeps no such answer.`,
    );
  if (Array.isArray(value)) return value.map((one) => storableAt(one, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [keepable(name), storableAt(one, depth + 1)]));
};

/** JSON of a value that can be kept; undefined stays left out. Throws `provider-unreadable` for what is nested too deep. */
export const storableJson = (value: unknown): string => JSON.stringify(storableAt(value, 0) ?? null);
