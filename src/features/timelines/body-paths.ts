/** Errors of documents as errors of requests: every problem at its path from the body, `timeline.tracks[1].clips[0].start`. */
import { type ErrorCode, WorkprintError } from '../../domain/errors.ts';
import { ImportFailed } from '../../domain/interchange/interchange.ts';
import { type Problem, TimelineInvalid } from '../../domain/timeline/timeline.ts';
import { MediaUnusable } from '../../pipeline/render-timeline/media-unusable.ts';
import { RequestRefused } from '../api/api.ts';

/** `tracks[0]` below `timeline` is `timeline.tracks[0]`; the document as a whole is `timeline`. */
const below = (root: string, path: string): string =>
  path === '' ? root : path.startsWith('[') ? `${root}${path}` : `${root}.${path}`;

/** Notes and losses of a document, at their paths from the body; a line of a text stays one. */
export const fromBody = <Told extends { readonly path: string }>(told: readonly Told[], root = 'timeline'): Told[] =>
  told.map((one) => (/ /.test(one.path) ? { ...one } : { ...one, path: below(root, one.path) }));

/** A problem that stands at several places is told at each. */
const placed = (root: string, { path, message }: Problem): readonly Problem[] =>
  path.split(', ').map((one) => ({ path: below(root, one), message }));

const problemsOf = (error: WorkprintError, root: string): readonly Problem[] | undefined => {
  if (error instanceof TimelineInvalid) return error.problems.flatMap((problem) => placed(root, problem));
  if (error instanceof MediaUnusable) return placed(root, error.problem);
  if (error instanceof ImportFailed)
    // A line and a column are no path.
    return / /.test(error.place)
      ? [{ path: root, message: `${error.place}: ${error.why}` }]
      : [{ path: below(root, error.place), message: error.why }];
  return undefined;
};

const mostProblems = 50;

/** The sentence of a refusal: the first problem, and how many more there are. */
const sentence = ([first, ...others]: readonly Problem[]): string => {
  if (!first) return 'The timeline cannot be used.';
  const more =
    others.length === 0
      ? ''
      : ` ${others.length} more ${others.length === 1 ? 'thing is' : 'things are'} wrong with it.`;
  return `${first.path}: ${first.message}${/[.!?]$/.test(first.message) ? '' : '.'}${more}`;
};

/** The refusal of a body whose field `root` has these problems. */
export const refuseProblems = (
  problems: readonly Problem[],
  root = 'timeline',
  code: ErrorCode = 'timeline-invalid',
): RequestRefused => {
  const all = problems.flatMap((problem) => placed(root, problem));
  return new RequestRefused(code, sentence(all), { problems: all.slice(0, mostProblems) });
};

/** Runs `work`; what it throws about a document is thrown as a refusal of the body that holds it at `root`. */
export const atBody = async <T>(root: string, work: () => Promise<T> | T): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof WorkprintError) || error instanceof RequestRefused) throw error;
    const problems = problemsOf(error, root);
    if (!problems) throw error;
    throw new RequestRefused(error.code, sentence(problems), {
      problems: problems.slice(0, mostProblems),
      cause: error,
    });
  }
};
