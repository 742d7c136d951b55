/** SubRip: numbered blocks, `hh:mm:ss,mmm --> hh:mm:ss,mmm`, text, a blank line. Written strictly, read forgivingly. */
import type { Cue } from './caption-cues.ts';

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

const stamp = (ms: number): string => {
  const whole = Math.max(0, Math.round(ms));
  const [hours, minutes, seconds] = [
    Math.floor(whole / 3_600_000),
    Math.floor(whole / 60_000) % 60,
    Math.floor(whole / 1000) % 60,
  ];
  return `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)},${pad(whole % 1000, 3)}`;
};

/** A blank line would end the cue early, and `-->` in the text would look like a time. */
const safeText = (text: string): string =>
  text
    .split(/\r\n|\r|\n/u)
    .map((line) => line.replaceAll('-->', '→').trimEnd())
    .filter((line) => line !== '')
    .join('\n');

/** UTF-8 text with LF line ends and a final newline; an empty list gives an empty file. */
export const printSrt = (cues: readonly Cue[]): string =>
  cues
    .map((cue, index) => `${index + 1}\n${stamp(cue.startMs)} --> ${stamp(cue.endMs)}\n${safeText(cue.text)}\n`)
    .join('\n');

const time = /(\d{1,3}):(\d{2}):(\d{2})[,.](\d{1,3})/u;
const range = new RegExp(`${time.source}\\s*-->\\s*${time.source}`, 'u');

const msOf = (parts: readonly (string | undefined)[]): number => {
  const [hours = '0', minutes = '0', seconds = '0', fraction = '0'] = parts;
  return (
    Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000 + Number(fraction.padEnd(3, '0'))
  );
};

/** Cues of an SRT file, in file order. Takes CRLF, a byte order mark, missing numbers and `.` for `,`; blocks without a time are left out. */
export const parseSrt = (text: string): Cue[] => {
  const blocks = text
    .replace(/^\uFEFF/u, '')
    .replace(/\r\n?/gu, '\n')
    .split(/\n[ \t]*(?:\n[ \t]*)+/u);
  return blocks.flatMap((block) => {
    const lines = block.split('\n').filter((line) => line.trim() !== '');
    const at = lines.findIndex((line) => range.test(line));
    const found = at < 0 || at > 1 ? null : range.exec(lines[at] as string);
    if (found === null) return [];
    return [{ startMs: msOf(found.slice(1, 5)), endMs: msOf(found.slice(5, 9)), text: lines.slice(at + 1).join('\n') }];
  });
};
