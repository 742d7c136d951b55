/** How the parts of this server are, for `/health`. Whether they answer, never what they hold. */

import { jailInUse } from '../../adapters/sandbox/sandbox.ts';
import { createHealth, type Health, type PartFound } from '../../features/operations/operations.ts';
import type { Services } from './services.ts';

const up: PartFound = { state: 'up' };

/** Looks at most once a second, however often it is asked. */
export const studioHealth = (
  { database, queue, objects, room }: Services,
  version: string,
  closing: AbortSignal,
): (() => Promise<Health>) => {
  // A program does not go away every second.
  let ffmpeg: Promise<PartFound> | undefined;
  const lookAtFfmpeg = async (): Promise<PartFound> => {
    const { findFfmpeg } = await import('../../adapters/ffmpeg/ffmpeg.ts');
    await findFfmpeg();
    const { hidesFiles, hidesNetwork, limits } = jailInUse();
    return hidesFiles && hidesNetwork && limits
      ? up
      : { state: 'degraded', note: 'Media is decoded without a jail on this machine.' };
  };
  return createHealth({
    ...{ version, closing },
    spare: ['queue', 'storage', 'ffmpeg', 'disk'],
    parts: {
      database: async () => ((await database.health()).isUp ? up : { state: 'down' }),
      queue: async () => {
        await queue.depth();
        return up;
      },
      storage: async () => ((await objects.health()).isUp ? up : { state: 'down' }),
      ffmpeg: () => {
        ffmpeg ??= lookAtFfmpeg().catch((error: unknown) => {
          ffmpeg = undefined;
          throw error;
        });
        return ffmpeg;
      },
      disk: () =>
        room.check().then(
          () => up,
          () => ({ state: 'degraded', note: 'Low on disk space: nothing new is taken just now.' }),
        ),
    },
  });
};
