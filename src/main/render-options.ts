/** Options of `render`, checked: every refusal names the option, what was given and what would be right. */
import { basename, extname, resolve } from 'node:path';
import { WorkprintError } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import type { Rate } from '../domain/time.ts';
import {
  type OutputFormat,
  type OutputSettings,
  outputFormats,
  videoCodecs,
} from '../domain/timeline/timeline.types.ts';
import type { GivenOptions } from './command-line.ts';
import { rateNamed } from './rates.ts';

/** One picture, or a file of the timeline. */
export type RenderTarget =
  | { readonly kind: 'picture'; readonly path: string; readonly format: 'jpg' | 'png' }
  | { readonly kind: 'file'; readonly path: string; readonly format: OutputFormat | undefined };

export type RenderOptions = {
  readonly target: RenderTarget;
  readonly merge: Readonly<Record<string, string>>;
  /** Times as they were written; they need the timeline's rate. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly output: OutputSettings;
  readonly rate: Rate | undefined;
  /** Where files lie of which a timeline knows the address or the name only. */
  readonly mediaFolder: string | undefined;
  readonly strict: boolean;
  readonly usesCache: boolean;
};

const refuse = (option: string, given: string, right: string): never => {
  throw new WorkprintError('usage', `--${option} was given “${given}”; it takes ${right}.`);
};

const text = (given: GivenOptions, name: string): string | undefined =>
  typeof given[name] === 'string' ? given[name] : undefined;

const oneOf = <T extends string>(given: GivenOptions, name: string, allowed: readonly T[]): T | undefined => {
  const value = text(given, name);
  if (value === undefined) return undefined;
  return allowed.find((one) => one === value) ?? refuse(name, value, allowed.join(' or '));
};

const whole = (given: GivenOptions, name: string, least: number, most: number): number | undefined => {
  const value = text(given, name);
  if (value === undefined) return undefined;
  const number = Number(value);
  return Number.isInteger(number) && number >= least && number <= most
    ? number
    : refuse(name, value, `a whole number from ${least} to ${most}`);
};

const presets = ['ultrafast', 'superfast', 'veryfast', 'faster', 'fast', 'medium', 'slow'] as const;

const mergeOf = (given: GivenOptions): Record<string, string> => {
  const fields = Array.isArray(given.merge) ? (given.merge as readonly string[]) : [];
  return Object.fromEntries(
    fields.map((field) => {
      const at = field.indexOf('=');
      return at > 0 ? [field.slice(0, at), field.slice(at + 1)] : refuse('merge', field, 'NAME=VALUE');
    }),
  );
};

/** Formats by the ending of a name. `jpg` and `png` are one picture; a folder is told by its slash. */
const targetOf = (timeline: string, output: string | undefined): RenderTarget => {
  const stem = timeline === '-' ? 'timeline' : basename(timeline, extname(timeline));
  if (output === undefined) return { kind: 'file', path: resolve(`${stem}.mp4`), format: undefined };
  if (/[/\\]$/.test(output)) return { kind: 'file', path: resolve(output), format: 'png' };
  const ending = extname(output).toLowerCase().slice(1).replace('jpeg', 'jpg');
  if (ending === 'jpg' || ending === 'png') return { kind: 'picture', path: resolve(output), format: ending };
  const format = outputFormats.find((one) => one === ending);
  if (format) return { kind: 'file', path: resolve(output), format };
  const endings = outputFormats.map((one) => `.${one}`).join(', ');
  throw new WorkprintError(
    'usage',
    `-o was given “${output}”; its ending says what is wanted: ${endings}, or a folder with a slash at its end for numbered pictures.`,
  );
};

/** Throws `usage`. */
export const readRenderOptions = (timeline: string, given: GivenOptions): RenderOptions => {
  const codec = oneOf(given, 'codec', videoCodecs);
  const crf = whole(given, 'crf', 0, 63);
  const preset = oneOf(given, 'preset', presets);
  const height = whole(given, 'height', 16, limits.frameSidePx);
  if (height !== undefined && height % 2 !== 0) refuse('height', String(height), 'an even number of pixels');
  const fps = text(given, 'fps');
  const target = targetOf(timeline, text(given, 'output'));
  return {
    target,
    merge: mergeOf(given),
    ...{ from: text(given, 'from'), to: text(given, 'to') },
    output: {
      ...(target.kind === 'file' && target.format && { format: target.format }),
      ...(codec && { codec }),
      ...(crf !== undefined && { crf }),
      ...(preset && { preset }),
      ...(height !== undefined && { height }),
      ...(given.alpha === true && { alpha: true }),
      ...(given.mute === true && { sound: false }),
    },
    rate: fps === undefined ? undefined : rateNamed(fps),
    mediaFolder: text(given, 'media'),
    strict: given.strict === true,
    usesCache: given['no-cache'] !== true,
  };
};
