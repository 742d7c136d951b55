/** Containers that are what they seem, and point elsewhere from inside: playlists in AVI, foreign files in QuickTime, Matroska's links. */
import { be16, be32, box, concat, ebml, fullBox, le16, le32, matroskaCluster, riffChunk } from './boxes.ts';
import type { Canaries, HostileFile } from './hostile-file.types.ts';

/** CVE-2017-9993: an AVI whose subtitle stream is a playlist (GAB2). */
const aviWithPlaylist = (playlist: string): Uint8Array => {
  const header = concat('auds', Buffer.alloc(52));
  const list = (type: string, ...parts: readonly Uint8Array[]): Buffer => riffChunk('LIST', type, ...parts);
  const textHeader = concat('txts', Buffer.alloc(52));
  const main = riffChunk('avih', le32(40000, 0, 0, 0x10, 1, 0, 2, 0, 64, 64), Buffer.alloc(16));
  const stream = (head: Uint8Array, format: Uint8Array): Buffer =>
    list('strl', riffChunk('strh', head), riffChunk('strf', format));
  const pcm = concat(le16(1, 1), le32(8000, 8000), le16(1, 8));
  const gab2 = concat(
    'GAB2\0',
    le16(2),
    le32(2),
    Buffer.from('a\0', 'utf16le'),
    le16(4),
    le32(playlist.length),
    playlist,
  );
  const headers = list('hdrl', main, stream(header, pcm), stream(textHeader, Buffer.alloc(0)));
  return riffChunk(
    'RIFF',
    'AVI ',
    headers,
    list('movi', riffChunk('00wb', Buffer.alloc(800)), riffChunk('01tx', gab2)),
  );
};

const mvhd = fullBox(
  'mvhd',
  0,
  be32(0, 0, 1000, 10_000, 0x10000),
  be16(0x100),
  Buffer.alloc(10),
  be32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000),
  Buffer.alloc(24),
  be32(2),
);

/** A QuickTime film whose samples lie in another file. */
const movWithReference = (...references: readonly Uint8Array[]): Uint8Array => {
  const entry = box(
    'raw ',
    Buffer.alloc(6),
    be16(1, 0, 0),
    be32(0, 0, 0),
    be16(64, 64),
    be32(0x480000, 0x480000, 0),
    be16(1),
    Buffer.alloc(32),
    be16(24, -1),
  );
  const table = box(
    'stbl',
    fullBox('stsd', 0, be32(1), entry),
    fullBox('stts', 0, be32(1, 10, 100)),
    fullBox('stsc', 0, be32(1, 1, 10, 1)),
    fullBox('stsz', 0, be32(12_288, 10)),
    fullBox('stco', 0, be32(1, 0)),
  );
  const media = box(
    'mdia',
    fullBox('mdhd', 0, be32(0, 0, 1000, 1000), be16(0, 0)),
    fullBox('hdlr', 0, 'mhlrvide', Buffer.alloc(13)),
    box(
      'minf',
      fullBox('vmhd', 1, Buffer.alloc(8)),
      box('dinf', fullBox('dref', 0, be32(references.length), ...references)),
      table,
    ),
  );
  const track = box(
    'trak',
    fullBox(
      'tkhd',
      3,
      be32(0, 0, 1, 0, 1000),
      Buffer.alloc(16),
      be32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000, 64 << 16, 64 << 16),
    ),
    media,
  );
  return concat(box('ftyp', 'qt  ', be32(0), 'qt  '), box('moov', mvhd, track));
};

const alias = (path: string): Uint8Array =>
  fullBox('alis', 0, be32(0), be16(400, 2, 0), Buffer.alloc(138), be16(18, path.length), path, be16(-1, 0));

/** One track of VP8, 64 × 48. */
const picture = ebml(
  '1654ae6b',
  ebml(
    'ae',
    ebml('d7', Buffer.from([1])),
    ebml('73c5', be32(1)),
    ebml('83', Buffer.from([1])),
    ebml('86', 'V_VP8'),
    ebml('e0', ebml('b0', be16(64)), ebml('ba', be16(48))),
  ),
);

const matroska = (...segment: readonly Uint8Array[]): Uint8Array =>
  concat(
    ebml('1a45dfa3', ebml('4282', 'matroska'), ebml('4287', Buffer.from([4])), ebml('4285', Buffer.from([2]))),
    ebml('18538067', ...segment, picture, matroskaCluster()),
  );

/** Containers with a way out. All are damaged too, so most are refused; if one is taken in, it must stay within itself. */
export const containers = ({ url, neighbour }: Canaries): readonly HostileFile[] => {
  const list = `#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1.0,\nfile://${neighbour}\n#EXTINF:1.0,\n${url}/x.ts\n#EXT-X-ENDLIST\n`;
  const file = (name: string, tries: string, bytes: Uint8Array): HostileFile => ({
    name,
    tries,
    fate: 'contained',
    bytes,
  });
  const link = box('rdrf', be32(0), 'url ', be32(url.length + 7), `${url}/a.mov`);
  return [
    file('avi-gab2.avi', 'CVE-2017-9993 a playlist inside an AVI', aviWithPlaylist(list)),
    file('avi-gab2-as-mp4.mp4', 'CVE-2017-9993 the same, named .mp4', aviWithPlaylist(list)),
    file(
      'mov-url.mov',
      'QuickTime whose samples lie at an address',
      movWithReference(fullBox('url ', 0, `${url}/a.mov\0`)),
    ),
    file('mov-alias.mov', 'QuickTime whose samples lie in another file', movWithReference(alias(neighbour))),
    file('mov-relative.mov', 'QuickTime whose samples lie beside it', movWithReference(alias('neighbour.mp4'))),
    file(
      'mov-urn.mov',
      'QuickTime with a named resource',
      movWithReference(fullBox('urn ', 0, `x\0file://${neighbour}\0`)),
    ),
    file(
      'mov-rmra.mov',
      'a QuickTime reference film',
      concat(box('ftyp', 'qt  ', be32(0)), box('moov', mvhd, box('rmra', box('rmda', link)))),
    ),
    file(
      'mkv-linked.mkv',
      'Matroska that goes on in the neighbour’s file',
      matroska(ebml('1549a966', ebml('3e83bb', 'neighbour.mp4'), ebml('3eb923', Buffer.alloc(16, 7)))),
    ),
    file(
      'mkv-attached.mkv',
      'Matroska with a playlist attached',
      matroska(
        ebml('1549a966', ebml('2ad7b1', be32(1_000_000))),
        ebml(
          '1941a469',
          ebml('61a7', ebml('466e', 'x.m3u8'), ebml('4660', 'application/x-mpegurl'), ebml('465c', list)),
        ),
      ),
    ),
    file(
      'mkv-endless.mkv',
      'Matroska nested 5000 deep',
      matroska(Array.from({ length: 5000 }).reduce<Buffer>((inner) => ebml('1941a469', inner), Buffer.alloc(0))),
    ),
    file(
      'mp4-nested.mp4',
      'MP4 nested 5000 deep',
      concat(
        box('ftyp', 'isom', be32(0)),
        Array.from({ length: 5000 }).reduce<Buffer>((inner) => box('moov', inner), Buffer.alloc(0)),
      ),
    ),
    file(
      'mp4-self-size.mp4',
      'MP4 whose box holds itself',
      concat(box('ftyp', 'isom', be32(0)), be32(0xffffffff), 'moov', be32(8), 'trak', be32(0), 'mdia'),
    ),
    file(
      'wav-playlist.wav',
      'WAV with a playlist in its header',
      riffChunk(
        'RIFF',
        'WAVE',
        riffChunk('fmt ', le16(1, 1), le32(8000, 8000), le16(1, 8)),
        riffChunk('LIST', 'INFO', riffChunk('INAM', list)),
        riffChunk('data', Buffer.alloc(100)),
      ),
    ),
  ];
};
