/** The inside of a car, seen through its windscreen from the bonnet: the cast sits behind the dashboard. */
import type { SetBuilder } from './set-builder.ts';
export const carInterior = (set: SetBuilder): void => {
  set.set({ seated: true });
};
