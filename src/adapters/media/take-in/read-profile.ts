/** The colour profile of a picture, inflated where it must be. */
import { inflateSync } from 'node:zlib';
import { profilePlace, profilePrimaries } from '../../../domain/media/icc.ts';
import type { ColourFacts, MediaKind } from '../../../domain/timeline/media-facts.types.ts';

/** Profiles with tables for printers have a megabyte; those of cameras half a kilobyte. */
const mostProfileBytes = 4 * 1024 * 1024;

/** Primaries the profile in `head` stands for; undefined without a profile, or with one that is damaged or of another kind. */
export const profilePrimariesOf = (kind: MediaKind, head: Uint8Array): ColourFacts['primaries'] | undefined => {
  const place = profilePlace(kind, head);
  if (!place) return undefined;
  try {
    const profile = place.deflated ? inflateSync(place.bytes, { maxOutputLength: mostProfileBytes }) : place.bytes;
    return profilePrimaries(profile);
  } catch {
    return undefined; // damaged, or unfolding into more than a profile can be
  }
};
