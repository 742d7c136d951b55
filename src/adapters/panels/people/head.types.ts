/** A head in one view, split so that mouths and blinks can be exchanged without drawing the rest again. */
import type { CharacterLook, Viseme } from '../../../domain/performance/performance.types.ts';
import type { Context, Point } from '../ink/ink.ts';
import type { Brush } from './brush.ts';
import type { Expression } from './expression.ts';
import type { EyeLids, Gaze } from './eyes.ts';

export type HeadRequest = {
  readonly look: CharacterLook;
  readonly expression: Expression;
  /** In the drawing's own frame: x positive is toward the far side of the face. */
  readonly gaze: Gaze;
  /** Side of the drawing the light comes from: -1 left, 1 right. */
  readonly lightSide: -1 | 1;
  /** The head is painted on a surface of its own, over a body with a throat: its neck may fade into it. */
  readonly alone: boolean;
  /** Colour the plane shadows multiply with. */
  readonly shade: string;
};

/** A rectangle in art units. */
export type ArtBox = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** Painted in the order of the fields; all in the frame of the bent head (see `face-shape.ts`). */
export type HeadDrawing = {
  /** Hair behind, neck, face, shadows, marks, beard, brows. */
  readonly base: (brush: Brush) => void;
  /** Nothing in views that show no eyes or mouth. */
  readonly eyes?: (brush: Brush, lids: EyeLids) => void;
  readonly mouth?: (brush: Brush, viseme: Viseme) => void;
  /** What lies over the features: nose, moustache, fringe, glasses, hat. */
  readonly over: (brush: Brush) => void;
  /** Hair falls over the collar: it is painted after it (the view from behind). */
  readonly hairOverCollar?: boolean;
  /** Clips to the skin of the neck's stump, which fades out in `base` and wants the body's throat painted under it. */
  readonly clipStump?: (context: Context) => void;
  readonly eyesBox?: ArtBox;
  readonly mouthBox?: ArtBox;
  /** Where the bent head's landmarks are, in art units. */
  readonly crown: Point;
  readonly chin: Point;
  readonly eyeLine: Point;
  /** The point a head sways about. */
  readonly pivot: Point;
};
