/** Cues of an SRT or WebVTT file that another document names. */
import type { Rate } from '../../time.ts';
import type { ImportGround } from '../shared/import-ground.ts';
import { captionTextStyle } from '../shared/text-style.ts';
import { srtCues } from './read-srt.ts';
import { vttCues } from './read-vtt.ts';
import type { TimedCue } from './timed-cue.ts';

/** In order of time. */
export const cuesFromText = (
  ground: ImportGround,
  text: string,
  scene: { readonly rate: Rate; readonly width: number; readonly height: number },
): readonly TimedCue[] => {
  const { rate } = scene;
  const style = captionTextStyle(scene);
  const isVtt = /^\uFEFF?\s*WEBVTT/u.test(text);
  const cues = isVtt ? vttCues({ ground, rate, style, size: scene }, text).cues : srtCues(ground, text, rate, style);
  return cues.toSorted((a, b) => a.from - b.from);
};
