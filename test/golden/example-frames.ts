/** Frames and sound of the examples, by the same code as `workprint render`: one studio for all of them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { soundPlanOf } from '../../src/compile/sound/sound-plan.ts';
import type { MasteredSound } from '../../src/domain/sound/sound.ts';
import type { Timeline } from '../../src/domain/timeline/timeline.types.ts';
import { openRenderStudio, type RenderStudio } from '../../src/main/render-studio.ts';
import { type OpenedTimeline, openTimeline } from '../../src/pipeline/render-timeline/open-timeline.ts';
import { prepareRender } from '../../src/pipeline/render-timeline/render-timeline.ts';
import { TakenFiles } from '../../src/pipeline/render-timeline/take-in.ts';
import type { Picture } from '../../src/ports/picture-maker.ts';

/** Where the examples are. */
export const examplesFolder = fileURLToPath(new URL('../../examples/timelines/', import.meta.url));
/** Frames that are golden, by the file of their timeline. */
export const framesFile = join(examplesFolder, 'golden/frames.json');
/** Sources without a size of their own are 1080p, more than a picture in a repository should be. */
const mostHeight = 360;
const wavHeaderBytes = 44;

/** What is heard of an example: 48 kHz, both channels as numbers from -1 to 1. */
export type HeardSound = {
  readonly mastered: MasteredSound;
  /** The mix as a WAV file. */
  readonly path: string;
  readonly left: Float32Array;
  readonly right: Float32Array;
};

/** Draws and plays examples. */
export class ExampleStudio {
  readonly #studio: RenderStudio;
  readonly #signal = new AbortController().signal;

  private constructor(studio: RenderStudio) {
    this.#studio = studio;
  }

  static async open(): Promise<ExampleStudio> {
    return new ExampleStudio(
      await openRenderStudio((characters) => {
        throw new Error(`No font here can draw ${characters.join(' ')}.`);
      }),
    );
  }

  close(): Promise<void> {
    return this.#studio.close();
  }

  /** The timeline of a file in the folder of the examples, its media taken in. */
  async timeline(file: string, merge: Readonly<Record<string, string>> = {}): Promise<OpenedTimeline> {
    const { library, blobs, vetFont, knowsFamily } = this.#studio;
    const resolve = (path: string) => join(examplesFolder, path);
    const taken = new TakenFiles({ library, blobs, vetFont, resolve, signal: this.#signal });
    const text = await readFile(resolve(file), 'utf8');
    return openTimeline(text, file, { merge, strict: false, knowsFamily }, taken);
  }

  /** One frame of it; imports that are larger are drawn 360 pixels high. */
  async frame({ timeline, format }: OpenedTimeline, frame: number): Promise<Picture> {
    const height = format !== 'workprint' && timeline.height > mostHeight ? mostHeight : undefined;
    const plan = { format: 'png', encoding: undefined, sound: false, height } as const;
    const alpha = timeline.output?.alpha === true;
    const prepared = prepareRender(timeline, plan);
    return this.#studio.tools.media.frameAt(prepared.timeline, frame, { signal: this.#signal, alpha });
  }

  /** Whether this machine has a font. */
  knowsFamily(family: string): boolean {
    return this.#studio.knowsFamily(family);
  }

  /** All that is heard of a timeline. */
  async sound(timeline: Timeline): Promise<HeardSound> {
    const { tools, blobs } = this.#studio;
    const mastered = await tools.mixer.mix(soundPlanOf(timeline), { signal: this.#signal });
    const path = blobs.localPath(mastered.audio);
    const bytes = await readFile(path);
    const samples = new Int16Array(
      bytes.buffer,
      bytes.byteOffset + wavHeaderBytes,
      (bytes.length - wavHeaderBytes) >> 1,
    );
    const channel = (which: 0 | 1): Float32Array =>
      Float32Array.from({ length: samples.length >> 1 }, (_, i) => (samples[2 * i + which] as number) / 32_768);
    return { mastered, path, left: channel(0), right: channel(1) };
  }
}
