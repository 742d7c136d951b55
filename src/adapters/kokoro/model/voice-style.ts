/**
 * A voice is a table of 256 numbers for every length of text. Blends are weighted sums of tables, which Kokoro was
 * built to take; `af_heart:0.6+bf_emma:0.4` is three parts Heart and two parts Emma.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkprintError } from '../../../domain/errors.ts';

const styleSize = 256;
/** Rows of a voice file: one for each number of symbols from 1 to 510. */
const rows = 510;

/**
 * Under about twenty symbols the model has hardly been trained and swallows sounds; the style of a longer text keeps
 * the voice steady. Found by transcribing one-word lines of every voice.
 */
const shortestStyle = 24;

type Ingredient = { readonly voice: string; readonly weight: number };

/** Parses a voice or a blend; weights are normalised to sum 1. Undefined when the text is neither. */
export const parseBlend = (text: string): readonly Ingredient[] | undefined => {
  const parts = text.split('+').map((part) => /^([a-z]{2}_[a-z0-9]+)(?::(\d+(?:\.\d+)?))?$/.exec(part.trim()));
  if (parts.length > 4 || parts.some((part) => part === null)) return undefined;
  const found = parts.map((part) => ({ voice: part?.[1] ?? '', weight: Number(part?.[2] ?? 1) }));
  const total = found.reduce((sum, { weight }) => sum + weight, 0);
  return total > 0 ? found.map(({ voice, weight }) => ({ voice, weight: weight / total })) : undefined;
};

/** Reads and keeps voice tables of one folder. */
export const voiceStyles = (voicesFolder: string, voices: readonly string[]) => {
  const tables = new Map<string, Promise<Float32Array>>();

  const load = async (voice: string): Promise<Float32Array> => {
    const bytes = await readFile(join(voicesFolder, `${voice}.bin`));
    const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    if (values.length < rows * styleSize || values.some((value) => !Number.isFinite(value)))
      throw new WorkprintError(
        'voice-weights-corrupt',
        `The voice file ${voice}.bin is damaged (${bytes.length} bytes). Run \`npm ci\` again or replace it.`,
      );
    return values;
  };

  const table = (voice: string): Promise<Float32Array> => {
    const kept = tables.get(voice);
    if (kept !== undefined) return kept;
    const loading = load(voice);
    tables.set(voice, loading);
    loading.catch(() => tables.delete(voice));
    return loading;
  };

  /** The style row for a run of `tokens` symbols. Throws `cast-invalid` for a voice that is not there. */
  return async (expression: string, tokens: number): Promise<Float32Array> => {
    const blend = parseBlend(expression);
    const missing = blend?.find(({ voice }) => !voices.includes(voice));
    if (blend === undefined || missing !== undefined)
      throw new WorkprintError(
        'cast-invalid',
        `There is no voice “${missing?.voice ?? expression}”. The voices are: ${voices.join(', ')}; ` +
          'a blend is written like af_heart:0.6+bf_emma:0.4.',
      );
    const row = Math.min(rows, Math.max(shortestStyle, tokens)) - 1;
    const style = new Float32Array(styleSize);
    for (const { voice, weight } of blend) {
      const values = await table(voice);
      for (let i = 0; i < styleSize; i++)
        style[i] = (style[i] as number) + weight * (values[row * styleSize + i] as number);
    }
    return style;
  };
};
