/** The words before and after the film, set in the frame's own measure so that they hold in any format. */
import type { Cast } from '../../domain/performance/performance.types.ts';
import type { Breakdown } from '../../domain/screenplay/breakdown.types.ts';
import type { TextClip, TextStyle } from '../../domain/timeline/timeline.types.ts';

export type CardFrame = { readonly width: number; readonly height: number; readonly framesPerSecond: number };

const ink = '#f1ece4';

const style = (frame: CardFrame, more: Partial<TextStyle> & Pick<TextStyle, 'sizePx'>): TextStyle => ({
  fontFamily: 'Inter',
  fontWeight: 500,
  lineHeight: 1.35,
  letterSpacingPx: 0,
  colour: ink,
  align: 'centre',
  boxX: Math.round(frame.width * 0.08),
  boxY: 0,
  boxWidth: Math.round(frame.width * 0.84),
  boxHeight: frame.height,
  verticalAlign: 'middle',
  ...more,
});

/** Text measure: the shorter side rules, so that a title fits a phone frame as well as a wide one. */
const unit = (frame: CardFrame): number => Math.min(frame.height, frame.width * 0.7) / 100;

const fading = (durationFrames: number, framesPerSecond: number): TextClip['opacity'] => {
  const fade = Math.round(framesPerSecond * 0.5);
  return [
    { frame: 0, value: 0, easing: 'ease-in-out' },
    { frame: fade, value: 1, easing: 'hold' },
    { frame: Math.max(fade, durationFrames - fade - 1), value: 1, easing: 'ease-in-out' },
    { frame: Math.max(fade + 1, durationFrames - 1), value: 0, easing: 'hold' },
  ];
};

const card = (
  id: string,
  name: string,
  text: string,
  textStyle: TextStyle,
  frame: CardFrame,
  durationFrames: number,
): TextClip => ({
  kind: 'text',
  id,
  name,
  text,
  style: textStyle,
  opacity: fading(durationFrames, frame.framesPerSecond),
  sourceRange: { startFrame: 0, durationFrames },
});

/** A long title gets smaller letters: it must stand in two lines at the most. */
const titleSize = (title: string, frame: CardFrame): number => {
  const size = unit(frame) * 8.5;
  const fits = (frame.width * 0.84 * 2) / (Math.max(8, title.length) * 0.78);
  return Math.round(Math.min(size, fits));
};

/** "Written by" runs on into the name; any other credit ("an original short") stands beside it. */
export const bylineOf = ({ credit, author }: Breakdown): string => {
  if (!credit || !author) return credit ?? author ?? '';
  return /\b(by|von|par|de|por|di)$/i.test(credit.trim()) ? `${credit} ${author}` : `${credit} · ${author}`;
};

/** The title and, below it, whose film it is. One clip a line, so that each keeps its own size. */
export const titleClips = (breakdown: Breakdown, frame: CardFrame, durationFrames: number): TextClip[] => {
  const size = titleSize(breakdown.title, frame);
  const title = style(frame, {
    sizePx: size,
    fontWeight: 600,
    letterSpacingPx: Math.round(size * 0.14),
    lineHeight: 1.2,
    boxHeight: Math.round(frame.height * 0.53),
    verticalAlign: 'bottom',
    shadow: { colour: '#000000b0', blurPx: Math.round(size * 0.35), offsetY: Math.round(size * 0.05) },
  });
  const byline = bylineOf(breakdown);
  const clips = [card('title', 'Title', breakdown.title.toUpperCase(), title, frame, durationFrames)];
  if (byline) {
    const small = Math.round(unit(frame) * 2.9);
    const bylineStyle = style(frame, {
      sizePx: small,
      letterSpacingPx: Math.round(small * 0.04),
      boxY: Math.round(frame.height * 0.56),
      boxHeight: Math.round(frame.height * 0.2),
      verticalAlign: 'top',
      shadow: { colour: '#000000b0', blurPx: Math.round(small * 0.5), offsetY: 1 },
    });
    clips.push(card('byline', 'Byline', byline, bylineStyle, frame, durationFrames));
  }
  return clips;
};

const engineNames: Readonly<Record<string, string>> = {
  kokoro: 'Kokoro-82M',
  'espeak-ng': 'eSpeak NG',
  flite: 'Flite',
};

/** Who is in it, and honestly what made it. */
export const creditTexts = (
  breakdown: Breakdown,
  cast: Cast,
  engines: readonly string[],
): { readonly main: string; readonly small: string } => {
  const speaking = breakdown.characters.filter((character) => character.lineCount > 0).slice(0, 12);
  const names = speaking.map((character) => (character.fullName ?? character.name).toUpperCase());
  const byline = bylineOf(breakdown);
  const main = [breakdown.title, byline, '', ...names].filter((line, index) => line !== '' || index === 2).join('\n');
  const voices = engines.map((engine) => engineNames[engine] ?? engine).join(', ');
  const small = [
    breakdown.copyright ?? '',
    cast.members.length > 0 ? 'Faces after Lorelei by Lisa Wischofsky' : '',
    voices ? `Voices by ${voices}` : '',
    'Instruments by MuseScore General',
    'Made with Workprint',
  ];
  return { main, small: small.filter(Boolean).join('\n') };
};

export const creditClips = (
  breakdown: Breakdown,
  cast: Cast,
  engines: readonly string[],
  frame: CardFrame,
  durationFrames: number,
): TextClip[] => {
  const { main, small } = creditTexts(breakdown, cast, engines);
  const size = Math.round(unit(frame) * Math.min(4.4, 44 / Math.max(8, main.split('\n').length)));
  const mainStyle = style(frame, {
    sizePx: size,
    letterSpacingPx: Math.round(size * 0.03),
    boxHeight: Math.round(frame.height * 0.74),
    lineHeight: 1.5,
  });
  const smallStyle = style(frame, {
    sizePx: Math.round(unit(frame) * 2.5),
    fontWeight: 400,
    colour: '#9d978f',
    boxY: Math.round(frame.height * 0.72),
    boxHeight: Math.round(frame.height * 0.24),
    lineHeight: 1.5,
  });
  return [
    card('credits', 'Credits', main, mainStyle, frame, durationFrames),
    card('credits-small', 'Made with', small, smallStyle, frame, durationFrames),
  ];
};
