import { describe, expect, it } from 'vitest';
import { mediaKinds } from '../timeline/media-facts.types.ts';
import { demuxerOf } from './demuxers.ts';
import { sniff } from './sniff.ts';

const bytes = (...parts: (string | number | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string'
        ? [...part].map((character) => character.charCodeAt(0))
        : typeof part === 'number'
          ? Array.from({ length: part }, () => 0)
          : [...part],
    ),
  );
const kindOf = (file: Uint8Array): unknown => sniff(file, file.length, file);
const refusalOf = (file: Uint8Array): string => {
  const answer = sniff(file, file.length, file);
  return typeof answer === 'string' ? `let in as ${answer}` : `${answer.is} | ${answer.instead}`;
};

const png = bytes('\x89PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', [0, 0, 0, 16, 0, 0, 0, 16, 8, 2, 0, 0, 0], 4);
const gif = bytes('GIF89a', [16, 0, 16, 0, 0x80, 0, 0], 6, ';');
const ftyp = (brand: string, others = 'isom'): Uint8Array =>
  bytes([0, 0, 0, 20], 'ftyp', brand, 4, others, [0, 0, 0, 8], 'free');
const mp3Frame = bytes([0xff, 0xfb, 0x90, 0], 413);
const adtsFrame = bytes([0xff, 0xf1, 0x50, 0x80, 0x02, 0x1f, 0xfc], 10);
const zipEnd = bytes('PK\x05\x06', 18);

describe('sniff', () => {
  it.each([
    ['png', png],
    ['jpeg', bytes([0xff, 0xd8, 0xff, 0xe0], 20)],
    ['gif', gif],
    ['webp', bytes('RIFF', [20, 0, 0, 0], 'WEBPVP8 ', 20)],
    ['bmp', bytes('BM', 12, [40, 0, 0, 0], 40)],
    ['tiff', bytes('II*\0', [8, 0, 0, 0], 20)],
    ['mp4', ftyp('isom')],
    ['mp4', ftyp('qt  ')],
    ['mp4', ftyp('M4A ')],
    ['mp4', bytes([0, 0, 0, 8], 'wide', [0, 0, 1, 0], 'mdat', 40)],
    ['matroska', bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x84], 'webm', 20)],
    ['avi', bytes('RIFF', 4, 'AVI LIST', 40)],
    ['wav', bytes('RIFF', 4, 'WAVEfmt ', 40)],
    ['wav', bytes('RF64', [255, 255, 255, 255], 'WAVEds64', 40)],
    ['aiff', bytes('FORM', 4, 'AIFFCOMM', 40)],
    ['ogg', bytes('OggS\0', 40)],
    ['flv', bytes('FLV\x01', 40)],
    ['mpeg', bytes([0, 0, 1, 0xba, 0x44], 40)],
    ['asf', bytes([0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11], 40)],
    ['flac', bytes('fLaC', 40)],
    ['mp3', bytes([...mp3Frame], [...mp3Frame])],
    ['mp3', bytes('ID3', [4, 0, 0, 0, 0, 0, 2], 2, [...mp3Frame], [...mp3Frame])],
    ['aac', bytes([...adtsFrame].slice(0, 16), [...adtsFrame].slice(0, 16))],
    ['mpegts', bytes(...[0, 1, 2, 3, 4, 5].flatMap(() => ['G', 187] as const))],
    ['mpegts', bytes(...[0, 1, 2, 3, 4, 5].flatMap(() => [4, 'G', 187] as const))],
  ])('MED-1 knows %s by its bytes', (kind, file) => {
    expect(kindOf(file)).toBe(kind);
  });

  it('MED-1 every kind pins one demuxer that reads one file', () => {
    for (const kind of mediaKinds) expect(demuxerOf(kind).name).toMatch(/^[a-z0-9]+(?:_pipe)?$/);
    expect(demuxerOf('mp4')).toEqual({ name: 'mov', options: ['-enable_drefs', '0', '-use_absolute_path', '0'] });
    expect(demuxerOf('png').name).toBe('png_pipe');
  });

  it.each([
    ['an HLS', bytes('#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:10,\nvictim.mp4\n')],
    ['an HLS', bytes('\xef\xbb\xbf\n #EXTM3U\nvictim.ts\n')],
    ['ffconcat', bytes("ffconcat version 1.0\nfile 'victim.mp4'\n")],
    ['concat', bytes("# list\nfile 'victim.mp4'\n")],
    ['DASH', bytes('<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"></MPD>')],
    ['SDP', bytes('v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\n')],
    ['PLS', bytes('[playlist]\nFile1=http://127.0.0.1/\n')],
    ['SVG', bytes('<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['SVG', bytes('  <svg/>')],
    ['HTML', bytes('<!DOCTYPE html><html></html>')],
    ['PHP', bytes('<?php echo 1; ?>')],
    ['script', bytes('#!/bin/sh\nid\n')],
    ['XML', bytes('<?xml version="1.0"?><note/>')],
    ['SRT', bytes('1\r\n00:00:01,000 --> 00:00:02,000\r\nHello\r\n')],
    ['WebVTT', bytes('WEBVTT\n\n')],
    ['JSON', bytes('{"timeline": {}}')],
    ['plain text', bytes('just some words\n')],
    ['an empty file', bytes()],
    ['PDF', bytes('%PDF-1.7\n')],
    ['ZIP', bytes('PK\x03\x04', 40)],
    ['RAR', bytes('Rar!\x1a\x07\x01\0', 40)],
    ['7z', bytes("7z\xbc\xaf'\x1c", 40)],
    ['gzip', bytes('\x1f\x8b\x08', 40)],
    ['tar', bytes(257, 'ustar', 250)],
    ['ELF', bytes('\x7fELF', 40)],
    ['Windows', bytes('MZ', 60)],
    ['Mach-O', bytes([0xcf, 0xfa, 0xed, 0xfe], 40)],
    ['font', bytes('OTTO', 40)],
    ['Photoshop', bytes('8BPS', 40)],
    ['MXF', bytes([0x06, 0x0e, 0x2b, 0x34], 40)],
    ['MIDI', bytes('RIFF', 4, 'RMIDdata', 40)],
    ['no film, picture or sound', bytes([1, 2, 3, 4, 200, 201, 202], 40)],
  ])('MED-2 refuses %s by name', (name, file) => {
    expect(refusalOf(file)).toContain(name);
    expect(refusalOf(file)).toMatch(/\| [A-Z].*\.$/);
  });

  it.each([
    ['HEIC', ftyp('heic', 'mif1')],
    ['HEIC', ftyp('mif1', 'heic')],
    ['AVIF', ftyp('avif', 'mif1')],
    ['AVIF', ftyp('mif1', 'avif')],
  ])('MED-2 says of %s what to convert it to', (name, file) => {
    expect(refusalOf(file)).toMatch(
      new RegExp(`${name} picture, which is not supported yet \\| Convert it to PNG or JPEG`),
    );
  });

  it('MED-2 refuses an animated WebP, of which nothing would be seen', () => {
    expect(refusalOf(bytes('RIFF', 4, 'WEBPVP8X', [10, 0, 0, 0, 2], 40))).toContain('animated WebP');
  });

  it.each([
    ['script', bytes('GIF89a/*', 5, '*/=1;alert(1)')],
    ['script', bytes('GIF89a=1', 40)],
    ['script', bytes('BM/*', 10, [40, 0, 0, 0], 30, '*/=1')],
    ['script', bytes([0xff, 0xd8, 0xff, 0xe0], '/*', 30, '*/=1;')],
    ['PDF', bytes([...png], '%PDF-1.4\n')],
    ['PDF', bytes([...ftyp('isom')], 100, '%PDF-1.4\n')],
    ['ZIP', bytes([...ftyp('isom')], 100, 'PK\x03\x04', 60, [...zipEnd])],
    ['ZIP', bytes([...png], 100, [...zipEnd].slice(0, 20), [5, 0], 'hello')],
    ['another file', bytes([...png], [0, 0, 0, 0], 'IEND\xae\x42\x60\x82', 'Rar!')],
    ['web page', bytes([...png], 'tEXt<script>alert(1)</script>')],
    ['web page', bytes([...gif], '<?php system($_GET[0]); ?>')],
    ['playlist', bytes('RIFF', 4, 'AVI ', 200, '#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n')],
    ['subtitles inside', bytes('RIFF', 4, 'AVI LIST', 80, 'strh', [56, 0, 0, 0], 'txts', 40)],
    ['playlist', bytes([...ftyp('isom')], 30, '#EXTM3U\n')],
  ])('MED-3 refuses a %s dressed as media', (name, file) => {
    expect(refusalOf(file)).toContain(name);
  });
});
