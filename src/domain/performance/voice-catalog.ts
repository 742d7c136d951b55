/**
 * The English voices of Kokoro v1.0. `grade` follows the model's own voice list (A 5 .. F 0, in steps of a third of a
 * letter); `medianHz` was measured on one sentence each.
 */
export type CatalogVoice = {
  readonly id: string;
  readonly gender: 'female' | 'male';
  readonly accent: 'american' | 'british';
  readonly grade: number;
  readonly medianHz: number;
};

const voice = (id: string, grade: number, medianHz: number): CatalogVoice => ({
  id,
  gender: id[1] === 'f' ? 'female' : 'male',
  accent: id[0] === 'b' ? 'british' : 'american',
  grade,
  medianHz,
});

/**
 * `af_nicole` whispers always, `am_santa` laughs and `am_adam` mumbles: they are for people who ask for them in a cast
 * file, not for casting.
 */
export const englishVoices: readonly CatalogVoice[] = [
  voice('af_heart', 5, 203),
  voice('af_bella', 4.7, 201),
  voice('bf_emma', 3.7, 184),
  voice('af_aoede', 3.3, 190),
  voice('af_sarah', 3.3, 198),
  voice('af_kore', 3.3, 162),
  voice('bf_isabella', 3, 206),
  voice('af_nova', 3, 155),
  voice('af_alloy', 2.9, 140),
  voice('af_sky', 2.6, 161),
  voice('bf_lily', 2, 173),
  voice('bf_alice', 2, 222),
  voice('af_jessica', 2, 210),
  voice('af_river', 2, 181),
  voice('am_michael', 3.4, 117),
  voice('am_fenrir', 3.4, 142),
  voice('am_puck', 3.3, 122),
  voice('bm_george', 3.1, 140),
  voice('bm_fable', 3, 150),
  voice('bm_lewis', 2.3, 88),
  voice('bm_daniel', 2.1, 124),
  voice('am_onyx', 2, 86),
  voice('am_echo', 2, 108),
  voice('am_eric', 2, 157),
  voice('am_liam', 2, 123),
];
