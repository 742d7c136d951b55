/** The door of the places: from a place's name to a set. A stranger's place gets a quiet room or an open plain. */
import type { StagedPlace } from '../../../domain/shot/shot.types.ts';
import type { SceneLight } from '../light/light.ts';
import type { PlaceSet } from './place.types.ts';
import { setFor } from './place-table.ts';
import { createSetBuilder } from './set-builder.ts';

export { hasPassersBy, passersBy } from './extras.ts';
export { paintFront } from './foreground.ts';
export { sunDirection } from './light-set.ts';
export { type PaintedPlace, type PlaceView, paintPlace } from './paint-place.ts';
export type { LampSource, Piece, PlaceSet } from './place.types.ts';
export { type SeatKind, seatPiece } from './seat.ts';

export const buildPlace = (place: StagedPlace, light: SceneLight): PlaceSet => {
  const builder = createSetBuilder(place.locationId, place.name, place.dressing, light);
  setFor(place)(builder);
  return builder.build();
};
