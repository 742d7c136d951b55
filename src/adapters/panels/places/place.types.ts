/** What a place is made of before any camera looks at it. Metres; the cast acts round the origin and the set's front is +z. */
import type { Colour, SetBrush, Vec3 } from '../ink/ink.ts';

/** Draws one thing in its own frame: it stands on y = 0, its front is -z. */
export type Draw = (brush: SetBrush) => void;

export type Piece = {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly turnDeg: number;
  readonly draw: Draw;
  /** Height in metres, to know whether it would hide a face. */
  readonly height: number;
  /** Added to its distance when pieces are sorted: positive is drawn earlier. */
  readonly bias: number;
  /** A building: it stays where it is even when it begins before the cast. */
  readonly structure: boolean;
};

export type LampSource = {
  readonly kind: 'lamp' | 'fire' | 'screen' | 'window' | 'neon';
  readonly at: Vec3;
  /** Overrides the scene's own lamp or window colour. */
  readonly colour?: Colour;
  /** Metres its light carries. */
  readonly reach: number;
  readonly strength: number;
  /** Lit by day as well. */
  readonly always?: boolean;
  /** Draws a visible heart of light there. */
  readonly bulb?: number;
};

/** A hole the sun can come in by: corners of the opening and the direction out of the room. */
export type Opening = { readonly corners: readonly [Vec3, Vec3, Vec3, Vec3]; readonly outward: Vec3 };

/** What lies outside the windows, or behind everything outdoors. */
export type Outlook =
  | 'city'
  | 'garden'
  | 'sea'
  | 'fields'
  | 'mountains'
  | 'desert'
  | 'space'
  | 'forest'
  | 'plain'
  | 'none';

/** What stands between the camera and people who sit or lean there; it cuts them at the chest and hides nothing else. */
export type Front =
  | { readonly kind: 'table'; readonly colour: Colour; readonly things: readonly FrontThing[] }
  | { readonly kind: 'car' }
  | { readonly kind: 'none' };

export type FrontThing = 'cup' | 'papers' | 'bottle' | 'bowl' | 'book' | 'laptop' | 'glass' | 'flask' | 'panel';

export type PlaceSet = {
  readonly front: Front;
  /** Ground, walls and what hangs on them: drawn first, in this order. */
  readonly shell: readonly Piece[];
  readonly pieces: readonly Piece[];
  readonly lamps: readonly LampSource[];
  readonly openings: readonly Opening[];
  readonly outdoors: boolean;
  readonly outlook: Outlook;
  /** The ground's colour, for shadows and reflections. */
  readonly ground: Colour;
  /** Half the width one can stand on, metres, where that is narrow (a pier). */
  readonly walkHalfM: number;
  /** Where passers-by stand, when the place has any: x, z. */
  readonly passersBy: readonly (readonly [x: number, z: number])[];
  /** Everybody sits here and nobody is seen whole: a car. */
  readonly seated: boolean;
};
