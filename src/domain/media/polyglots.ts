/**
 * Files that are one thing to us and another to somebody else. Our reader is pinned, so they could not hurt a render; but what is
 * taken in may be passed on, and nobody makes such a file by accident.
 */
import type { MediaKind } from '../timeline/media-facts.types.ts';
import { findIn, hasAt, latin1, littleEndian } from './bytes.ts';
import { playlist, polyglot, type Refusal } from './refusal.ts';

/** A PDF reader looks for its signature in the first kilobyte. */
const pdfReach = 1024;
/** How far from its end a ZIP archive may keep its directory's end: its longest comment. */
export const zipReach = 65_535 + 22;

/** Whether the end of a ZIP archive's directory stands in `tail`, the last bytes of a file, and fits where it stands. */
const endsAsZip = (tail: Uint8Array): boolean => {
  for (let at = findIn(tail, 'PK\x05\x06'); at >= 0; at = findIn(tail, 'PK\x05\x06', at + 1)) {
    const commentLength = littleEndian(tail, at + 20, 2);
    if (commentLength >= 0 && at + 22 + commentLength === tail.length) return true;
    const directory = at - littleEndian(tail, at + 12, 4);
    if (directory !== at && hasAt(tail, directory, 'PK\x01\x02')) return true;
  }
  return false;
};

/** `GIF89a/*…*\/=1`: the sizes read as a comment or an assignment. No picture is 8224 pixels wide by chance. */
const isAlsoScript = (kind: MediaKind, head: Uint8Array): boolean => {
  const isPrintable = (at: number): boolean => /^[ -~]{2}$/.test(latin1(head, at, 2));
  if (kind === 'gif') return isPrintable(6);
  if (kind === 'bmp') return hasAt(head, 2, '/*') || (hasAt(head, 2, '=') && isPrintable(3));
  const opens = kind === 'jpeg' ? hasAt(head, 4, '/*') : hasAt(head, 4, '/*') && hasAt(head, 0, 'RIFF');
  const closes = findIn(head, '*/', 6);
  return opens && closes > 0 && /^\s*[=;]/.test(latin1(head, closes + 2, 4));
};

const markup = ['<script', '<SCRIPT', '<html', '<HTML', '<!DOCTYPE html', '<!doctype html', '<?php', '<svg'];
const pictures: readonly MediaKind[] = ['png', 'jpeg', 'gif', 'bmp', 'webp', 'tiff'];

/** Something after the last chunk of a PNG that has a meaning of its own. */
const followsPng = (tail: Uint8Array): boolean => {
  const end = findIn(tail, 'IEND\xae\x42\x60\x82');
  if (end < 0) return false;
  return ['PK', 'Rar!', '7z\xbc\xaf', '%PDF', '\x7fELF', 'MZ', '\x1f\x8b'].some((sign) => hasAt(tail, end + 8, sign));
};

/**
 * An AVI may carry subtitles as a whole file of their own, which FFmpeg hands to whatever reader likes it: that is how a
 * playlist gets in (CVE-2017-9993).
 */
const carriesSubtitles = (head: Uint8Array): boolean =>
  findIn(head, 'strhtxts') >= 0 || findIn(head, 'GAB2') >= 0 || /strh.{4}txts/s.test(latin1(head, 0, 16_384));

/** What else a file of `kind` is, if anything. `tail` is its end, as long as `zipReach` or the file. */
export const secondNature = (kind: MediaKind, head: Uint8Array, tail: Uint8Array): Refusal | undefined => {
  if (findIn(head, '%PDF-', 0, pdfReach) >= 0) return polyglot('a PDF document dressed as media');
  if (endsAsZip(tail)) return polyglot('a ZIP archive dressed as media');
  if (findIn(head, '#EXTM3U') >= 0) return playlist('media with a playlist hidden in it');
  if (kind === 'avi' && carriesSubtitles(head)) return playlist('an AVI with subtitles inside');
  if (kind === 'png' && followsPng(tail)) return polyglot('a picture with another file behind it');
  if (isAlsoScript(kind, head)) return polyglot('a script dressed as media');
  if (pictures.includes(kind) && markup.some((word) => findIn(head, word) >= 0 || findIn(tail, word) >= 0))
    return polyglot('a web page dressed as a picture');
  return undefined;
};
