/**
 * SMPTE timecode (ST 12-1): hours, minutes, seconds and frames of the nominal rate. Drop-frame skips the numbers 00 and 01 (00 to 03
 * at 60) at the start of every minute but each tenth, so that the clock stays right at 29.97 and 59.94.
 */
import type { Rate } from '../../time.ts';

/** Frames counted in a second of timecode: 30 for 29.97. */
export const nominalFps = (rate: Rate): number => Math.max(1, Math.round(rate.num / rate.den));

/** Only NTSC rates of 30, 60 or 120 can drop. */
export const canDrop = (rate: Rate): boolean => rate.den === 1001 && nominalFps(rate) % 30 === 0;

const droppedPerMinute = (fps: number): number => fps / 15;

const pattern = /^(\d{1,3})([:;.,])(\d{1,2})([:;.,])(\d{1,2})([:;.,])(\d{1,3})$/u;

/** Whether a timecode is written as drop-frame: `;` or `,` or `.` before the frames. */
export const looksDropped = (text: string): boolean => /[;,.]\d{1,3}$/u.test(text.trim());

/** The frame a timecode names, or a sentence that says why it names none. */
export const framesFromTimecode = (text: string, rate: Rate, drop: boolean): number | string => {
  const found = pattern.exec(text.trim());
  if (found === null) return `“${text}” is not a timecode; it should look like 01:00:00:00`;
  const [hours, minutes, seconds, frames] = [found[1], found[3], found[5], found[7]].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const fps = nominalFps(rate);
  if (minutes > 59 || seconds > 59) return `“${text}” has more than 59 minutes or seconds`;
  if (frames >= fps) return `“${text}” has frame ${frames}, but there are ${fps} frames in a second, from 0`;
  const whole = ((hours * 60 + minutes) * 60 + seconds) * fps + frames;
  if (!drop) return whole;
  const skipped = droppedPerMinute(fps);
  if (minutes % 10 !== 0 && seconds === 0 && frames < skipped)
    return `“${text}” does not exist in drop-frame timecode; the minute begins at frame ${skipped}`;
  const minutesInAll = hours * 60 + minutes;
  return whole - skipped * (minutesInAll - Math.floor(minutesInAll / 10));
};

const pad = (value: number): string => String(value).padStart(2, '0');

/** Timecode of a frame; negative frames are written from zero. `;` before the frames marks drop-frame. */
export const timecodeFromFrames = (frame: number, rate: Rate, drop: boolean): string => {
  const fps = nominalFps(rate);
  let count = Math.max(0, frame);
  if (drop) {
    const skipped = droppedPerMinute(fps);
    const perMinute = fps * 60 - skipped;
    const perTen = perMinute * 10 + skipped;
    const [tens, left] = [Math.floor(count / perTen), count % perTen];
    count += skipped * 9 * tens;
    if (left >= fps * 60) count += skipped * (1 + Math.floor((left - fps * 60) / perMinute));
  }
  const seconds = Math.floor(count / fps);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${pad(h)}:${pad(m)}:${pad(s)}${drop ? ';' : ':'}${pad(count % fps)}`;
};
