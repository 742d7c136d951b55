/** Names of files: "intro.mp4", "asset:ID", "https://…", or the strict form {kind, …}. What is named is not looked at here. */
import { limits } from '../../limits.ts';
import type { MediaReference } from '../media-reference.types.ts';
import { byWordShape, objectShape, required } from '../schema/objects.ts';
import type { Place } from '../schema/place.ts';
import type { Reading } from '../schema/reading.ts';
import { literalShape, numberShape, textShape } from '../schema/scalars.ts';
import { either, named, refined, type Shape, type Wrong } from '../schema/shape.ts';
import { said } from '../schema/words.ts';

const takes = 'a file like "intro.mp4", "asset:ID" or "https://…"';
const text = textShape({ longest: limits.pathLength, takes });

const checkedAddress = (address: string, place: Place, reading: Reading): MediaReference | Wrong =>
  /^https?:\/\/[^\s/?#@\\]+(?:[/?#][^\s\\]*)?$/i.test(address)
    ? { kind: 'url', url: address }
    : reading.tell(place, `${said(address)} is no address; use one like “https://example.org/intro.mp4”`);

const checkedAsset = (id: string, place: Place, reading: Reading): MediaReference | Wrong =>
  /^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/.test(id)
    ? { kind: 'asset', id }
    : reading.tell(place, `${said(id)} is no asset id; use letters, digits, “-” and “_”, as the upload answered`);

const checkedFile = (path: string, place: Place, reading: Reading): MediaReference | Wrong =>
  reading.accepted.files
    ? { kind: 'file', path }
    : reading.tell(place, `${said(path)} is a file of one machine; upload it and use "asset:ID", or use "https://…"`);

const fromText = (written: string, place: Place, reading: Reading): MediaReference | Wrong => {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(written)?.[1]?.toLowerCase();
  if (scheme === 'asset') return checkedAsset(written.slice('asset:'.length), place, reading);
  if (scheme === 'http' || scheme === 'https') return checkedAddress(written, place, reading);
  if (
    scheme !== undefined &&
    /^(?:file|data|ftp|blob|s3|gs|rtmp|rtsp|concat|pipe|udp|tcp|crypto|subfile)$/.test(scheme)
  )
    return reading.tell(place, `“${scheme}:” is not read; use ${takes}`);
  return checkedFile(written, place, reading);
};

const sha256 = refined(textShape({ longest: 64, takes: 'a SHA-256' }), (hash, place, reading) =>
  /^[0-9a-f]{64}$/.test(hash) ? hash : reading.tell(place, `${said(hash)} is no SHA-256; use 64 hexadecimal digits`),
);
const blobRef = objectShape(
  {
    sha256: required(sha256),
    sizeBytes: required(numberShape({ from: 0, whole: true })),
    mediaType: required(textShape({ longest: 200, takes: 'a media type' })),
  },
  { takes: 'a blob' },
);

const strict = byWordShape<MediaReference>('kind', 'a media reference', {
  file: refined(
    objectShape({ kind: required(literalShape('file')), path: required(text) }, { takes }),
    ({ path }, place, reading) => checkedFile(path, place, reading),
  ),
  asset: refined(
    objectShape({ kind: required(literalShape('asset')), id: required(text) }, { takes }),
    ({ id }, place, reading) => checkedAsset(id, place, reading),
  ),
  url: refined(
    objectShape({ kind: required(literalShape('url')), url: required(text) }, { takes }),
    ({ url }, place, reading) => checkedAddress(url, place, reading),
  ),
  missing: objectShape({ kind: required(literalShape('missing')), name: required(text) }, { takes }),
  blob: refined(
    objectShape({ kind: required(literalShape('blob')), blob: required(blobRef) }, { takes }),
    (reference, place, reading) =>
      reading.accepted.blobs
        ? reference
        : reading.tell(place, `blobs are what Workprint makes of files; name the file itself: use ${takes}`),
  ),
});

/** What a clip shows or plays. Blobs and files are refused where the reader does not accept them. */
export const mediaShape: Shape<MediaReference> = named('media', takes, () =>
  refined(
    either<MediaReference>(
      takes,
      { when: (value) => typeof value === 'object' && value !== null, shape: strict },
      { when: () => true, shape: refined(text, fromText) },
    ),
    (media, place, reading) => {
      reading.names(place, media);
      return media;
    },
  ),
);
