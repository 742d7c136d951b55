/** Sources for the benches, made once per folder: moving, noisy pictures that cost a coder about what filmed ones do. */
import { execFileSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { extname, join } from 'node:path';

const ffmpeg = (folder: string, name: string, args: readonly string[]): string => {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  const partial = join(folder, `partial-${name}`);
  execFileSync('ffmpeg', ['-hide_banner', '-nostdin', '-v', 'error', '-y', ...args, '-threads', '2', partial], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  renameSync(partial, path);
  return path;
};

const tags = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'];
const h264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '17', '-pix_fmt', 'yuv420p', '-g', '60', ...tags];
const speech = 'sine=frequency=180:sample_rate=48000,tremolo=f=5:d=0.9,aeval=val(0)|val(0)';

/** Pictures with slow movement and grain, each look of its own. */
const looks = [
  'gradients=s=1920x1080:r=30:x0=0:y0=0:x1=1900:y1=1000:nb_colors=6:seed=7:speed=0.02,format=yuv420p,noise=c0s=4:c0f=t',
  'mandelbrot=s=1920x1080:r=30:start_scale=0.3:end_scale=0.02:end_pts=900,format=yuv420p,noise=c0s=4:c0f=t',
  'testsrc2=s=1920x1080:r=30,gblur=sigma=2,format=yuv420p,noise=c0s=4:c0f=t',
] as const;

/** An H.264 clip with a voice-like sound, `seconds` long, 1080p30. */
export const clip = (folder: string, look: 0 | 1 | 2, seconds: number): string =>
  ffmpeg(folder, `clip-${look}-${seconds}.mp4`, [
    ...['-f', 'lavfi', '-i', looks[look], '-f', 'lavfi', '-i', speech, '-t', String(seconds)],
    ...[...h264, '-c:a', 'aac', '-b:a', '128k'],
  ]);

/** A photograph-like still, JPEG, 4000 x 3000 (or upright). */
export const photo = (folder: string, number: number, upright = false): string =>
  ffmpeg(folder, `photo-${number}${upright ? '-upright' : ''}.jpg`, [
    ...['-f', 'lavfi', '-i'],
    `mandelbrot=s=${upright ? '750x1000' : '1000x750'}:maxiter=600:start_scale=${(0.02 + 0.013 * number).toFixed(3)}:start_x=${(-0.74 + 0.004 * number).toFixed(3)},scale=${upright ? '3000:4000' : '4000:3000'},format=yuvj420p,noise=c0s=4`,
    ...['-frames:v', '1', '-pix_fmt', 'yuvj420p', '-q:v', '2'],
  ]);

/** A round badge with soft transparent edges. */
export const logo = (folder: string): string =>
  ffmpeg(folder, 'logo.png', [
    ...['-f', 'lavfi', '-i'],
    "color=c=0xe0603a:s=240x240,format=rgba,geq=r='r(X,Y)':g='g(X,Y)+60*Y/H':b='b(X,Y)':a='clip((110-hypot(X-120,Y-120))*40,0,255)'",
    ...['-frames:v', '1'],
  ]);

/** Music of a chord, stereo. */
export const music = (folder: string, seconds: number): string =>
  ffmpeg(folder, `music-${seconds}.wav`, [
    ...['-f', 'lavfi', '-i'],
    `aevalsrc='0.15*(sin(2*PI*220*t)+sin(2*PI*277*t)+sin(2*PI*330*t))*(0.6+0.4*sin(2*PI*0.5*t))|0.15*(sin(2*PI*220*t)+sin(2*PI*329*t))':s=48000:d=${seconds}`,
  ]);

/** Somebody who speaks and pauses, mono. */
export const voice = (folder: string, seconds: number): string =>
  ffmpeg(folder, `voice-${seconds}.wav`, [
    ...[
      '-f',
      'lavfi',
      '-i',
      `aevalsrc='0.4*sin(2*PI*(150+20*sin(9*t))*t)*(0.5+0.5*sin(2*PI*3*t))*lt(mod(t,4),3)':s=48000:d=${seconds}`,
    ],
  ]);

/** The limit's material: finished pictures and sound at a quality that loses next to nothing. */
export const asMaterial = (folder: string, film: string, name: string): string =>
  ffmpeg(folder, `${name}${extname(film)}`, [
    ...['-i', film, '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '6', '-pix_fmt', 'yuv420p', ...tags],
    ...['-c:a', 'copy'],
  ]);
