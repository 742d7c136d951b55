/**
 * Words that Shotstack's own service refuses: mistyped names and fields. All of one document are told at once. A word that exists there
 * and not here is no mistake; reading it reports the loss.
 */
import { nearest, orList } from '../../timeline/schema/words.ts';
import type { Cursor } from '../json/cursor.ts';
import { importFailed } from '../shared/import-failure.ts';

const withSpeeds = (names: readonly string[]): readonly string[] =>
  names.flatMap((name) => [name, `${name}Slow`, `${name}Fast`, `${name}VeryFast`]);

const sides = ['Left', 'Right', 'Up', 'Down'];
const corners = [
  'TopRight',
  'RightTop',
  'RightBottom',
  'BottomRight',
  'BottomLeft',
  'LeftBottom',
  'LeftTop',
  'TopLeft',
];

const transitions = [
  'none',
  ...withSpeeds([
    ...['fade', 'reveal', 'zoom', 'wipeLeft', 'wipeRight'],
    ...sides.flatMap((side) => [`slide${side}`, `carousel${side}`]),
    ...corners.map((corner) => `shuffle${corner}`),
  ]),
];

/** Words a field takes, and those that are named when another stands there. */
type Words = { readonly field: string; readonly known: readonly string[]; readonly offered?: readonly string[] };

const ofClip: readonly Words[] = [
  { field: 'fit', known: ['cover', 'contain', 'crop', 'none'] },
  {
    field: 'position',
    known: ['top', 'topRight', 'right', 'bottomRight', 'bottom', 'bottomLeft', 'left', 'topLeft', 'center'],
  },
  {
    field: 'effect',
    known: ['none', ...withSpeeds(['zoomIn', 'zoomOut', ...sides.map((side) => `slide${side}`)])],
    offered: ['zoomIn', 'zoomOut', ...sides.map((side) => `slide${side}`)],
  },
  {
    field: 'filter',
    known: ['none', 'blur', 'boost', 'contrast', 'darken', 'greyscale', 'lighten', 'muted', 'negative'],
  },
];

const ofTransition: readonly Words[] = ['in', 'out'].map((field) => ({
  field,
  known: transitions,
  offered: ['fade', 'reveal', 'wipeLeft', 'slideLeft', 'carouselLeft', 'shuffleTopLeft', 'zoom and the like'],
}));

const ofAsset: readonly Words[] = [
  {
    field: 'type',
    known: [
      ...['video', 'image', 'audio', 'text', 'rich-text', 'title', 'html', 'html5', 'shape', 'svg', 'luma', 'caption'],
      ...['rich-caption', 'text-to-speech', 'text-to-image', 'image-to-video'],
    ],
    offered: ['video', 'image', 'audio', 'text', 'rich-text', 'title', 'html', 'shape', 'caption', 'luma'],
  },
];

const ofOutput: readonly Words[] = [
  { field: 'resolution', known: ['preview', 'mobile', 'sd', 'hd', '1080', '4k'] },
  { field: 'aspectRatio', known: ['16:9', '9:16', '1:1', '4:5', '4:3'] },
  { field: 'format', known: ['mp4', 'gif', 'jpg', 'png', 'bmp', 'mp3', 'wav', 'webm', 'mov'] },
  { field: 'quality', known: ['verylow', 'low', 'medium', 'high', 'veryhigh'] },
];

const clipFields = [
  ...['asset', 'start', 'length', 'fit', 'scale', 'width', 'height', 'position', 'offset', 'transition', 'effect'],
  ...['filter', 'opacity', 'transform', 'alias', 'display'],
];
const timelineFields = ['tracks', 'soundtrack', 'background', 'fonts', 'cache'];
const rootFields = ['timeline', 'output', 'merge', 'callback', 'disk', 'instance', 'id', 'status'];
const outputFields = [
  ...['format', 'resolution', 'aspectRatio', 'size', 'fps', 'scaleTo', 'quality', 'repeat', 'mute', 'range', 'poster'],
  ...['thumbnail', 'destinations', 'cache'],
];

type Problem = { readonly path: string; readonly why: string };

const wrongWords = (place: Cursor, all: readonly Words[]): Problem[] =>
  all.flatMap(({ field, known, offered = known }): Problem[] => {
    const raw = place.isObject ? (place.value as Readonly<Record<string, unknown>>)[field] : undefined;
    // A merge field that nobody filled is another matter, and so is what is no text.
    if (typeof raw !== 'string' || raw.includes('{{') || known.includes(raw)) return [];
    const near = nearest(raw, known);
    const meant = near === undefined ? 'use' : `did you mean “${near}”? Use`;
    const path = place.path === '' ? field : `${place.path}.${field}`;
    return [{ path, why: `“${raw.slice(0, 60)}” is not known; ${meant} ${orList(offered)}` }];
  });

/** Fields that are nearly called like one that is not there; others are kept as they are. */
const wrongFields = (place: Cursor, known: readonly string[]): Problem[] => {
  if (!place.isObject) return [];
  const said = place.keys();
  return said.flatMap((key): Problem[] => {
    if (known.includes(key)) return [];
    const near = nearest(
      key,
      known.filter((field) => !said.includes(field)),
    );
    const path = place.path === '' ? key : `${place.path}.${key}`;
    return near === undefined ? [] : [{ path, why: `is not known here; did you mean “${near}”?` }];
  });
};

const inClip = (clip: Cursor): Problem[] => {
  if (!clip.isObject) return [];
  return [
    ...wrongFields(clip, clipFields),
    ...wrongWords(clip.at('asset'), ofAsset),
    ...wrongWords(clip, ofClip),
    ...wrongWords(clip.at('transition'), ofTransition),
  ];
};

const listOf = (place: Cursor): readonly Cursor[] => (place.isList ? place.items() : []);

const mostShown = 20;

/** Throws `import-failed` with every mistyped word of the document, each at its path with what would be right. */
export const checkWords = (root: Cursor): void => {
  if (!root.isObject) return;
  const [timeline, output] = [root.at('timeline'), root.at('output')];
  const tracks = timeline.isObject ? listOf(timeline.at('tracks')) : [];
  const clips = tracks.flatMap((track) => (track.isObject ? listOf(track.at('clips')) : []));
  const problems = [
    ...wrongFields(root, rootFields),
    ...wrongFields(timeline, timelineFields),
    ...clips.flatMap(inClip),
    ...wrongFields(output, outputFields),
    ...wrongWords(output, ofOutput),
  ];
  const [first] = problems;
  if (first === undefined) return;
  if (problems.length === 1) throw importFailed(root.name, first.path, first.why);
  const shown = problems.slice(0, mostShown).map(({ path, why }) => `\n  ${path}: ${why}`);
  const more = problems.length > mostShown ? `\n  … and ${problems.length - mostShown} more` : '';
  throw importFailed(root.name, '', `${problems.length} things are wrong:${shown.join('')}${more}`);
};
