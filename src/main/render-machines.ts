/** Composition root of a worker's renders: what turns timelines into videos and scripts into films, over the cache that all workers share. */
import { letChildrenGiveWay } from '../adapters/sandbox/sandbox.ts';
import type { SharedCache } from '../adapters/shared-cache/shared-cache.ts';
import type { ImportMachine } from '../features/library/library.ts';
import { createRenderHistory, type FilmMachine, type RenderMachine } from '../features/renders/renders.ts';
import type { Database } from '../ports/database.ts';
import type { Log } from '../ports/log.ts';
import type { RenderStudio } from './render-studio.ts';
import type { StudioGround } from './studio-ground.ts';

export type RenderMachinesParts = {
  readonly shared: SharedCache;
  /** Notes of this machine about its own tools and files. */
  readonly home: string;
  readonly database: Database;
  readonly log: Log;
};

export type RenderMachines = {
  /** Opened when first asked for; all jobs of this process share it. */
  machine(): Promise<RenderMachine & ImportMachine>;
  /** One for each film; its processes start as they are needed and end with it. */
  openFilmMachine(signal: AbortSignal): Promise<FilmMachine>;
  close(): Promise<void>;
};

/** Nothing starts before it is asked for. */
export const createRenderMachines = ({ shared, home, database, log }: RenderMachinesParts): RenderMachines => {
  letChildrenGiveWay();
  const ground = (): StudioGround => ({
    ...{ blobs: shared.blobs, answers: shared.answers, bring: (blob) => shared.bring(blob), home },
    history: createRenderHistory(database),
    close: () => undefined, // the cache is the process's own
  });
  let opening: Promise<RenderStudio> | undefined;
  /** Loaded when something is rendered: a server that only answers needs neither the time nor the memory. */
  const open = async (): Promise<RenderStudio> => {
    const { openRenderStudio } = await import('./render-studio.ts');
    return openRenderStudio(
      (characters) => log.warn('A text holds characters that no font here can draw', { count: characters.length }),
      ground,
    );
  };
  const studio = (): Promise<RenderStudio> => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined; // what was missing may be installed meanwhile
      throw error;
    });
    return opening;
  };
  return {
    machine: async () => {
      const { answers, blobs, resources, tools, library, history, pictures, ...rest } = await studio();
      const { vetFont, readFont, hear, knowsFamily } = rest;
      return {
        ...{ answers, blobs, resources, tools, library, history, pictures, vetFont, readFont, hear, knowsFamily },
        ...{ bring: (blob) => shared.bring(blob), hold: () => shared.hold() },
      };
    },
    openFilmMachine: async (signal) => {
      const { openStudio } = await import('./studio.ts');
      return openStudio(signal, ground, (await studio()).tools.media);
    },
    close: async () => {
      await (await opening)?.close();
    },
  };
};
