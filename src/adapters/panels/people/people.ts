/** The door of the people room: a person from a look, in a view, with a feeling, under a light. */

import { returnSurface } from '../ink/ink.ts';
import { lightFromBehind } from './lit-parts.ts';
import { paintBust } from './paint-bust.ts';
import { paintFigure } from './paint-figure.ts';
import type { PersonArt, PersonRequest } from './people.types.ts';

export type * from './people.types.ts';

/** Paints a person. The same request gives the same pixels. The caller gives the surfaces back with `releasePerson`. */
export const paintPerson = (request: PersonRequest): PersonArt => {
  const seen = request.view === 'back' ? { ...request, light: lightFromBehind(request.light) } : request;
  return seen.crop === 'bust' ? paintBust(seen) : paintFigure(seen);
};

/** Gives every surface of a painted person back to the pool; it must not be used afterwards. */
export const releasePerson = (art: PersonArt): void => {
  for (const part of [art.body, art.head, art.collar]) if (part) returnSurface(part.surface);
  for (const set of [art.mouth, art.eyes]) for (const image of Object.values(set?.images ?? {})) returnSurface(image);
};
