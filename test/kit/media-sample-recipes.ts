/** Recipes of the test media: FFmpeg arguments without the output. All pictures are 320 x 180 upright unless said. */

export type MediaSample = {
  readonly extension: string;
  /** `{source}` is the path of the sample `of`. */
  readonly args: readonly string[];
  readonly of?: string;
  /** Written into the display matrix of an MP4 whose first track is its picture. */
  readonly turnClockwise?: 90 | 180 | 270;
  /** Frames in it; a still has one, sound none. */
  readonly frames: number;
  /** Frames per second of a steady one. */
  readonly rate?: { readonly num: number; readonly den: number };
  /** Numbers burnt into its frames in order, when they are not 0, 1, 2 … */
  readonly numbers?: readonly number[];
};

/** Twelve bits in twelve columns: the upper row white where the bit of the frame's number is set, the row below the other way round. */
const numbered = Array.from({ length: 12 }, (_, bit) => {
  const cell = (row: number, colour: string, when: string): string =>
    `drawbox=x=iw*${bit}/12:y=ih*${row}/4:w=iw/12+1:h=ih/4:color=${colour}:t=fill${when}`;
  const set = `:enable='gte(mod(n,${2 ** (bit + 1)}),${2 ** bit})'`;
  return [cell(0, 'black', ''), cell(1, 'white', ''), cell(0, 'white', set), cell(1, 'black', set)].join(',');
}).join(',');

const frames = 90;
const picture = (rate = '30', size = '320x180', count = frames): string[] => [
  '-f',
  'lavfi',
  '-i',
  `testsrc2=size=${size}:rate=${rate},trim=end_frame=${count},setsar=1,${numbered},format=yuv420p`,
];
const sound = (frequency: number, seconds = 3): string[] => [
  '-f',
  'lavfi',
  '-i',
  `sine=frequency=${frequency}:sample_rate=48000:duration=${seconds}`,
];
const words = (text: string): string[] => text.split(' ');
const bt709 = words('-colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv');
const h264 = [...words('-c:v libx264 -preset ultrafast -bf 2 -g 250 -crf 18 -pix_fmt yuv420p'), ...bt709];

const steady = (text: string, num: number, den = 1): MediaSample => ({
  extension: 'mp4',
  args: [...picture(text), ...h264],
  frames,
  rate: { num, den },
});
const thirty = { frames, rate: { num: 30, den: 1 } } as const;
const remuxed = (of: string, extension: string, ...args: string[]): MediaSample => ({
  extension,
  args: ['-i', '{source}', '-map', '0', '-c', 'copy', ...args],
  of,
  ...thirty,
});
/** Transparent where the picture below the numbers is left of the middle. */
const halfClear = (rate = '30', count = frames): string[] => [
  '-f',
  'lavfi',
  '-i',
  `testsrc2=size=320x180:rate=${rate},trim=end_frame=${count},setsar=1,format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='if(gt(Y,H/2)*lt(X,W/2),0,if(gt(Y,H/2)*lt(X,W*3/4),128,255))',${numbered},format=rgba`,
];
const sparse = Array.from({ length: frames }, (_, n) => n).filter((n) => n % 5 !== 3 && n % 7 !== 2);
/** One sample long click at each whole second, of 48 kHz mono. */
const clicks = (rateHz = 48000, seconds = 5): string[] => [
  '-f',
  'lavfi',
  '-i',
  `aevalsrc='0.9*eq(mod(n,${rateHz}),0)*gt(n,0)':s=${rateHz}:d=${seconds}`,
];

export type SampleName = keyof typeof recipes;

const recipes = {
  'h264-24': steady('24', 24),
  'h264-25': steady('25', 25),
  'h264-2997': steady('30000/1001', 30000, 1001),
  'h264-30': steady('30', 30),
  'h264-5994': steady('60000/1001', 60000, 1001),
  /** B-frames refer across key frames: reading may not begin at the nearest one. */
  'open-gop': {
    extension: 'mp4',
    args: [
      ...picture(),
      ...h264,
      ...words('-preset fast -bf 3 -x264-params open-gop=1:keyint=12:min-keyint=12:b-pyramid=normal'),
    ],
    ...thirty,
  },
  /** No whole pictures but the first: each third of a second begins a round of mending. */
  'intra-refresh': {
    extension: 'mp4',
    args: [...picture(), ...h264, ...words('-bf 0 -x264-params intra-refresh=1:keyint=10')],
    ...thirty,
  },
  'with-sound': { extension: 'mp4', args: [...picture(), ...sound(440), ...h264, '-c:a', 'aac'], ...thirty },
  'two-sounds': {
    extension: 'mp4',
    args: [
      ...picture(),
      ...sound(440),
      ...sound(880),
      ...words('-map 0 -map 1 -map 2'),
      ...h264,
      ...words('-c:a aac -metadata:s:a:0 language=eng -metadata:s:a:1 language=deu'),
    ],
    ...thirty,
  },
  /** Shot on its side: the coded picture is 180 x 320 and the display matrix turns it. */
  'rotated-90': { ...remuxed('turned-left', 'mp4'), turnClockwise: 90 },
  'rotated-270': { ...remuxed('turned-right', 'mp4'), turnClockwise: 270 },
  'rotated-180': { ...remuxed('turned-over', 'mp4'), turnClockwise: 180 },
  'turned-left': { extension: 'mp4', args: [...picture(), '-vf', 'transpose=cclock', ...h264], ...thirty },
  'turned-right': { extension: 'mp4', args: [...picture(), '-vf', 'transpose=clock', ...h264], ...thirty },
  'turned-over': { extension: 'mp4', args: [...picture(), '-vf', 'hflip,vflip', ...h264], ...thirty },
  /** 240 x 180 coded, pixels 4:3 wide, 320 x 180 shown. */
  anamorphic: { extension: 'mp4', args: [...picture('30', '240x180'), '-vf', 'setsar=4/3', ...h264], ...thirty },
  /** Frames dropped irregularly: 30 per second at most, times in whole milliseconds. */
  'vfr-mkv': {
    extension: 'mkv',
    args: [...picture(), '-vf', `select='not(eq(mod(n,5),3)+eq(mod(n,7),2))'`, ...words('-fps_mode vfr'), ...h264],
    frames: sparse.length,
    numbers: sparse,
  },
  'vfr-mp4': {
    extension: 'mp4',
    args: [
      ...picture(),
      '-vf',
      `select='not(eq(mod(n,5),3)+eq(mod(n,7),2))'`,
      ...words('-fps_mode vfr -video_track_timescale 90000'),
      ...h264,
    ],
    frames: sparse.length,
    numbers: sparse,
  },
  /** Cut without coding again: the first 20 frames are in the file but the edit list hides them. */
  'edit-list': {
    extension: 'mp4',
    args: words('-ss 0.66 -i {source} -map 0 -c copy'),
    of: 'with-sound',
    frames: frames - 20,
    rate: { num: 30, den: 1 },
    numbers: Array.from({ length: frames - 20 }, (_, n) => n + 20),
  },
  /** The picture begins half a second after the sound. */
  'late-picture': {
    extension: 'mp4',
    args: ['-itsoffset', '0.5', '-i', '{source}', ...sound(440), ...words('-map 0:v -map 1:a -c:v copy -c:a aac')],
    of: 'h264-30',
    ...thirty,
  },
  fragmented: remuxed('open-gop', 'mp4', '-movflags', 'frag_keyframe+empty_moov+default_base_moof'),
  mkv: remuxed('with-sound', 'mkv'),
  /** Clocks that do not begin at zero, no index, sound first. */
  mpegts: {
    extension: 'ts',
    args: [
      ...picture(),
      ...sound(440),
      ...h264,
      ...words('-g 24 -c:a aac -muxdelay 0.7 -output_ts_offset 1000 -f mpegts'),
    ],
    ...thirty,
  },
  flv: { extension: 'flv', args: [...picture(), ...sound(440), ...h264, ...words('-ar 44100 -c:a aac')], ...thirty },
  'mpeg4-avi': {
    extension: 'avi',
    args: [...picture(), ...sound(440), ...words('-c:v mpeg4 -bf 2 -g 60 -q:v 3 -c:a libmp3lame')],
    ...thirty,
  },
  'mpeg2-ps': {
    extension: 'mpg',
    args: [...picture(), ...sound(440), ...words('-c:v mpeg2video -bf 2 -g 15 -q:v 3 -c:a mp2')],
    ...thirty,
  },
  wmv: { extension: 'wmv', args: [...picture(), ...sound(440), ...words('-c:v wmv2 -q:v 3 -c:a wmav2')], ...thirty },
  'mjpeg-mov': { extension: 'mov', args: [...picture(), ...words('-c:v mjpeg -pix_fmt yuvj420p -q:v 3')], ...thirty },
  'vp9-webm': {
    extension: 'webm',
    args: [
      ...picture(),
      ...sound(440),
      ...words('-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -crf 30 -b:v 0 -c:a libopus'),
    ],
    ...thirty,
  },
  'vp8-webm': {
    extension: 'webm',
    args: [...picture(), ...words('-c:v libvpx -deadline good -cpu-used 5 -b:v 1M -auto-alt-ref 1 -lag-in-frames 16')],
    ...thirty,
  },
  'prores-mov': {
    extension: 'mov',
    args: [...picture(), ...words('-c:v prores_ks -profile:v 2 -pix_fmt yuv422p10le')],
    ...thirty,
  },
  'hevc-10': {
    extension: 'mp4',
    args: [
      ...picture(),
      ...words('-c:v libx265 -preset ultrafast -x265-params log-level=error -pix_fmt yuv420p10le -tag:v hvc1'),
      ...bt709,
    ],
    ...thirty,
  },
  'av1-mp4': {
    extension: 'mp4',
    args: [...picture('30', '320x180', 30), ...words('-c:v libsvtav1 -preset 12 -crf 30')],
    frames: 30,
    rate: { num: 30, den: 1 },
  },
  'alpha-vp9': {
    extension: 'webm',
    args: [
      ...halfClear('30', 30),
      ...words('-c:v libvpx-vp9 -pix_fmt yuva420p -deadline realtime -cpu-used 8 -crf 20 -b:v 0 -auto-alt-ref 0'),
    ],
    frames: 30,
    rate: { num: 30, den: 1 },
  },
  'alpha-vp8': {
    extension: 'webm',
    args: [
      ...halfClear('30', 30),
      ...words('-c:v libvpx -pix_fmt yuva420p -deadline realtime -cpu-used 8 -b:v 2M -auto-alt-ref 0'),
    ],
    frames: 30,
    rate: { num: 30, den: 1 },
  },
  'alpha-prores': {
    extension: 'mov',
    args: [...halfClear('30', 30), ...words('-c:v prores_ks -profile:v 4 -pix_fmt yuva444p10le')],
    frames: 30,
    rate: { num: 30, den: 1 },
  },
  'alpha-qtrle': {
    extension: 'mov',
    args: [...halfClear('30', 30), ...words('-c:v qtrle -pix_fmt argb')],
    frames: 30,
    rate: { num: 30, den: 1 },
  },
  'alpha-gif': {
    extension: 'gif',
    args: [
      ...halfClear('25', 30),
      '-filter_complex',
      'split[a][b];[a]palettegen=reserve_transparent=1[p];[b][p]paletteuse=dither=none',
    ],
    frames: 30,
    rate: { num: 25, den: 1 },
  },
  'alpha-png': { extension: 'png', args: [...halfClear('30', 1), ...words('-frames:v 1')], frames: 1 },
  'alpha-webp': {
    extension: 'webp',
    args: [...halfClear('30', 1), ...words('-c:v libwebp -lossless 1 -frames:v 1')],
    frames: 1,
  },
  'opaque-png': {
    extension: 'png',
    args: [...picture('30', '320x180', 1), ...words('-pix_fmt rgb24 -frames:v 1')],
    frames: 1,
  },
  jpeg: {
    extension: 'jpg',
    args: [...picture('30', '320x180', 1), ...words('-pix_fmt yuvj420p -q:v 2 -frames:v 1')],
    frames: 1,
  },
  bmp: { extension: 'bmp', args: [...picture('30', '320x180', 1), ...words('-pix_fmt bgr24 -frames:v 1')], frames: 1 },
  tiff: {
    extension: 'tiff',
    args: [...picture('30', '320x180', 1), ...words('-pix_fmt rgb24 -frames:v 1')],
    frames: 1,
  },
  hdr10: {
    extension: 'mp4',
    args: [
      ...picture(),
      ...words(
        '-c:v libx265 -preset ultrafast -pix_fmt yuv420p10le -tag:v hvc1 -colorspace bt2020nc -color_primaries bt2020 -color_trc smpte2084 -color_range tv',
      ),
      '-x265-params',
      'log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50):max-cll=1000,400',
    ],
    ...thirty,
  },
  hlg: {
    extension: 'mp4',
    args: [
      ...picture(),
      ...words(
        '-c:v libx265 -preset ultrafast -pix_fmt yuv420p10le -tag:v hvc1 -colorspace bt2020nc -color_primaries bt2020 -color_trc arib-std-b67 -color_range tv -x265-params log-level=error',
      ),
    ],
    ...thirty,
  },
  /** 25 interlaced frames of 50 fields; both fields carry the number of the frame. */
  interlaced: {
    extension: 'mp4',
    args: [...picture('25'), ...words('-vf setfield=tff'), ...h264, ...words('-flags +ilme+ildct -x264-params tff=1')],
    frames,
    rate: { num: 25, den: 1 },
  },
  /** Left, right, centre, low, left and right behind: one tone each. */
  surround: {
    extension: 'mov',
    args: [
      '-f',
      'lavfi',
      '-i',
      "aevalsrc='0.2*sin(2*PI*300*t)|0.2*sin(2*PI*500*t)|0.2*sin(2*PI*700*t)|0.2*sin(2*PI*60*t)|0.2*sin(2*PI*900*t)|0.2*sin(2*PI*1100*t)':s=48000:d=2:c=5.1",
      ...words('-c:a pcm_s16le'),
    ],
    frames: 0,
  },
  'clicks-wav': { extension: 'wav', args: [...clicks(), ...words('-c:a pcm_s16le')], frames: 0 },
  'clicks-44100': { extension: 'wav', args: [...clicks(44100), ...words('-c:a pcm_s24le')], frames: 0 },
  'clicks-aiff': { extension: 'aiff', args: [...clicks(), ...words('-c:a pcm_s16be')], frames: 0 },
  'clicks-flac': { extension: 'flac', args: [...clicks(), ...words('-c:a flac')], frames: 0 },
  'clicks-mp3': { extension: 'mp3', args: [...clicks(), ...words('-c:a libmp3lame -b:a 192k')], frames: 0 },
  'clicks-m4a': { extension: 'm4a', args: [...clicks(), ...words('-c:a aac -b:a 192k')], frames: 0 },
  'clicks-aac': { extension: 'aac', args: [...clicks(), ...words('-c:a aac -b:a 192k -f adts')], frames: 0 },
  'clicks-opus': { extension: 'ogg', args: [...clicks(), ...words('-c:a libopus -b:a 128k')], frames: 0 },
  'clicks-vorbis': { extension: 'ogg', args: [...clicks(), ...words('-c:a libvorbis -b:a 160k')], frames: 0 },
  'clicks-webm': { extension: 'webm', args: [...clicks(), ...words('-c:a libopus -b:a 128k')], frames: 0 },
} satisfies Record<string, MediaSample>;

/** All samples by name. */
export const mediaSamples: Readonly<Record<SampleName, MediaSample>> = recipes;
