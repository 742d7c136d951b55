/** The same timelines by other means: the limit (decode and encode the same pictures), one filter graph by hand, and melt. */

/** What every way of rendering encodes with. */
export const encoder = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p'] as const;
const sound = ['-c:a', 'aac', '-b:a', '192k'] as const;
const quiet = ['-hide_banner', '-nostdin', '-v', 'error', '-y'] as const;

/** A program and what it is told. */
export type Way = { readonly program: string; readonly args: readonly string[] };

/** Nothing that makes a film of these pictures can do less: read them, code them. */
export const limit = (material: string, out: string): Way => ({
  program: 'ffmpeg',
  args: [...quiet, '-i', material, ...encoder, ...sound, '-movflags', '+faststart', out],
});

/** The limit of T1: the same seconds of the same clips, decoded, put end to end and coded, nothing else. */
export const limitOfClips = (clips: readonly string[], seconds: number, out: string): Way => {
  const pairs = clips.map((_, i) => `[${i}:v][${i}:a]`).join('');
  const inputs = clips.flatMap((clip) => ['-ss', '1', '-t', String(seconds), '-i', clip]);
  const graph = `${pairs}concat=n=${clips.length}:v=1:a=1[v][a]`;
  const mapped = ['-filter_complex', graph, '-map', '[v]', '-map', '[a]'];
  return {
    program: 'ffmpeg',
    args: [...quiet, ...inputs, ...mapped, ...encoder, ...sound, '-movflags', '+faststart', out],
  };
};

const drawn = (text: string, size: number, y: string, from: number, to: number, colour = 'white'): string =>
  `drawtext=text='${text}':fontsize=${size}:fontcolor=${colour}:borderw=3:x=(w-tw)/2:y=${y}:enable='between(t,${from},${to})':alpha='min(1,(t-${from})*3)'`;

/** T1 as one graph: crossfades, titles that fade, a logo, captions by the line (words are beyond it), music that ducks. */
export const graphT1 = (clips: readonly string[], logo: string, music: string, out: string): Way => {
  const titles = ['The Wall at Dawn', 'Hands and Stone', 'What It Was For'];
  const texts = [
    ...titles.map((title, i) => drawn(title, 96, '200', i * 10 + 1, i * 10 + 3.5)),
    ...Array.from({ length: 10 }, (_, i) => drawn(`line of caption number ${i}`, 54, 'h-140', i * 3, i * 3 + 2.9)),
  ].join(',');
  const graph = [
    '[0:v]trim=1:11.5,setpts=PTS-STARTPTS[a];[1:v]trim=0.5:11.5,setpts=PTS-STARTPTS[b];[2:v]trim=0.5:11,setpts=PTS-STARTPTS[c]',
    '[a][b]xfade=transition=fade:duration=1:offset=9.5[ab];[ab][c]xfade=transition=fade:duration=1:offset=19.5[v]',
    `[3:v]scale=160:160[logo];[v]${texts}[t];[t][logo]overlay=1720:40[out]`,
    '[0:a]atrim=1:11.5,asetpts=PTS-STARTPTS[x];[1:a]atrim=0.5:11.5,asetpts=PTS-STARTPTS[y];[2:a]atrim=0.5:11,asetpts=PTS-STARTPTS[z]',
    '[x][y]acrossfade=d=1[xy];[xy][z]acrossfade=d=1,asplit[voice][key]',
    '[4:a]volume=0.5,aresample=48000[m];[m][key]sidechaincompress=threshold=0.05:ratio=6[ducked];[voice][ducked]amix=inputs=2:normalize=0[sound]',
  ].join(';');
  const inputs = [...clips.flatMap((clip) => ['-i', clip]), '-loop', '1', '-i', logo, '-i', music];
  return {
    program: 'ffmpeg',
    args: [
      ...quiet,
      ...inputs,
      '-filter_complex',
      graph,
      '-map',
      '[out]',
      '-map',
      '[sound]',
      '-t',
      '30',
      '-r',
      '30',
      ...encoder,
      ...sound,
      out,
    ],
  };
};

/** T2 as one graph: `zoompan` is FFmpeg's camera over stills. */
export const graphT2 = (photos: readonly string[], music: string, out: string): Way => {
  const cameras = photos.map(
    (_, i) =>
      `[${i}:v]scale=2880:-2,crop=2880:1620,zoompan=z='1.02+0.0012*on':x='iw/2-(iw/zoom/2)+on*0.2':y='ih/2-(ih/zoom/2)':d=165:s=1920x1080:fps=30[p${i}]`,
  );
  let before = 'p0';
  const fades = photos.slice(1).map((_, i) => {
    const joined = `f${i + 1}`;
    const fade = `[${before}][p${i + 1}]xfade=transition=fade:duration=1:offset=${(i + 1) * 5 - 0.5}[${joined}]`;
    before = joined;
    return fade;
  });
  const texts = Array.from({ length: 20 }, (_, i) =>
    drawn(`line of caption number ${i}`, 54, 'h-140', i * 3, i * 3 + 2.9),
  );
  const graph = [...cameras, ...fades, `[${before}]${texts.join(',')}[out]`].join(';');
  return {
    program: 'ffmpeg',
    args: [
      ...[...quiet, ...photos.flatMap((photo) => ['-i', photo]), '-i', music, '-filter_complex', graph],
      ...['-map', '[out]', '-map', `${photos.length}:a`, '-t', '60', '-r', '30', ...encoder, ...sound, out],
    ],
  };
};

/** T3 by hand: scaled once and repeated, the quickest way there is. */
export const graphT3 = (photo: string, voice: string, out: string): Way => ({
  program: 'ffmpeg',
  args: [
    ...[...quiet, '-i', photo, '-i', voice, '-filter_complex'],
    `[0:v]scale=1440:1920,crop=1080:1920,format=yuv420p,drawtext=text='What the sea gave back':fontsize=84:fontcolor=white:borderw=3:x=(w-tw)/2:y=1500,loop=loop=-1:size=1,fps=30,trim=duration=10[v]`,
    ...['-map', '[v]', '-map', '1:a', '-t', '10', '-r', '30', ...encoder, ...sound, out],
  ],
});

const meltEncoder = ['vcodec=libx264', 'preset=veryfast', 'crf=20', 'acodec=aac', 'ab=192k', 'pix_fmt=yuv420p'];
const consumer = (out: string, width: number, height: number): string[] => [
  ...['-consumer', `avformat:${out}`, ...meltEncoder, `width=${width}`, `height=${height}`],
  ...['frame_rate_num=30', 'frame_rate_den=1', 'real_time=-2', 'progressive=1'],
];

/** T1 by melt: the same cuts, fades, logo, titles and music; captions by the line. */
export const meltT1 = (clips: readonly string[], logo: string, music: string, out: string): Way => ({
  program: 'melt',
  args: [
    ...['-silent', '-profile', 'atsc_1080p_30'],
    ...[
      clips[0] as string,
      'in=30',
      'out=344',
      clips[1] as string,
      'in=15',
      'out=344',
      '-mix',
      '30',
      '-mixer',
      'luma',
      '-mixer',
      'mix:-1',
    ],
    ...[clips[2] as string, 'in=15', 'out=329', '-mix', '30', '-mixer', 'luma', '-mixer', 'mix:-1'],
    ...[
      '-filter',
      'dynamictext',
      'argument=The Wall at Dawn',
      'geometry=0/140:1920x300',
      'size=96',
      'halign=center',
      'in=30',
      'out=104',
    ],
    ...['-filter', 'dynamictext', 'argument=a line of captions', 'geometry=0/900:1920x150', 'size=54', 'halign=center'],
    ...[
      '-track',
      logo,
      'out=899',
      '-transition',
      'composite',
      'geometry=1720/40:160x160:100',
      'a_track=0',
      'b_track=1',
      'out=899',
    ],
    ...['-track', music, 'out=899', '-transition', 'mix', 'a_track=0', 'b_track=2', 'always_active=1', 'sum=1'],
    ...consumer(out, 1920, 1080),
  ],
});

/** T2 by melt: stills under its affine camera. */
export const meltT2 = (photos: readonly string[], music: string, out: string): Way => ({
  program: 'melt',
  args: [
    ...['-silent', '-profile', 'atsc_1080p_30'],
    ...photos.flatMap((photo, i) => [
      ...[photo, `out=${i === 0 || i === photos.length - 1 ? 164 : 179}`],
      ...['-attach', 'affine', 'background=colour:black', 'transition.rect=0=0 0 1920 1080 1;164=-160 -90 2240 1260 1'],
      ...(i > 0 ? ['-mix', '30', '-mixer', 'luma'] : []),
    ]),
    ...['-filter', 'dynamictext', 'argument=a line of captions', 'geometry=0/900:1920x150', 'size=54', 'halign=center'],
    ...['-track', music, 'out=1799', '-transition', 'mix', 'a_track=0', 'b_track=1', 'always_active=1', 'sum=1'],
    ...consumer(out, 1920, 1080),
  ],
});

/** T3 by melt. */
export const meltT3 = (photo: string, voice: string, out: string): Way => ({
  program: 'melt',
  args: [
    ...['-silent', '-profile', 'vertical_hd_30', photo, 'out=299'],
    ...[
      '-filter',
      'dynamictext',
      'argument=What the sea gave back',
      'geometry=90/1400:900x300',
      'size=84',
      'halign=center',
    ],
    ...['-track', voice, 'out=299', '-transition', 'mix', 'a_track=0', 'b_track=1', 'always_active=1', 'sum=1'],
    ...consumer(out, 1080, 1920),
  ],
});
