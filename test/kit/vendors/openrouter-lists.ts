/**
 * OpenRouter's lists of models, in the shapes of its SDK's types (Model, PublicPricing, PricingOverride, ImageModelListItem, ImageEndpoint,
 * ImagePricingEntry, CapabilityDescriptor, VideoModel of npm `@openrouter/sdk@1.3.19`, read 2026-11-20). The models and prices are made up.
 */

const textModel = (id: string, pricing: object, more: object = {}): object => ({
  ...{ id, name: id, created: 1_790_000_000, description: '', context_length: 400_000, canonical_slug: id },
  architecture: {
    ...{ modality: 'text+image->text', tokenizer: 'GPT', instruct_type: null },
    ...{ input_modalities: ['text', 'image', 'file'], output_modalities: ['text'] },
  },
  top_provider: { context_length: 400_000, max_completion_tokens: 128_000, is_moderated: true },
  per_request_limits: null,
  supported_parameters: ['max_tokens', 'structured_outputs'],
  pricing,
  ...more,
});

const textModels = [
  textModel('openai/gpt-6.1-sol', {
    ...{ prompt: '0.00000125', completion: '0.00001', input_cache_read: '0.000000125', web_search: '0.01' },
    ...{ image: '0', request: '0', internal_reasoning: '0' },
  }),
  textModel('vendor/finer-than-floats', { prompt: '0.00000000000000007', completion: '1.4e-7' }),
  textModel('vendor/long-texts-cost-more', {
    ...{ prompt: '0.000002', completion: '0.000012' },
    overrides: [{ min_prompt_tokens: 200_000, prompt: '0.000004', completion: '0.000018' }],
  }),
  textModel('vendor/dear-at-noon', {
    ...{ prompt: '0.000002', completion: '0.000012' },
    overrides: [{ prompt: '0.000003', utc_start: 9, utc_end: 17 }],
  }),
  textModel('vendor/takes-a-thing-nobody-knows', { prompt: '0.000002', completion: '0.000012', moonlight: '0.5' }),
  textModel('openrouter/auto', { prompt: '-1', completion: '-1' }),
  textModel('vendor/leaves', { prompt: '0', completion: '0' }, { expiration_date: '2027-01-31' }),
  textModel('vendor/paints', { prompt: '0', completion: '0' }, {
    architecture: { input_modalities: ['text'], output_modalities: ['image'] },
  } as object),
  'not even an object',
];

const imageModels = ['openai/gpt-image-2', 'vendor/two-ways', 'vendor/by-variant'].map((id) => ({
  ...{ id, name: id, created: 1_790_000_000, description: '', supports_streaming: false, supported_parameters: {} },
  endpoints: `/api/v1/images/models/${id}/endpoints`,
  architecture: { input_modalities: ['text', 'image'], output_modalities: ['image'] },
}));

const entry = (billable: string, unit: string, cost_usd: number, variant?: string): object => ({
  ...{ billable, unit, cost_usd, ...(variant && { variant }) },
});
const words = (...values: readonly string[]): object => ({ type: 'enum', values });
const range = (min: number, max: number): object => ({ type: 'range', min, max });

const imageEndpoints: Readonly<Record<string, readonly object[]>> = {
  'openai/gpt-image-2': [
    {
      provider_name: 'OpenAI',
      pricing: [entry('input_text', 'token', 5e-6), entry('output_image', 'token', 3e-5)],
      supported_parameters: {
        ...{
          aspect_ratio: words('1:1', '16:9', '3:2'),
          resolution: words('1K', '2K', '4K'),
          quality: words('low', 'high'),
        },
        ...{ n: range(1, 10), input_references: range(0, 16), seed: { type: 'boolean' }, later: { type: 'polygon' } },
      },
    },
    {
      provider_name: 'Azure',
      pricing: [entry('input_text', 'token', 5e-6), entry('output_image', 'token', 4e-5)],
      supported_parameters: {
        ...{ aspect_ratio: words('16:9', '1:1', 'auto'), resolution: words('1K', '2K'), quality: words('high') },
        ...{ n: range(1, 4), input_references: range(0, 8) },
      },
    },
  ],
  'vendor/two-ways': [
    { provider_name: 'A', pricing: [entry('output_image', 'image', 0.04)], supported_parameters: {} },
    { provider_name: 'B', pricing: [entry('output_image', 'megapixel', 0.03)] },
  ],
  'vendor/by-variant': [{ provider_name: 'A', pricing: [entry('output_image', 'image', 0.04, 'high')] }],
};

const videoModel = (id: string, pricing_skus: object): object => ({
  ...{ id, name: id, canonical_slug: id, created: 1_790_000_000, generate_audio: true, seed: true },
  ...{ supported_durations: [4, 6, 8], supported_resolutions: ['720p', '1080p', '4K'], supported_sizes: null },
  ...{ supported_aspect_ratios: ['16:9', '9:16'], supported_frame_images: ['first_frame'] },
  ...{ allowed_passthrough_parameters: [], pricing_skus },
});
const videoModels = [
  videoModel('google/veo-3.1', {
    duration_seconds_with_audio: '0.40',
    duration_seconds_without_audio: '0.20',
    duration_seconds_with_audio_4k: '0.60',
    duration_seconds_without_audio_4k: '0.40',
  }),
  videoModel('bytedance/seedance-2.0', { video_tokens: '0.000007', video_tokens_without_audio: '0.0000035' }),
  videoModel('vendor/in-cents', { cents_per_video_output_second_720p: '5.5', cents_per_image_input: '0.2' }),
  videoModel('vendor/by-the-moon', { duration_seconds: '0.1', moons: '3' }),
];

/** The list that lies at a path; undefined: none does. */
export const openrouterLists = (path: string): unknown => {
  const [, id] = /^\/images\/models\/([^/]+\/[^/]+)\/endpoints$/.exec(path) ?? [];
  if (id && Object.hasOwn(imageEndpoints, id)) return { id, endpoints: imageEndpoints[id] };
  if (path === '/models') return { data: textModels };
  if (path === '/images/models') return { data: imageModels };
  return path === '/videos/models' ? { data: videoModels } : undefined;
};
