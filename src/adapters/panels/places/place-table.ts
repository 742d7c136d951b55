import type { StagedPlace } from '../../../domain/shot/shot.types.ts';
import type { SetBuilder } from './set-builder.ts';
import * as home from './sets-home.ts';
export const setFor = (place: StagedPlace): ((set: SetBuilder) => void) =>
  /kitchen/i.test(place.name) ? home.kitchen : /bed/i.test(place.name) ? home.bedroom : home.livingRoom;
