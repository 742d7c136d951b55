/** Files made of text: none is media, and some are dangerous when taken for it. Told apart only to be refused by name. */
import { byteAt, latin1 } from './bytes.ts';
import { notMedia, playlist, type Refusal } from './refusal.ts';

/** How much of a file is looked at. Programs that would be fooled look at less. */
const lookedAt = 4096;

const tables: readonly (readonly [RegExp, Refusal])[] = [
  [/^#EXTM3U/i, playlist('an HLS or M3U playlist')],
  [/^ffconcat\s+version/i, playlist('an FFmpeg concat list (ffconcat)')],
  [/^(?:#[^\n]*\n|\s)*file\s+\S+/, playlist('a list of files for FFmpeg (concat)')],
  [/<MPD[\s>]/, playlist('a DASH manifest')],
  [/<SmoothStreamingMedia[\s>]/i, playlist('a Smooth Streaming manifest')],
  [/^v=\d+\r?\n(?:[a-z]=[^\n]*\r?\n)/, playlist('an SDP session description')],
  [/^\[playlist\]/i, playlist('a PLS playlist')],
  [/^\[Reference\]|^ASF\s/i, playlist('a Windows Media redirector')],
  [/^<asx[\s>]/i, playlist('an ASX playlist')],
  [/<(?:smil|playlist|AssetMap|CompositionPlaylist)[\s>]/i, playlist('an XML playlist')],
  [/^(?:RTSPtext|rtsptext|SMILtext)/, playlist('a QuickTime redirector')],
  [/<svg[\s>:/]/i, notMedia('an SVG drawing, which can name other files and addresses')],
  [/<!doctype\s+html|<html[\s>]|<script[\s>]|<body[\s>]/i, notMedia('a web page (HTML)')],
  [/<\?php/i, notMedia('a PHP script')],
  [/^#!(?!AMR)/, notMedia('a script')],
  [/^<\?xml/i, notMedia('an XML document')],
  [/^WEBVTT/, notMedia('subtitles (WebVTT); `workprint convert` reads them')],
  [/^\d+\r?\n\d\d:\d\d:\d\d,\d{3} -->/, notMedia('subtitles (SRT); `workprint convert` reads them')],
  [/^\[Script Info\]/i, notMedia('subtitles (ASS); `workprint convert` reads them')],
  [/^\{\\rtf/, notMedia('a text document (RTF)')],
  [/^(?:%!PS|\xc5\xd0\xd3\xc6)/, notMedia('a PostScript document')],
  [/^\s*[{[]\s*["{[\d\]}]/, notMedia('JSON')],
];

const isTextByte = (byte: number): boolean => (byte >= 32 && byte !== 127) || (byte >= 9 && byte <= 13) || byte === 27;

/** Whether there is nothing but text in the first four kilobytes, in whatever encoding a program might read. */
export const isText = (head: Uint8Array): boolean => {
  if (byteAt(head, 0) === 0xff && byteAt(head, 1) === 0xfe && byteAt(head, 2) !== 0) return true;
  if (byteAt(head, 0) === 0xfe && byteAt(head, 1) === 0xff) return true;
  return head.subarray(0, lookedAt).every(isTextByte);
};

/** What kind of text it is, when it is one that has a name; white space, byte order marks and zeros of UTF-16 are looked past. */
export const namedText = (head: Uint8Array): Refusal | undefined => {
  const text = latin1(head, 0, lookedAt)
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
    .trimStart();
  return tables.find(([pattern]) => pattern.test(text))?.[1];
};
