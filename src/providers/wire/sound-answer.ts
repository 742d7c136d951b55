/** Answers that are sound: bytes, not JSON, unless something went wrong on the way. */
import { type Heard, speakerOf, type VendorLine } from './exchange.ts';
import { type Stake, unreadable } from './failures.ts';

const known: Readonly<Record<string, string>> = {
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/mp3': 'audio/mpeg',
};

/** The sound in an answer, under the name its kind is known by. Throws `provider-unreadable` for pages, JSON and nothing. */
export const soundIn = (
  line: VendorLine,
  stake: Stake,
  { headers, bytes }: Heard,
  fallbackType: string,
): { readonly bytes: Uint8Array; readonly mediaType: string } => {
  const said = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (bytes.byteLength === 0) throw unreadable(speakerOf(line), stake, 'Its answer is empty.');
  if (said !== '' && said !== 'application/octet-stream' && !said.startsWith('audio/'))
    throw unreadable(speakerOf(line), stake, `It is “${said.slice(0, 60)}” and no sound.`);
  return { bytes, mediaType: said.startsWith('audio/') ? (known[said] ?? said) : fallbackType };
};
