/** What is made of an asset so that people see and hear it before they open it: thumbnails, a strip to hover over, a waveform, a specimen. */
import { WorkprintError } from '../../../domain/errors.ts';
import type { PictureFacts } from '../../../domain/timeline/media-facts.types.ts';
import type { TakenMedia } from '../../../ports/media-library.ts';
import type { Picture } from '../../../ports/picture-maker.ts';
import type { Derivative, ImportMachine, Inspected } from './import.types.ts';
import { fontPreview, isMoving, mediaPreview, previewSize } from './preview-timelines.ts';
import { WaveformWriter, waveformFrames } from './waveform.ts';

type Machine = Pick<ImportMachine, 'tools' | 'pictures' | 'hear' | 'blobs'>;

const posterPx = 1280;
const thumbnailWidths = [640, 320] as const;
const stripCells = 12;
const stripPx = 160;
/** Files that can only be read from their beginning are not gone through a dozen times. */
const mostFramesToSearch = 3000;

const webp = 'image/webp';

const isQuickToSearch = ({ facts }: TakenMedia, picture: PictureFacts): boolean =>
  (!picture.counted && facts.kind !== 'gif') || picture.frames <= mostFramesToSearch;

/** A tenth into the film: past a black beginning. */
const posterFrame = (media: TakenMedia, picture: PictureFacts): number =>
  isQuickToSearch(media, picture) ? Math.floor(picture.frames / 10) : 0;

/** The frame, or the first one when there is no such frame: the last minutes of a damaged film do not hide the rest. */
const drawPoster = async (
  machine: Machine,
  media: TakenMedia,
  picture: PictureFacts,
  signal: AbortSignal,
): Promise<Picture> => {
  const timeline = mediaPreview(media, picture, previewSize(picture, posterPx));
  const options = { signal, alpha: picture.alpha };
  const frame = posterFrame(media, picture);
  try {
    return await machine.tools.media.frameAt(timeline, frame, options);
  } catch (error) {
    if (signal.aborted || frame === 0) throw error;
    return machine.tools.media.frameAt(timeline, 0, options);
  }
};

/** Small versions of one picture, the largest first. Wider than it is it is never made. */
const thumbnails = async ({ pictures }: Machine, picture: Picture): Promise<readonly Derivative[]> => {
  const widths = [picture.width, ...thumbnailWidths.filter((width) => width < picture.width)];
  return Promise.all(
    widths.map(async (width, at) => {
      const kind = at === 0 ? 'poster' : `thumbnail-${width}`;
      const height = Math.max(1, Math.round((picture.height * width) / picture.width));
      return { kind, mediaType: webp, bytes: await pictures.preview(picture, width), facts: { width, height } };
    }),
  );
};

/** A dozen moments side by side in one picture. */
const strip = async (
  { tools, pictures }: Machine,
  media: TakenMedia,
  picture: PictureFacts,
  signal: AbortSignal,
): Promise<Derivative> => {
  const size = previewSize(picture, stripPx);
  const timeline = mediaPreview(media, picture, size);
  const cells: Picture[] = [];
  const moments = Array.from({ length: stripCells }, (_, at) => Math.floor(((at + 0.5) * picture.frames) / stripCells));
  for (const frame of new Set(moments)) cells.push(await tools.media.frameAt(timeline, frame, { signal }));
  const bytes = await pictures.strip(cells);
  return {
    kind: 'strip',
    mediaType: webp,
    bytes,
    facts: { cells: cells.length, cellWidth: size.width, cellHeight: size.height },
  };
};

const waveform = async ({ hear }: Machine, media: TakenMedia, signal: AbortSignal): Promise<Derivative> => {
  const [sound] = media.facts.sounds;
  const frames = waveformFrames((sound?.startMs ?? 0) + (sound?.durationMs ?? 0));
  const writer = new WaveformWriter(frames);
  const heard = await hear(
    { media, audioTrack: 0, firstSample: 0, sampleCount: Math.max(1, frames), speed: 1, reversed: false },
    signal,
  );
  try {
    for await (const samples of heard.samples) writer.take(samples);
    await heard.done;
  } finally {
    await heard.stop();
  }
  const { bytes, facts } = writer.end();
  return { kind: 'waveform', mediaType: 'application/octet-stream', bytes, facts };
};

/** A preview that cannot be made is left out; what the person or the machine stopped is not. */
const orNothing = async (
  made: Promise<Derivative>,
  signal: AbortSignal,
  onLeftOut: (error: unknown) => void,
): Promise<readonly Derivative[]> => {
  try {
    return [await made];
  } catch (error) {
    if (signal.aborted || !(error instanceof WorkprintError) || error.code === 'disk-full') throw error;
    onLeftOut(error);
    return [];
  }
};

/**
 * Everything that can be made of it. A picture of which not one frame can be decoded is no use to anybody, so that throws; other previews are left
 * out. `onMade` counts up.
 */
export const makeDerivatives = async (
  machine: Machine,
  { media, font }: Inspected,
  signal: AbortSignal,
  { onMade, onLeftOut }: { readonly onMade: () => void; readonly onLeftOut: (error: unknown) => void },
): Promise<readonly Derivative[]> => {
  const made: Derivative[] = [];
  const add = (more: readonly Derivative[]): void => {
    made.push(...more);
    onMade();
  };
  if (font) {
    const blob = await machine.blobs.put(font, 'font/sfnt');
    const draw = async (): Promise<Derivative> => {
      const picture = await machine.tools.media.frameAt(fontPreview(blob), 0, { signal });
      const { width, height } = picture;
      return {
        kind: 'specimen',
        mediaType: webp,
        bytes: await machine.pictures.preview(picture, width),
        facts: { width, height },
      };
    };
    add(await orNothing(draw(), signal, onLeftOut));
  }
  const picture = media?.facts.picture;
  if (media && picture) {
    add(await thumbnails(machine, await drawPoster(machine, media, picture, signal)));
    if (isMoving(media.facts) && isQuickToSearch(media, picture))
      add(await orNothing(strip(machine, media, picture, signal), signal, onLeftOut));
  }
  if (media && media.facts.sounds.length > 0) add(await orNothing(waveform(machine, media, signal), signal, onLeftOut));
  return made;
};
