/**
 * How a render is shared out: runs of segments that are missing, each long enough to be worth a job and short enough that a lost worker
 * costs little. The segments of a piece follow each other, so that a decoder that was opened for the first reads on for the next.
 */
import type { SegmentRequest } from '../../ports/media-tool.ts';

/** A segment that nobody has made. */
export type Missing = { readonly at: number; readonly key: string; readonly request: SegmentRequest };

const mostInPiece = 24;

const framesOf = (piece: readonly Missing[]): number =>
  piece.reduce((sum, { request }) => sum + request.timeline.durationFrames, 0);

/** Segments in the order of the film, each once, in pieces of about so many frames. */
export const cutIntoPieces = (missing: readonly Missing[], framesInPiece: number): readonly (readonly Missing[])[] => {
  const pieces: Missing[][] = [];
  for (const segment of missing) {
    const piece = pieces.at(-1);
    const last = piece?.at(-1);
    const goesOn =
      piece && last && last.at + 1 === segment.at && piece.length < mostInPiece && framesOf(piece) < framesInPiece;
    if (goesOn) piece.push(segment);
    else pieces.push([segment]);
  }
  return pieces;
};

/** `frames 241–480`, as people count them. */
export const pieceLabel = (piece: readonly Missing[], startOf: (at: number) => number): string => {
  const [first, last] = [piece[0] as Missing, piece.at(-1) as Missing];
  return `frames ${startOf(first.at) + 1}–${startOf(last.at) + last.request.timeline.durationFrames}`;
};
