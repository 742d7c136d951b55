/**
 * Font families that this machine lacks, found before anything is rendered. In our own documents that is a mistake, told with its
 * place; other programs have fonts of their own, so there the nearest family stands in, and the import says so.
 */
import type { InterchangeFormat, Loss } from '../../domain/interchange/interchange.ts';
import { type Problem, TimelineInvalid } from '../../domain/timeline/timeline.ts';
import type { Timeline, VideoItem } from '../../domain/timeline/timeline.types.ts';

/** Whether texts can be drawn in a family. */
export type KnowsFamily = (family: string) => boolean;

type Opened = { readonly format: InterchangeFormat; readonly timeline: Timeline; readonly losses: readonly Loss[] };
type Swap = (family: string, place: string) => string;

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
/** `Montserrat ExtraBold` is Montserrat in one of its weights. */
const styleWords =
  /[ -]*(?:thin|hairline|(?:extra|ultra|semi|demi)[ -]?(?:light|bold)|light|regular|book|medium|bold|black|heavy|italic|oblique)+$/i;

/** The family that stands in for one that is not here. */
const standInFor = (family: string, knows: KnowsFamily): string => {
  const plain = family.replace(styleWords, '').trim();
  if (plain !== '' && plain !== family && knows(plain)) return plain;
  const named = standIns.find(([name]) => name.test(family))?.[1] ?? [];
  return named.find(knows) ?? 'Inter';
};

const swapItem = (item: VideoItem, swap: Swap, place: string): VideoItem => {
  if (item.kind === 'text' || item.kind === 'captions') {
    const fontFamily = swap(item.style.fontFamily, `${place}.style.fontFamily`);
    return fontFamily === item.style.fontFamily ? item : { ...item, style: { ...item.style, fontFamily } };
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
  const swap: Swap = (family, place) => {
    if (knows(family)) return family;
    if (opened.format === 'workprint') {
      const message = `no font family “${family}” is here; use Inter, Courier Prime, Noto Naskh Arabic, one that is installed, or name its file under "fonts"`;
      problems.push({ path: place, message });
      return family;
    }
    const standIn = standInFor(family, knows);
    const what = `font family “${family}”`;
    losses.push({
      path: place,
      what,
      how: 'approximated',
      note: `${standIn} stands in; install it or name its file to keep it`,
    });
    return standIn;
  };
  const tracks = swapTracks(opened.timeline.tracks, swap, 'tracks');
  if (problems.length > 0) throw new TimelineInvalid(problems);
  return { ...opened, timeline: { ...opened.timeline, tracks }, losses: [...opened.losses, ...losses] };
};
