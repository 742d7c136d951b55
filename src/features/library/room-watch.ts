/**
 * The low-water mark of the disk (PB6): new files and new renders are refused while there is still room for what is under way, for the log and
 * the database. Asked anew every second, so it opens again by itself.
 */
import type { Clock } from '../../ports/clock.ts';
import { RequestRefused } from '../api/api.ts';

/** Anything that knows how much room it has; undefined: without bounds that are known. */
export type RoomSource = () => Promise<number | undefined>;

export type RoomWatch = {
  /** Throws `disk-full` (507) unless so many bytes fit and the low-water mark stays free. */
  check(bytes?: number): Promise<void>;
  /** The least that any source has left. */
  freeBytes(): Promise<number | undefined>;
};

const keptMs = 1000;

/** `lowWaterBytes` stay free, whatever is asked for. */
export const createRoomWatch = (sources: readonly RoomSource[], lowWaterBytes: number, clock: Clock): RoomWatch => {
  let known: { readonly at: number; readonly bytes: Promise<number | undefined> } | undefined;
  const look = async (): Promise<number | undefined> => {
    const found = await Promise.all(sources.map((source) => source()));
    const bounded = found.filter((bytes) => bytes !== undefined);
    return bounded.length > 0 ? Math.min(...bounded) : undefined;
  };
  const freeBytes = async (): Promise<number | undefined> => {
    const now = clock.now();
    if (!known || now - known.at >= keptMs || now < known.at) known = { at: now, bytes: look() };
    try {
      return await known.bytes;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
  return {
    freeBytes,
    check: async (bytes = 0) => {
      const free = await freeBytes();
      if (free === undefined || free - bytes >= lowWaterBytes) return;
      throw new RequestRefused(
        'disk-full',
        'The studio is low on disk space and takes nothing new just now. It goes on by itself when space was freed.',
        { headers: { 'retry-after': '60' } },
      );
    },
  };
};
