/** The composition root of a render thread: threads cannot be handed machines, so each makes its own rasteriser. */
import { serveRenders } from '../adapters/ffmpeg/ffmpeg.ts';
import { createTextRasteriser } from '../adapters/text/text.ts';

serveRenders(createTextRasteriser());
