/** Why a file is not let in, in words for the person who brought it. */

export type Refusal = {
  /** What it is: completes “This is …”. */
  readonly is: string;
  /** What would be right: a whole sentence. */
  readonly instead: string;
};

const asFilm = 'Convert it to MP4 (H.264) and use that.';
const asPicture = 'Convert it to PNG or JPEG and use that.';
const asSound = 'Convert it to WAV, FLAC or M4A and use that.';
const itself = 'Use the film, picture or sound itself: for instance MP4, MOV, WebM, PNG, JPEG, GIF, WAV or MP3.';
const cleaned =
  'It is two things at once, which only attacks need. Save it anew from a program that opens it, and use that.';

const refusal = (is: string, instead: string): Refusal => ({ is, instead });

/** A film that is sound but not read yet. */
export const filmOfKind = (is: string): Refusal => refusal(`${is}, which is not supported yet`, asFilm);
/** A picture that is sound but not read yet. */
export const pictureOfKind = (is: string): Refusal => refusal(`${is}, which is not supported yet`, asPicture);
/** Sound that is not read yet. */
export const soundOfKind = (is: string): Refusal => refusal(`${is}, which is not supported yet`, asSound);
/** Something that points to media, or has nothing to do with it. */
export const notMedia = (is: string): Refusal => refusal(is, itself);
/** A playlist: it would make a player open other files or addresses. */
export const playlist = (is: string): Refusal =>
  refusal(`${is}, which makes players open other files or addresses`, `${itself} Playlists are never opened.`);
/** One kind of file on the outside and another within. */
export const polyglot = (is: string): Refusal => refusal(is, cleaned);
/** An archive. */
export const archive = (is: string): Refusal => refusal(is, 'Unpack it and use the film, picture or sound inside.');
