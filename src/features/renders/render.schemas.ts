/** What requests for videos and films look like, and what they are answered. */
import { z } from 'zod';
import { limits } from '../../domain/limits.ts';
import { outputFormats, videoCodecs } from '../../domain/timeline/timeline.types.ts';
import { usualRateNames } from '../../domain/usual-rates.ts';
import { aspects } from '../../pipeline/film-settings.ts';
import { runStates } from '../jobs/jobs.ts';

const presets = ['ultrafast', 'superfast', 'veryfast', 'faster', 'fast', 'medium', 'slow'] as const;

/** Formats that are one file; `png` would be a folder of pictures. */
const fileFormats = outputFormats.filter((format) => format !== 'png');

/** Settings of the output; they win over those of the document. */
export const outputBody = z.strictObject({
  format: z.enum(fileFormats).optional(),
  codec: z.enum(videoCodecs).optional(),
  crf: z.int().min(0).max(63).optional(),
  preset: z.enum(presets).optional(),
  alpha: z.boolean().optional(),
  sound: z.boolean().optional(),
  height: z.int().min(16).max(limits.frameSidePx).multipleOf(2).optional(),
});

/** A timeline as a body holds it. Named, so that the reference can show our own format. */
const anyTimeline = z
  .union([z.record(z.string(), z.unknown()), z.string().min(1)])
  .meta({ id: 'AnyTimeline' })
  .describe(
    'A timeline: our own document (`Timeline`), Shotstack, editly or OpenTimelineIO as an object; Final Cut Pro XML, EDL, captions or JSON5 as a text. Media is `asset:<id>` or `https://…`.',
  );

const bodyFields = z.strictObject({
  projectId: z.uuid(),
  timeline: anyTimeline.optional(),
  documentId: z
    .uuid()
    .optional()
    .describe('Instead of `timeline`: a timeline that is kept in the project, as it stands now.'),
  output: outputBody.optional(),
  merge: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  name: z
    .string()
    .trim()
    .min(1)
    .max(limits.nameLength)
    .optional()
    .describe('What the file is called; default: the name of the timeline.'),
  wait: z
    .number()
    .min(0)
    .max(300)
    .optional()
    .describe('Seconds to wait for the video in this request; 0: answer at once.'),
  keep: z.boolean().optional().describe('Puts the video into the library of the project when it is done.'),
});

/** What `videocreate` and `estimate-render` take. */
export const videoBody = bodyFields.check(({ value, issues }) => {
  const { timeline, documentId } = value;
  if ((timeline === undefined) !== (documentId === undefined)) return;
  const message =
    timeline === undefined
      ? 'is missing; give a timeline, or in `documentId` the id of one that is kept'
      : 'stands beside `documentId`; give one of the two';
  issues.push({ code: 'custom', path: ['timeline'], input: timeline, message });
});
export type VideoBody = z.output<typeof videoBody>;

/** What one film may spend: up to a million dollars. */
const budget = z.int().min(0).max(1_000_000_000_000);

export const filmBudgetBody = z.strictObject({
  budgetMicros: budget.nullable().describe('millionths of a US dollar: 5000000 is $5; null: no limit of its own'),
});

export const filmOptions = z.strictObject({
  aspect: z.enum(aspects).default('16:9'),
  height: z.int().min(90).max(limits.frameSidePx).optional(),
  fps: z.union([z.enum(usualRateNames as [string, ...string[]]), z.number()]).default('30'),
  quality: z.enum(['draft', 'final']).default('final'),
  captions: z.enum(['none', 'burn']).default('burn'),
  cast: z.record(z.string(), z.unknown()).optional().describe('The cast file: voices, looks, pronunciations.'),
  seed: z.union([z.string().max(100), z.number()]).default('1'),
  models: z
    .record(z.string(), z.unknown())
    .optional()
    .describe(
      'Which models make what: analysis, shots, stills, clips, voices, lipsync, identity (docs/film-models.md). Left out: everything is made here, free.',
    ),
  budgetMicros: budget
    .optional()
    .describe(
      'The most this film may spend, in millionths of a dollar, beside the caps of the project and the person.',
    ),
});

export const filmBody = z.strictObject({
  projectId: z.uuid(),
  script: z.string().min(1).describe('Fountain, Final Draft (FDX) or plain text.'),
  options: filmOptions.prefault({}),
  name: z.string().trim().min(1).max(limits.nameLength).optional(),
  keep: z.boolean().optional(),
});

const note = z.object({ path: z.string(), message: z.string() });
const loss = z.object({ path: z.string(), what: z.string(), how: z.string(), note: z.string().optional() });

/** What is known before anything runs. */
export const estimateView = z.object({
  format: z.string().describe('What the document was read as.'),
  frames: z.int().optional(),
  durationMs: z.int().optional(),
  framesCached: z.int().optional(),
  framesToRender: z.int().optional(),
  segmentsToRender: z.int().optional(),
  p50Ms: z
    .int()
    .optional()
    .describe('As likely longer as shorter; absent while lengths hang on files behind addresses.'),
  p90Ms: z.int().optional(),
  isQuick: z.boolean().describe('Whether the video would be answered in the same request.'),
  basis: z.int().describe('Past renders the estimate rests on; 0: a guess.'),
  addresses: z.int().describe('Files that will be fetched first.'),
  costMicros: z.int(),
  notes: z.array(note),
  losses: z.array(loss),
});
export type EstimateView = z.output<typeof estimateView>;

const fileView = z.object({
  kind: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  url: z.string(),
});

const stepView = z.object({
  name: z.string(),
  label: z.string(),
  state: z.enum(runStates),
  isCached: z.boolean(),
  done: z.int(),
  total: z.int(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
});

/** A video or a film: on its way, done, or failed. */
export const videoView = z.object({
  jobId: z.uuid(),
  state: z.enum(runStates),
  progress: z.number().min(0).max(1),
  etaMs: z.int().optional(),
  url: z.string().optional(),
  captionsUrl: z.string().optional(),
  posterUrl: z.string().optional(),
  /** Everything that was made. */
  files: z.array(fileView).optional(),
  /** When the files go, unless they were kept. */
  expiresAt: z.string().optional(),
  /** Length, size, frames and measures of what was made. */
  result: z.unknown().optional(),
  steps: z.array(stepView).optional(),
  error: z.object({ code: z.string(), message: z.string(), details: z.array(note).optional() }).optional(),
  estimate: estimateView.optional(),
});
export type VideoView = z.output<typeof videoView>;

/** A film that would be made. */
export const filmPlanView = z.object({
  complete: z
    .boolean()
    .describe(
      'False: what comes after the steps below hangs on answers that do not exist yet. All that costs is among them.',
    ),
  costMicros: z.int(),
  steps: z.array(z.object({ step: z.string(), cached: z.int(), wouldRun: z.int(), costMicros: z.int() })),
  notes: z.array(z.string()),
  missingKeys: z.array(z.string()).describe('providers whose keys are missing to make it'),
});

/** A film that was asked for. */
export const filmView = z.object({
  jobId: z.uuid(),
  state: z.enum(runStates),
  progress: z.number(),
  title: z.string(),
  scenes: z.int(),
  characters: z.int(),
  /** What was assumed of the script. */
  notes: z.array(z.string()),
});
