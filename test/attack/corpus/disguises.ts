/** Files of other kinds under the names of media, and files of two kinds at once: what an extension says is no evidence (PB4). */
import { deflateSync, gzipSync } from 'node:zlib';
import { be32, box, concat, le16, le32, pngChunk, pngSignature } from './boxes.ts';
import { type HostileFile, textBytes } from './hostile-file.types.ts';

/** A zip with one stored file. */
const zip = (name: string, content: string): Uint8Array => {
  const sizes = le32(0, content.length, content.length);
  const local = concat('PK\x03\x04', le16(20, 0, 0, 0, 0), sizes, le16(name.length, 0), name, content);
  const central = concat(
    'PK\x01\x02',
    le16(20, 20, 0, 0, 0, 0),
    sizes,
    le16(name.length, 0, 0, 0, 0),
    le32(0, 0),
    name,
  );
  return concat(local, central, 'PK\x05\x06', le16(0, 0, 1, 1), le32(central.length, local.length), le16(0));
};

const pdf =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/URI/URI(http://127.0.0.1)>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
const elf = concat('\x7fELF\x02\x01\x01', Buffer.alloc(9), le16(2, 62), le32(1), Buffer.alloc(80));
const portableExecutable = concat('MZ', Buffer.alloc(58), le32(64), 'PE\0\0', Buffer.alloc(60));
const tar = concat(
  'innocent.mp4',
  Buffer.alloc(88),
  '0000644\0',
  Buffer.alloc(149),
  'ustar\x0000',
  Buffer.alloc(247),
  Buffer.alloc(1024),
);
const javaScript = '/*';

const foreign: Readonly<Record<string, Uint8Array>> = {
  'empty.mp4': Buffer.alloc(0),
  'one-byte.png': Buffer.from([0x89]),
  'zeros.mp4': Buffer.alloc(4096),
  'ones.webm': Buffer.alloc(4096, 0xff),
  'text.mov': textBytes('This is no film.\n'.repeat(40)),
  'json.mp4': textBytes('{"timeline": {"tracks": []}}'),
  'xml.wav': textBytes('<?xml version="1.0"?><a/>'),
  'shell.mp4': textBytes('#!/bin/sh\ntouch /tmp/pwned\n'),
  'php.jpg': textBytes('<?php system($_GET["c"]); ?>'),
  'script.gif': textBytes('alert(document.cookie)'),
  'elf.mp4': elf,
  'pe.mov': portableExecutable,
  'macho.mp4': concat(be32(0xfeedfacf, 0x01000007, 3, 2, 0, 0, 0, 0), Buffer.alloc(64)),
  'class.mp4': concat(be32(0xcafebabe, 0x34), Buffer.alloc(64)),
  'wasm.mp4': concat('\0asm', le32(1)),
  'sqlite.mp4': concat('SQLite format 3\0', Buffer.alloc(84)),
  'zip.mp4': zip('a.txt', 'x'),
  'docx.png': zip('word/document.xml', '<w/>'),
  'apk.webm': zip('AndroidManifest.xml', 'x'),
  'gz.wav': gzipSync('x'.repeat(1000)),
  'zlib.png': deflateSync('x'.repeat(1000)),
  'bz2.mp3': concat('BZh91AY&SY', Buffer.alloc(40, 0x55)),
  'xz.mp4': concat(Buffer.from('fd377a585a000004', 'hex'), Buffer.alloc(40)),
  '7z.mkv': concat(Buffer.from('377abcaf271c0004', 'hex'), Buffer.alloc(40)),
  'rar.mkv': concat('Rar!\x1a\x07\x01\0', Buffer.alloc(40)),
  'zstd.mp4': concat(Buffer.from('28b52ffd', 'hex'), Buffer.alloc(40)),
  'tar.mp4': tar,
  'iso.mp4': concat(Buffer.alloc(32_769), 'CD001\x01', Buffer.alloc(100)),
  'pdf.png': textBytes(pdf),
  'ps.jpg': textBytes('%!PS-Adobe-3.0\n(/etc/passwd) (r) file\n'),
  'eps.tiff': concat(Buffer.from('c5d0d3c6', 'hex'), le32(30, 100, 0, 0), '%!PS'),
  'psd.png': concat('8BPS', Buffer.from('0001', 'hex'), Buffer.alloc(20)),
  'xcf.png': textBytes('gimp xcf v011\0'),
  'ttf.mp4': concat(be32(0x00010000), Buffer.alloc(60)),
  'otf.png': concat('OTTO', Buffer.alloc(60)),
  'woff.png': concat('wOF2OTTO', Buffer.alloc(60)),
  'midi.wav': concat('MThd', be32(6), Buffer.alloc(6), 'MTrk', be32(4), Buffer.from('00ff2f00', 'hex')),
  'mod.mp3': concat(Buffer.alloc(1080), 'M.K.', Buffer.alloc(1024)),
  'swf.mp4': concat('CWS\x0a', le32(100), deflateSync(Buffer.alloc(92))),
  'blend.mp4': textBytes('BLENDER-v300'),
  'lnk.mp4': concat(Buffer.from('4c0000000114020000000000c000000000000046', 'hex'), Buffer.alloc(60)),
  'torrent.mp4': textBytes('d8:announce27:http://127.0.0.1/announce:4:infod4:name1:xee'),
  'url.mp4': textBytes('[InternetShortcut]\nURL=http://127.0.0.1/\n'),
  'desktop.mp4': textBytes('[Desktop Entry]\nType=Application\nExec=touch /tmp/pwned\n'),
  'pem.mp4': textBytes('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'),
  'gif-header.gif': textBytes('GIF89a'),
  'webp-empty.webp': concat('RIFF', le32(4), 'WEBP'),
  'wav-empty.wav': concat('RIFF', le32(4), 'WAVE'),
  'mp4-ftyp-only.mp4': box('ftyp', 'isom', be32(0x200), 'isomiso2'),
  'mkv-header-only.mkv': Buffer.from('1a45dfa3a3428288', 'hex'),
  'ogg-header.ogg': concat('OggS', Buffer.alloc(24)),
  'flac-header.flac': textBytes('fLaC'),
  'icon.png': concat(le16(0, 1, 1), Buffer.from([16, 16, 0, 0]), le16(1, 32), le32(40, 22), Buffer.alloc(40)),
  'png-then-nothing.png': concat(pngSignature, pngChunk('IHDR', be32(64, 64), Buffer.from([8, 2, 0, 0, 0]))),
};

/** Files of other kinds, all to be refused. */
export const disguises = (): readonly HostileFile[] =>
  Object.entries(foreign).map(([name, bytes]) => ({
    name,
    bytes,
    tries: 'another kind under the name of media',
    fate: 'refused',
  }));

/** A good file of each kind with another kind hidden in it: it may be taken in, and only the picture counts. */
export const polyglots = (
  good: Readonly<Record<'gif' | 'png' | 'jpg' | 'mp4' | 'wav', Uint8Array>>,
  playlist: string,
): readonly HostileFile[] => {
  const file = (name: string, ...parts: readonly (Uint8Array | string)[]): HostileFile => ({
    name,
    tries: 'two kinds at once',
    fate: 'contained',
    bytes: concat(...parts),
  });
  return [
    file('gif-js.gif', good.gif, `${javaScript}*/=1;alert(1)//`),
    file('png-pdf.png', good.png, pdf),
    file('png-zip.png', good.png, zip('a.txt', 'x')),
    file('png-playlist.png', good.png, playlist),
    file('jpg-php.jpg', good.jpg, '<?php system($_GET["c"]); ?>'),
    file('jpg-html.jpg', good.jpg, '<html><script>alert(1)</script>'),
    file('mp4-zip.mp4', good.mp4, zip('a.txt', 'x')),
    file('mp4-playlist-in-free.mp4', good.mp4, box('free', playlist)),
    file('mp4-playlist-first.mp4', box('free', playlist), good.mp4),
    file('wav-playlist-after.wav', good.wav, playlist),
    file('pdf-then-png.png', pdf, good.png),
    file('html-then-mp4.mp4', '<!doctype html>\n', good.mp4),
    file('png-named.mp4', good.png),
    file('mp4-named.png', good.mp4),
    file('wav-named.mp4', good.wav),
    file('gif-named.wav', good.gif),
  ];
};
