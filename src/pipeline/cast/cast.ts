/** Who plays whom: looks and voices for a whole film at once, with the cast file's decisions over the studio's. */
import { type CastFile, castEntryFor, withCastFacts } from '../../domain/performance/cast-file.ts';
import { assignLooks, type LookOverrides } from '../../domain/performance/cast-looks.ts';
import { chooseVoices, type VoiceOverrides } from '../../domain/performance/cast-voices.ts';
import type { Cast, CastMember, VoiceChoice } from '../../domain/performance/performance.types.ts';
import type { Breakdown, Character } from '../../domain/screenplay/breakdown.types.ts';

const looksFrom = (file: CastFile, breakdown: Breakdown): LookOverrides =>
  Object.fromEntries(
    breakdown.characters.flatMap((character) => {
      const look = castEntryFor(file, character)?.look;
      return look ? [[character.id, look] as const] : [];
    }),
  );

/** Voices set by hand go into the choice itself, so that the others keep out of their way. */
const voicesFrom = (file: CastFile, breakdown: Breakdown): VoiceOverrides =>
  Object.fromEntries(
    breakdown.characters.flatMap((character) => {
      const entry = castEntryFor(file, character);
      const set = {
        ...(entry?.voice === undefined ? {} : { voice: entry.voice }),
        ...(entry?.pitch === undefined ? {} : { pitchSemitones: entry.pitch }),
      };
      return Object.keys(set).length > 0 ? [[character.id, set] as const] : [];
    }),
  );

const atSpeed = (chosen: VoiceChoice, character: Character, file: CastFile): VoiceChoice => ({
  ...chosen,
  speed: chosen.speed * (castEntryFor(file, character)?.speed ?? 1),
});

export type FilmCast = { readonly breakdown: Breakdown; readonly cast: Cast };

/** The cast, and the breakdown with the cast file's facts (age, gender, description) laid over the script's. */
export const castFilm = (script: Breakdown, file: CastFile, seed: string): FilmCast => {
  const breakdown = withCastFacts(script, file);
  const looks = new Map(
    assignLooks(breakdown, seed, looksFrom(file, breakdown)).map((look) => [look.characterId, look]),
  );
  const voices = chooseVoices(breakdown, seed, voicesFrom(file, breakdown));
  const members = breakdown.characters.flatMap((character): CastMember[] => {
    const voice = voices.get(character.id);
    const look = looks.get(character.id);
    if (!voice) return [];
    return [{ characterId: character.id, voice: atSpeed(voice, character, file), ...(look ? { look } : {}) }];
  });
  return { breakdown, cast: { members, pronunciations: file.pronunciations } };
};
