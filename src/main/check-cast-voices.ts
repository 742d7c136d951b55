/** Voices named in a cast file are checked before anything is planned or spoken, with the place and voices like them. */
import { WorkprintError } from '../domain/errors.ts';
import type { CastFile } from '../domain/performance/cast-file.ts';

type Blend = readonly { readonly voice: string }[] | undefined;

/** Voices of the same accent and gender (`bm_bob` → `bm_…`), else all. */
const alternatives = (wanted: string, voices: readonly string[]): string => {
  const alike = voices.filter((voice) => voice.slice(0, 3) === wanted.slice(0, 3));
  return (alike.length > 0 ? alike : voices.filter((voice) => /^[ab][fm]_/.test(voice))).join(', ');
};

/** Throws `cast-invalid` naming the path of the first voice that is not there. */
export const checkCastVoices = (
  file: CastFile,
  voices: readonly string[],
  parseBlend: (text: string) => Blend,
): void => {
  for (const [name, { voice }] of Object.entries(file.characters)) {
    if (voice === undefined) continue;
    const blend = parseBlend(voice);
    const missing = blend?.find((one) => !voices.includes(one.voice))?.voice;
    if (blend && missing === undefined) continue;
    const why =
      missing === undefined
        ? `“${voice}” is not a voice or a blend like af_heart:0.6+bf_emma:0.4`
        : `there is no voice “${missing}”`;
    throw new WorkprintError(
      'cast-invalid',
      `The cast file is wrong at characters.${name}.voice: ${why}. Voices: ${alternatives(missing ?? voice, voices)}.`,
    );
  }
};
