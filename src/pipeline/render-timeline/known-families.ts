/**
 * Font families that this machine lacks, found before anything is rendered. In our own documents that is a mistake, told with its
 * place; other programs have fonts of their own, so there the nearest family stands in, and the import says so.
 */
import type { InterchangeFormat, Loss } from '../../domain/interchange/interchange.ts';
import { type Problem, TimelineInvalid } from '../../domain/timeline/timeline.ts';
import type { TextStyle, Timeline, VideoItem } from '../../domain/timeline/timeline.types.ts';

/** Whether texts can be drawn in a family. */
export type KnowsFamily = (family: string) => boolean;

type Opened = { readonly format: InterchangeFormat; readonly timeline: Timeline; readonly losses: readonly Loss[] };
type Swap = (style: TextStyle, place: string) => TextStyle;

/** Families of like widths or looks, best first, by what their names say; ours come last and are always there. */
const standIns: readonly (readonly [name: RegExp, families: readonly string[]])[] = [
  [/arial|helvetica|sans-serif|verdana|tahoma|trebuchet/i, ['Liberation Sans', 'Arimo', 'Inter']],
  [/mono|courier|consol|menlo|typewriter|code/i, ['Courier Prime']],
  [
    /times|georgia|garamond|palatino|(?<!sans[- ])serif/i,
    ['Liberation Serif', 'Tinos', 'Noto Serif', 'DejaVu Serif', 'Inter'],
  ],
  [/arab|naskh|nastal|kufi|amiri|cairo|tajawal/i, ['Noto Naskh Arabic']],
];
/** `Montserrat ExtraBold Italic` is Montserrat in one of its styles. */
const styleWords =
  /[ -]*(?:thin|hairline|(?:extra|ultra|semi|demi)[ -]?(?:light|bold)|light|regular|book|medium|bold|black|heavy|italic|oblique)+$/i;
const weights: readonly (readonly [name: RegExp, weight: TextStyle['fontWeight']])[] = [
  [/thin|hairline/i, 100],
  [/(?:extra|ultra)[ -]?light/i, 200],
  [/(?:extra|ultra)[ -]?bold/i, 800],
  [/(?:semi|demi)[ -]?bold/i, 600],
  [/light/i, 300],
  [/medium/i, 500],
  [/bold/i, 700],
  [/black|heavy/i, 900],
];

/** A style in the family that stands in for its own; a weight or slant that was part of the name becomes one of the style. */
const standIn = (style: TextStyle, knows: KnowsFamily): TextStyle => {
  const { fontFamily: family } = style;
  let plain = family.trim();
  while (styleWords.test(plain)) plain = plain.replace(styleWords, '').trim();
  const words = family.slice(plain.length);
  const weight = weights.find(([name]) => name.test(words))?.[1];
  const named = standIns.find(([name]) => name.test(plain))?.[1] ?? [];
  return {
    ...style,
    fontFamily: [plain, ...named].find((name) => name !== '' && knows(name)) ?? 'Inter',
    ...(weight !== undefined && style.fontWeight === 400 ? { fontWeight: weight } : {}),
    ...(/italic|oblique/i.test(words) ? { italic: true } : {}),
  };
};

const swapItem = (item: VideoItem, swap: Swap, place: string): VideoItem => {
  if (item.kind === 'text' || item.kind === 'captions') {
    const style = swap(item.style, `${place}.style.fontFamily`);
    return style === item.style ? item : { ...item, style };
  }
  if (item.kind !== 'composition' || !item.tracks) return item;
  return { ...item, tracks: swapTracks(item.tracks, swap, `${place}.tracks`) };
};

const swapTracks = (tracks: Timeline['tracks'], swap: Swap, place: string): Timeline['tracks'] =>
  tracks.map((track, t) =>
    track.kind === 'audio'
      ? track
      : { ...track, items: track.items.map((item, i) => swapItem(item, swap, `${place}[${t}].items[${i}]`)) },
  );

/** The same with only families that can be drawn. Throws `timeline-invalid` naming every unknown one of our own documents. */
export const withKnownFamilies = <Any extends Opened>(opened: Any, knowsFamily: KnowsFamily): Any => {
  const own = new Set((opened.timeline.fonts ?? []).map(({ family }) => family.toLowerCase()));
  const knows: KnowsFamily = (family) => own.has(family.toLowerCase()) || knowsFamily(family);
  const problems: Problem[] = [];
  const losses: Loss[] = [];
  const swap: Swap = (style, place) => {
    const { fontFamily: family } = style;
    if (knows(family)) return style;
    if (opened.format === 'workprint') {
      const message = `no font family “${family}” is here; use Inter, Courier Prime, Noto Naskh Arabic, one that is installed, or name its file under "fonts"`;
      problems.push({ path: place, message });
      return style;
    }
    const instead = standIn(style, knows);
    const note = `${instead.fontFamily} stands in; install the font to keep it`;
    losses.push({ path: place, what: `font family “${family}”`, how: 'approximated', note });
    return instead;
  };
  const tracks = swapTracks(opened.timeline.tracks, swap, 'tracks');
  if (problems.length > 0) throw new TimelineInvalid(problems);
  return { ...opened, timeline: { ...opened.timeline, tracks }, losses: [...opened.losses, ...losses] };
};
