/** The words of tus 1.0 (tus.io/protocols/resumable-upload), read strictly: a header that says nothing clear is refused, never guessed. */
import { RequestRefused } from '../../api/api.ts';

export const tusVersion = '1.0.0';
export const tusExtensions = 'creation,creation-with-upload,expiration,checksum,termination';
export const checksumAlgorithms = ['sha1', 'sha256', 'sha512', 'md5'] as const;
export type Checksum = { readonly algorithm: (typeof checksumAlgorithms)[number]; readonly digest: Uint8Array };

/** Every answer says which protocol it speaks, refusals too. */
export const tusHeaders = { 'tus-resumable': tusVersion } as const;

type Headers = (name: string) => string | undefined;

/** A refusal in the words of this protocol. */
export const refuse = (
  code: ConstructorParameters<typeof RequestRefused>[0],
  message: string,
  headers: Readonly<Record<string, string>> = {},
): RequestRefused => new RequestRefused(code, message, { headers: { ...tusHeaders, ...headers } });

/** Throws `upload-version` (412) unless the client speaks version 1.0.0. */
export const checkVersion = (header: Headers): void => {
  const version = header('tus-resumable');
  if (version === tusVersion) return;
  throw refuse('upload-version', `Tus-Resumable: this studio speaks tus ${tusVersion}; send it with every request.`, {
    'tus-version': tusVersion,
  });
};

/** A whole number of bytes from 0 to 2^53 - 1. */
const readBytes = (name: string, text: string | undefined): number => {
  const bytes = /^\d{1,16}$/.test(text ?? '') ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(bytes))
    throw refuse('upload-malformed', `${name}: must be a whole number of bytes from 0 on, such as 1048576.`);
  return bytes;
};

/** Throws `upload-malformed`, `body-too-large` above `mostBytes`. */
export const readUploadLength = (header: Headers, mostBytes: number): number => {
  if (header('upload-defer-length') !== undefined)
    throw refuse(
      'upload-malformed',
      'Upload-Defer-Length: the length must be known from the beginning; send Upload-Length.',
    );
  const bytes = readBytes('Upload-Length', header('upload-length'));
  if (bytes > mostBytes)
    throw refuse('body-too-large', `Upload-Length: at most ${mostBytes} bytes are taken.`, {
      'tus-max-size': String(mostBytes),
    });
  return bytes;
};

/** Throws `upload-malformed`. */
export const readUploadOffset = (header: Headers): number => readBytes('Upload-Offset', header('upload-offset'));

/** Throws `media-type-unsupported`. */
export const checkContentType = (header: Headers): void => {
  if (header('content-type')?.trim().toLowerCase() === 'application/offset+octet-stream') return;
  throw refuse('media-type-unsupported', 'Content-Type: must be application/offset+octet-stream.');
};

const mostMetadataLength = 16 * 1024;
const mostEntries = 32;
const decoder = new TextDecoder('utf-8', { fatal: false });

/** Names and values of `Upload-Metadata`. What they say is a claim. Throws `upload-malformed`. */
export const readMetadata = (text: string | undefined): ReadonlyMap<string, string> => {
  const metadata = new Map<string, string>();
  const wrong = (why: string): never => {
    throw refuse(
      'upload-malformed',
      `Upload-Metadata: ${why}; send pairs of a name and its value in Base64, separated by commas.`,
    );
  };
  if (text === undefined || text.trim() === '') return metadata;
  if (text.length > mostMetadataLength) wrong(`it is longer than ${mostMetadataLength} characters`);
  const entries = text.split(',');
  if (entries.length > mostEntries) wrong(`it has more than ${mostEntries} entries`);
  for (const entry of entries) {
    const [, name = '', value = ''] =
      /^ *([\x21-\x2b\x2d-\x7e]+)(?: ([A-Za-z\d+/]*={0,2}))? *$/.exec(entry) ?? wrong('it cannot be read');
    if (value.length % 4 !== 0) wrong(`the value of ${name} is no Base64`);
    if (metadata.has(name)) wrong(`${name} stands there twice`);
    metadata.set(name, decoder.decode(Buffer.from(value, 'base64')));
  }
  return metadata;
};

const digestBytes = { sha1: 20, sha256: 32, sha512: 64, md5: 16 } as const;

/** What the body must hash to; undefined when the client does not say. Throws `upload-malformed`. */
export const readChecksum = (text: string | undefined): Checksum | undefined => {
  if (text === undefined) return undefined;
  const [, name, value = ''] = /^([a-z\d]+) ([A-Za-z\d+/]+={0,2})$/.exec(text.trim()) ?? [];
  const algorithm = checksumAlgorithms.find((known) => known === name);
  const digest = Buffer.from(value, 'base64');
  if (!algorithm || digest.byteLength !== digestBytes[algorithm])
    throw refuse(
      'upload-malformed',
      `Upload-Checksum: must be one of ${checksumAlgorithms.join(', ')} and the digest in Base64.`,
    );
  return { algorithm, digest };
};
