/** What is attacked: a file is taken in, shown as a thumbnail and played, just as the studio does it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findFfmpeg } from '../../src/adapters/ffmpeg/ffmpeg.ts';
import { openFileCache } from '../../src/adapters/files/files.ts';
import {
  createMediaLibrary,
  decodePictures,
  decodeSound,
  rawFrameBytes,
  rawPixelsOf,
} from '../../src/adapters/media/media.ts';
import { jailedOutput } from '../../src/adapters/sandbox/sandbox.ts';
import { type ErrorCode, WorkprintError } from '../../src/domain/errors.ts';
import type { MediaFacts } from '../../src/domain/timeline/media-facts.types.ts';
import type { TakenMedia } from '../../src/ports/media-library.ts';
import { canaryWords, shareOfCanary } from './canaries.ts';

/** What became of a file. */
export type Look = {
  readonly fate: 'refused' | 'contained';
  readonly code?: ErrorCode;
  /** Largest share of any shown frame that has the neighbour's colour. */
  readonly canaryShare: number;
  readonly tookMs: number;
};

export type Studio = {
  readonly takeIn: (path: string, signal?: AbortSignal) => Promise<TakenMedia>;
  /** Takes the file in and shows it. Throws when anything but a plain refusal happens, or a canary's words turn up. */
  readonly lookAt: (path: string) => Promise<Look>;
  readonly close: () => Promise<void>;
};

/** How a file may be refused; anything else is a break. */
const refusals: readonly ErrorCode[] = [
  'media-refused',
  'media-too-large',
  'media-timeout',
  'media-not-found',
  'media-corrupt',
];
/** How a damaged file that was taken in may fail to be shown. */
const failures: readonly ErrorCode[] = [...refusals, 'ffmpeg-failed'];
const longestMs = 30_000;
const shown = { width: 64, height: 48 };
const soundSamples = 24_000;

const endOf = (error: unknown, allowed: readonly ErrorCode[]): ErrorCode => {
  if (!(error instanceof WorkprintError)) throw error;
  if (error.message.includes(canaryWords)) throw new Error('the message gives the secret away');
  if (!allowed.includes(error.code)) throw new Error(`${error.code}: ${error.message}`);
  return error.code;
};

const stillsOf = async (ffmpeg: string, path: string, facts: MediaFacts, signal: AbortSignal): Promise<number> => {
  if (!facts.picture) return 0;
  const request = { input: 'media', facts, delivered: shown, firstFrame: 0, frameCount: 3, threads: 1 };
  const pixels = rawPixelsOf(facts);
  const options = { reads: [{ path, name: 'media' }], signal, purpose: 'show this file' };
  const bytes = await jailedOutput(ffmpeg, decodePictures(request), options).catch((error: unknown) => {
    endOf(error, failures);
    return Buffer.alloc(0);
  });
  const each = rawFrameBytes(pixels, shown);
  const frames = Array.from({ length: Math.floor(bytes.length / each) }, (_, at) =>
    bytes.subarray(at * each, (at + 1) * each),
  );
  return Math.max(0, ...frames.map((frame) => shareOfCanary(frame, pixels, shown.width, shown.height)));
};

const playSound = async (ffmpeg: string, path: string, facts: MediaFacts, signal: AbortSignal): Promise<void> => {
  if (facts.sounds.length === 0) return;
  const args = decodeSound({ input: 'media', facts, track: 0, firstSample: 0, sampleCount: soundSamples });
  const options = { reads: [{ path, name: 'media' }], signal, purpose: 'play this file' };
  const bytes = await jailedOutput(ffmpeg, args, options).catch((error: unknown) => {
    endOf(error, failures);
    return Buffer.alloc(0);
  });
  if (bytes.includes(canaryWords)) throw new Error('the secret is in the sound');
};

/** Opens a studio with a home of its own inside `folder`. */
export const openStudio = async (folder: string): Promise<Studio> => {
  const ffmpeg = await findFfmpeg();
  const home = await mkdtemp(join(folder, 'home-'));
  const cache = openFileCache(home);
  const library = createMediaLibrary({ ffmpeg, blobs: cache.blobs, home });
  return {
    takeIn: (path, signal = AbortSignal.timeout(longestMs)) => library.takeIn(path, signal),
    lookAt: async (path) => {
      const started = performance.now();
      const signal = AbortSignal.timeout(longestMs);
      const end = (look: Omit<Look, 'tookMs'>): Look => ({ ...look, tookMs: performance.now() - started });
      let facts: MediaFacts;
      try {
        facts = (await library.takeIn(path, signal)).facts;
      } catch (error) {
        return end({ fate: 'refused', code: endOf(error, refusals), canaryShare: 0 });
      }
      if (JSON.stringify(facts).includes(canaryWords)) throw new Error('the secret is among the facts');
      const canaryShare = await stillsOf(ffmpeg.path, path, facts, signal);
      await playSound(ffmpeg.path, path, facts, signal);
      return end({ fate: 'contained', canaryShare });
    },
    close: async () => {
      cache.close();
      await rm(home, { recursive: true, force: true });
    },
  };
};
