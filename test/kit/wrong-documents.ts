/** What is wrong with a document, as tests compare it. */
import { expect } from 'vitest';
import { draftTimeline, type ParseOptions, TimelineInvalid } from '../../src/domain/timeline/timeline.ts';

/** A plain red clip of thirty frames. */
export const solid = (fields: object = {}): object => ({ kind: 'solid', colour: 'red', duration: 30, ...fields });

/** A document of one track. */
export const withClips = (...clips: readonly object[]): object => ({ tracks: [{ clips }] });

/** The problems of a document as lines; none when it can be read. */
export const problemsOf = (document: unknown, options: ParseOptions = {}): readonly string[] => {
  try {
    draftTimeline(document, options);
  } catch (error) {
    if (error instanceof TimelineInvalid) return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
};

/** A document, and each of its problems by path; the message holds the given part. */
export type WrongDocument = readonly [
  what: string,
  document: unknown,
  ...problems: (readonly [path: string, part: string])[],
];

/** Expects exactly these problems. */
export const expectProblems = (
  document: unknown,
  expected: readonly (readonly [path: string, part: string])[],
): void => {
  const problems = problemsOf(document);
  const found = problems.join('\n');
  expect(problems, found).toHaveLength(expected.length);
  for (const [path, part] of expected)
    expect(
      problems.some((line) => line.startsWith(`${path}: `) && line.includes(part)),
      `${path}: ${part} in\n${found}`,
    ).toBe(true);
};
