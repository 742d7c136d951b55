/** What filters need from their surroundings. */
import type { Kernels } from '../kernels/kernels.types.ts';

/** Where filters work: kernels, a view over their memory, and room for scratch, which is given back before the call returns. */
export type FilterGround = {
  readonly kernels: Kernels;
  readonly bytes: () => Uint8Array;
  allocate(bytes: number): number;
  readonly arena: { free(at: number): void };
};
