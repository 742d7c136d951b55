/** Every limit in one place, with its unit in the name and its reason beside it. */
export const limits = {
  /** A 120-page feature is about 200 kB; ten times the longest known shooting script still fits. Larger is not a script. */
  scriptBytes: 10 * 1024 * 1024,
  /** Longest side of a film frame in pixels (8K UHD). */
  frameSidePx: 7680,
  /** Shortest side of a frame: a chroma plane of eight samples, what the kernels step by. */
  leastFrameSidePx: 16,
  /** Ten thousand clips with keyframes are about 10 MB of JSON. */
  timelineBytes: 64 * 1024 * 1024,
  /** Longest timeline in hours. A day of film is more than anybody edits in one document; 1e9 frames are a mistake. */
  timelineHours: 24,
  /** Clips, gaps, transitions and captions of a document, nested ones included; ten times a long feature's. */
  timelineItems: 50_000,
  /** Keyframes and switch cues of a document; a two-hour film's mouths need a hundred thousand. */
  timelineKeyframes: 1_000_000,
  /** Values in all notes (`metadata`) of a document. */
  metadataValues: 500_000,
  /** How deep timelines stand inside timelines; each needs a frame of memory. */
  nestedTimelines: 8,
  tracksInStack: 500,
  filtersOnClip: 32,
  pointsInShape: 2_000,
  fontsInTimeline: 100,
  markersInTimeline: 10_000,
  /** Characters of a text on screen; a full page of small print is 5,000. */
  textLength: 10_000,
  /** Characters of a name, an id or a path. */
  nameLength: 300,
  pathLength: 4_096,
  /** Merge fields of a document. */
  mergeFields: 10_000,
  /** Characters of a text after its merge fields were filled in. */
  mergedTextLength: 100_000,
  /** And of all such texts of a document together. */
  mergedTextsLength: 20_000_000,
  /** Problems listed in one message; more help nobody. */
  problemsShown: 50,
  /** Largest file taken in; an hour of ProRes 4444 in 4K is a third of it. */
  mediaBytes: 2 ** 40,
  /** Pixels of one picture (8192 x 8192): a decoder holds several of them, four bytes each and more. */
  mediaPixels: 8192 * 8192,
  /** Streams of a file: a film in thirty languages with its subtitles has fewer. */
  mediaStreams: 64,
  /** Frames of a file, shown or hidden: four hours at 60 a second. */
  mediaFrames: 4 * 3600 * 60,
  /** Entries of an edit list: editors write one or two, heavily cut films some dozens. FFmpeg needs a millisecond for each. */
  mediaEdits: 1000,
  /** Length of a file: a day. */
  mediaMs: 24 * 3600 * 1000,
} as const;
