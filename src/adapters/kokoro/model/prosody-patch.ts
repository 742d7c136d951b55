/**
 * What we add to Kokoro's graph so that a director can shape a line inside the model instead of bending the finished
 * sound: duration, pitch and energy per token, pitch range per line, and the frames that each token took.
 * The exported model also lost the source noise it was trained with; it is given back from a fixed table, so that
 * hissing consonants are noise again and the same line is the same samples on every run.
 */
import { seededRandom } from '../../../domain/random.ts';
import type { GraphEdit, NodeSpec } from './onnx-edit.ts';

/** Change when the patch changes: part of the file name of the patched model and of the cache key of every line. */
export const prosodyPatchVersion = 2;

export const durationsOutput = '/encoder/Clip_output_0';

const generator = '/decoder/decoder/generator';
/** Standard deviation of the source noise in silence and in voiced sound: SineGen of hexgrad/kokoro (istftnet.py). */
const unvoicedNoise = 0.1 / 3;
const voicedNoise = 0.003;

/** Seconds of noise; longer runs would fail in Slice, and chunks are far shorter. */
const noiseSeconds = 40;

/** Gaussian samples by the sum of uniform ones would be too light in the tails for hiss; Box-Muller is exact. */
const gaussianTable = (length: number): Float32Array => {
  const random = seededRandom('kokoro source noise');
  const table = new Float32Array(length);
  for (let i = 0; i < length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    table[i] = radius * Math.cos(angle);
    if (i + 1 < length) table[i + 1] = radius * Math.sin(angle);
  }
  return table;
};

const node = (
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes?: NodeSpec['attributes'],
): NodeSpec => ({ operator, inputs, output, ...(attributes === undefined ? {} : { attributes }) });

/** Per-token values [1, tokens] become a smooth curve per half frame [1, 2 x frames]. */
const curveNodes = (input: string, prefix: string): NodeSpec[] => [
  node('MatMul', [input, 'wp_alignment'], `${prefix}_frames`),
  node('Unsqueeze', [`${prefix}_frames`, 'wp_axis_0'], `${prefix}_row`),
  node('AveragePool', [`${prefix}_row`], `${prefix}_smooth`, { kernel_shape: [7], pads: [3, 3], count_include_pad: 0 }),
  node('Resize', [`${prefix}_smooth`, '', 'wp_twice'], `${prefix}_fine`, { mode: 'linear' }),
  node('Squeeze', [`${prefix}_fine`, 'wp_axis_0'], `${prefix}_curve`),
];

/** F0' = (mean + range x (F0 - mean)) x pitch where voiced; the mean is over voiced frames. Unvoiced frames stay. */
const pitchNodes: readonly NodeSpec[] = [
  node('Cast', ['/encoder/And_output_0'], 'wp_alignment', { to: 1 }),
  ...curveNodes('pitch', 'wp_pitch'),
  node('Cast', ['/encoder/Squeeze_output_0'], 'wp_f0', { to: 1 }),
  node('Greater', ['wp_f0', 'wp_voiced_above'], 'wp_voiced'),
  node('Cast', ['wp_voiced'], 'wp_voiced_01', { to: 1 }),
  node('Mul', ['wp_f0', 'wp_voiced_01'], 'wp_f0_voiced'),
  node('ReduceSum', ['wp_f0_voiced', 'wp_axis_1'], 'wp_f0_sum', { keepdims: 1 }),
  node('ReduceSum', ['wp_voiced_01', 'wp_axis_1'], 'wp_voiced_count', { keepdims: 1 }),
  node('Max', ['wp_voiced_count', 'wp_one'], 'wp_voiced_count_1'),
  node('Div', ['wp_f0_sum', 'wp_voiced_count_1'], 'wp_f0_mean'),
  node('Sub', ['wp_f0', 'wp_f0_mean'], 'wp_f0_away'),
  node('Mul', ['wp_f0_away', 'range'], 'wp_f0_stretched'),
  node('Add', ['wp_f0_stretched', 'wp_f0_mean'], 'wp_f0_ranged'),
  node('Max', ['wp_f0_ranged', 'wp_lowest_f0'], 'wp_f0_floored'),
  node('Mul', ['wp_f0_floored', 'wp_pitch_curve'], 'wp_f0_pitched'),
  node('Where', ['wp_voiced', 'wp_f0_pitched', 'wp_f0'], 'wp_f0_new'),
  node('Cast', ['wp_f0_new'], 'wp_f0_out', { to: 10 }),
];

const energyNodes: readonly NodeSpec[] = [
  ...curveNodes('energy', 'wp_energy'),
  node('Cast', ['/encoder/Squeeze_1_output_0'], 'wp_n', { to: 1 }),
  node('Add', ['wp_n', 'wp_energy_curve'], 'wp_n_new'),
  node('Cast', ['wp_n_new'], 'wp_n_out', { to: 10 }),
];

/** A token lasts as long as the model says, but no shorter than asked: a comma it would run over still pauses. */
const framesNodes: readonly NodeSpec[] = [
  node('Cast', ['least_frames'], 'wp_least_frames', { to: 10 }),
  node('Max', ['/encoder/Round_output_0', 'wp_least_frames'], 'wp_frames'),
];

/**
 * Nine harmonics each got noise of deviation s and were then mixed by weights w: that is one noise of deviation s x |w|.
 * `wp_uv` is 1 where voiced.
 */
const noiseNodes: readonly NodeSpec[] = [
  node('Shape', [`${generator}/m_source/l_sin_gen/Cast_output_0`], 'wp_source_shape'),
  node('Slice', ['wp_source_shape', 'wp_i1', 'wp_i2', 'wp_i0'], 'wp_source_length'),
  node('Slice', ['wp_noise', 'wp_i0', 'wp_source_length', 'wp_i1'], 'wp_noise_cut'),
  node('Mul', [`${generator}/m_source/l_sin_gen/Cast_output_0`, 'wp_noise_slope'], 'wp_noise_drop'),
  node('Add', ['wp_noise_drop', 'wp_noise_unvoiced'], 'wp_noise_level'),
  node('ReduceL2', [`${generator}/m_source/l_linear/MatMul_input_cast_1`], 'wp_mix_norm', { keepdims: 0 }),
  node('Mul', ['wp_noise_cut', 'wp_noise_level'], 'wp_noise_shaped'),
  node('Mul', ['wp_noise_shaped', 'wp_mix_norm'], 'wp_noise_mixed'),
  node('Add', [`${generator}/m_source/l_linear/MatMul_output_cast_0`, 'wp_noise_mixed'], 'wp_source'),
];

const scalar = (name: string, value: number) => ({ name, type: 'float32', dimensions: [1], values: [value] }) as const;
const index = (name: string, value: number) => ({ name, type: 'int64', dimensions: [1], values: [value] }) as const;

/** The whole edit; inputs `speed`, `pitch`, `energy`, `least_frames` hold one value per token, `range` one per line. */
export const prosodyPatch = (): GraphEdit => ({
  insertBefore: [
    { output: durationsOutput, nodes: framesNodes },
    { output: '/encoder/Reshape_output_0', nodes: pitchNodes },
    { output: '/encoder/Reshape_1_output_0', nodes: energyNodes },
    { output: `${generator}/m_source/l_linear/MatMul_output_0`, nodes: noiseNodes },
  ],
  rewire: [
    { output: durationsOutput, from: '/encoder/Round_output_0', to: 'wp_frames' },
    { output: '/encoder/Reshape_output_0', from: '/encoder/Squeeze_output_0', to: 'wp_f0_out' },
    { output: '/encoder/Reshape_1_output_0', from: '/encoder/Squeeze_1_output_0', to: 'wp_n_out' },
    {
      output: `${generator}/m_source/l_linear/MatMul_output_0`,
      from: `${generator}/m_source/l_linear/MatMul_output_cast_0`,
      to: 'wp_source',
    },
  ],
  constants: [
    index('wp_axis_0', 0),
    index('wp_axis_1', 1),
    index('wp_i0', 0),
    index('wp_i1', 1),
    index('wp_i2', 2),
    { name: 'wp_twice', type: 'float32', dimensions: [3], values: [1, 1, 2] },
    scalar('wp_voiced_above', 10),
    scalar('wp_lowest_f0', 40),
    scalar('wp_one', 1),
    scalar('wp_noise_slope', voicedNoise - unvoicedNoise),
    scalar('wp_noise_unvoiced', unvoicedNoise),
    {
      name: 'wp_noise',
      type: 'float32',
      dimensions: [1, noiseSeconds * 24_000, 1],
      values: gaussianTable(noiseSeconds * 24_000),
    },
  ],
  addInputs: [
    { name: 'pitch', type: 'float32', shape: [1, 'sequence_length'] },
    { name: 'energy', type: 'float32', shape: [1, 'sequence_length'] },
    { name: 'range', type: 'float32', shape: [1] },
    { name: 'least_frames', type: 'float32', shape: [1, 'sequence_length'] },
  ],
  addOutputs: [{ name: durationsOutput, type: 'float16' }],
  replaceInputs: [{ name: 'speed', type: 'float32', shape: ['sequence_length'] }],
  forgetShapes: ['graph_input_cast_2'],
});
