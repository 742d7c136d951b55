/** The output of a request: its own settings over those of its document, and what is wrong with them at their place in the body. */
import { WorkprintError } from '../../domain/errors.ts';
import type { FrameRange } from '../../domain/time.ts';
import type { OutputFormat, OutputSettings } from '../../domain/timeline/timeline.types.ts';
import { type OutputPlan, planOutput } from '../../pipeline/render-timeline/encoding.ts';
import { RequestRefused } from '../api/api.ts';

/** What a format's file is called and how it is served. */
export type FileKind = { readonly ending: string; readonly mediaType: string };

const fileKinds: Readonly<Record<Exclude<OutputFormat, 'png'>, FileKind>> = {
  mp4: { ending: '.mp4', mediaType: 'video/mp4' },
  webm: { ending: '.webm', mediaType: 'video/webm' },
  mov: { ending: '.mov', mediaType: 'video/quicktime' },
  gif: { ending: '.gif', mediaType: 'image/gif' },
  webp: { ending: '.webp', mediaType: 'image/webp' },
  wav: { ending: '.wav', mediaType: 'audio/wav' },
  m4a: { ending: '.m4a', mediaType: 'audio/mp4' },
  mp3: { ending: '.mp3', mediaType: 'audio/mpeg' },
  jpg: { ending: '.jpg', mediaType: 'image/jpeg' },
};

const refuse = (path: string, message: string, cause?: unknown): RequestRefused =>
  new RequestRefused('timeline-invalid', `${path}: ${message}`, { problems: [{ path, message }], cause });

export type PlannedOutput = {
  readonly plan: OutputPlan;
  readonly file: FileKind;
  /** One picture is the first frame. */
  readonly range: FrameRange | undefined;
};

/** Throws a refusal when format, codec and transparency do not go together, or the format is no single file. */
export const planRequest = (document: OutputSettings | undefined, body: OutputSettings | undefined): PlannedOutput => {
  const placeOf = (field: string): string =>
    body && field in body
      ? `output.${field}`
      : document && field in document
        ? `timeline.output.${field}`
        : `output.${field}`;
  try {
    const plan = planOutput({ ...document, ...body });
    if (plan.format === 'png')
      throw refuse(
        placeOf('format'),
        'numbered pictures are a folder; ask for webp, gif or a video, or use the command line.',
      );
    return {
      plan,
      file: fileKinds[plan.format],
      range: plan.format === 'jpg' ? { startFrame: 0, durationFrames: 1 } : undefined,
    };
  } catch (error) {
    if (!(error instanceof WorkprintError) || error instanceof RequestRefused) throw error;
    const said = /^output\.(\w+): (.*)$/s.exec(error.message);
    throw said ? refuse(placeOf(said[1] as string), said[2] as string, error) : error;
  }
};
