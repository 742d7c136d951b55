/** A full figure in a pose, lit as one. */
import { paintBust } from './paint-bust.ts';
import type { PersonArt, PersonRequest } from './people.types.ts';

export const paintFigure = (request: PersonRequest): PersonArt => paintBust(request);
