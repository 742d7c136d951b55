/** Who plays whom: looks and voices for a whole film at once, with the cast file's decisions over the studio's. */
import { type CastFile, castEntryFor, withCastFacts } from '../../domain/performance/cast-file.ts';
import { assignLooks, type LookOverrides } from '../../domain/performance/cast-looks.ts';
import { chooseVoices } from '../../domain/performance/cast-voices.ts';
import type { Cast, CastMember, VoiceChoice } from '../../domain/performance/performance.types.ts';
import type { Breakdown, Character } from '../../domain/screenplay/breakdown.types.ts';

const looksFrom = (file: CastFile, breakdown: Breakdown): LookOverrides =>
  Object.fromEntries(
    breakdown.characters.flatMap((character) => {
      const look = castEntryFor(file, character)?.look;
      return look ? [[character.id, look] as const] : [];
    }),
  );

const voiceWith = (chosen: VoiceChoice, character: Character, file: CastFile): VoiceChoice => {
  const entry = castEntryFor(file, character);
  return {
    ...chosen,
    ...(entry?.voice === undefined ? {} : { voice: entry.voice }),
    speed: chosen.speed * (entry?.speed ?? 1),
    pitchSemitones: entry?.pitch ?? chosen.pitchSemitones,
  };
};

export type FilmCast = { readonly breakdown: Breakdown; readonly cast: Cast };

/** The cast, and the breakdown with the cast file's facts (age, gender, description) laid over the script's. */
export const castFilm = (script: Breakdown, file: CastFile, seed: string): FilmCast => {
  const breakdown = withCastFacts(script, file);
  const looks = new Map(
    assignLooks(breakdown, seed, looksFrom(file, breakdown)).map((look) => [look.characterId, look]),
  );
  const voices = chooseVoices(breakdown, seed);
  const members = breakdown.characters.flatMap((character): CastMember[] => {
    const voice = voices.get(character.id);
    const look = looks.get(character.id);
    if (!voice) return [];
    return [{ characterId: character.id, voice: voiceWith(voice, character, file), ...(look ? { look } : {}) }];
  });
  return { breakdown, cast: { members, pronunciations: file.pronunciations } };
};
