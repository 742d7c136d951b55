/** What a build may use of this machine: all cores, but not all memory. */
import { availableParallelism, totalmem } from 'node:os';
import type { Resources } from '../build/build.ts';

/** Leaves two fifths of the memory to the system. */
export const machineResources = (): Resources => ({
  cores: availableParallelism(),
  memoryMb: Math.max(1024, Math.floor((totalmem() / 1024 / 1024) * 0.6)),
  requests: 8,
});
