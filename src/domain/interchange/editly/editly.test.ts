import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CompositionClip, VideoClip } from '../../timeline/timeline.types.ts';
import { describeLosses, exportTimeline, type ImportOptions, importAny } from '../interchange.ts';

const text = readFileSync(new URL('../../../../test/fixtures/interchange/party.editly.json5', import.meta.url), 'utf8');
const read = (source: string, options: ImportOptions = {}) => importAny(source, 'edit.json5', options).timeline;

describe('editly', () => {
  it('ICH-23 clips overlap by their transitions, at most by half of each', () => {
    const timeline = read(
      '{width:640,height:360,fps:25,clips:[{duration:4,layers:{type:"fill-color",color:"red"},transition:{name:"fade",duration:1}},{duration:1,layers:[{type:"fill-color",color:"#00f"}]}]}',
    );
    // Half of the second clip is 12 frames: 100 + 25 - 12.
    expect(timeline.durationFrames).toBe(113);
    expect(timeline.tracks[0]?.items).toMatchObject([
      { kind: 'solid', colour: '#ff0000', sourceRange: { startFrame: 0, durationFrames: 94 } },
      { kind: 'transition', type: 'dissolve', inFrames: 6, outFrames: 6 },
      { kind: 'solid', colour: '#0000ff', sourceRange: { durationFrames: 19 } },
    ]);
  });

  it('ICH-24 a video fits its clip by its speed, and lasts as long as its cut without one', () => {
    const fitted = read(
      '{width:640,height:360,fps:25,keepSourceAudio:true,clips:[{duration:2,layers:[{type:"video",path:"a.mp4",cutFrom:1,cutTo:5,resizeMode:"cover"}]}]}',
    );
    expect(fitted.tracks[0]?.items[0] as VideoClip).toMatchObject({
      speed: 2,
      sourceRange: { startFrame: 25, durationFrames: 50 },
      placement: { fit: 'cover' },
    });
    const cut = read(
      '{width:640,height:360,fps:25,clips:[{layers:[{type:"video",path:"a.mp4",cutFrom:1,cutTo:5,resizeMode:"stretch"}]}]}',
    );
    expect(cut.durationFrames).toBe(100);
    expect(cut.tracks[0]?.items[0]).toMatchObject({ sound: 'muted', placement: { fit: 'stretch' } });
  });

  it('ICH-25 frame, rate and length follow the first video once it is measured', () => {
    const source = '{clips:[{layers:[{type:"video",path:"a.mp4"}]}]}';
    const { wanted } = importAny(source, 'e.json5');
    expect(wanted.facts).toEqual([{ kind: 'file', path: 'a.mp4' }]);
    const picture = {
      stream: 0,
      codec: 'h264',
      width: 1080,
      height: 1920,
      codedWidth: 1080,
      codedHeight: 1920,
      pixelFormat: 'yuv420p',
      bitDepth: 8,
      alpha: false,
      rotation: 0,
      mirrored: false,
      interlaced: false,
      frames: 75,
      rate: { num: 30, den: 1 },
    } as const;
    const colour = { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', range: 'limited' } as const;
    const timeline = read(source, {
      factsOf: () => ({ kind: 'mp4', durationMs: 2500, sounds: [], picture: { ...picture, colour } }),
    });
    expect(timeline).toMatchObject({ width: 640, height: 1138, rate: { num: 30, den: 1 }, durationFrames: 75 });
  });

  it('ICH-26 layers lie in their order, defaults are merged in, a blurred copy fills what contain leaves', () => {
    const timeline = read(text);
    const clips = timeline.tracks[0]?.items.filter(({ kind }) => kind !== 'transition') as CompositionClip[];
    expect(timeline.fonts).toMatchObject([{ family: 'Patua One' }]);
    expect(clips[0]?.tracks?.map(({ items }) => items[0]?.kind)).toEqual(['composition', 'text']);
    expect(clips[2]?.tracks?.map(({ items }) => items[0])).toMatchObject([
      { kind: 'video', placement: { fit: 'cover' }, filters: [{ kind: 'blur' }], sound: 'muted', speed: 2 },
      { kind: 'video', placement: { fit: 'contain' }, speed: 2 },
      { kind: 'text', text: 'Slow, {{really}} slow' },
    ]);
    expect(clips[3]).toMatchObject({ kind: 'image', placement: { scaleX: [{ value: 1.2 }, { value: 1 }] } });
  });

  it('ICH-27 music, voices and their levels', () => {
    const { tracks, loudness } = read(text);
    const sounds = tracks
      .filter(({ kind }) => kind === 'audio')
      .flatMap(({ items }) => items.filter(({ kind }) => kind === 'audio'));
    expect(sounds).toMatchObject([
      { media: { path: 'music/funk.mp3' }, loop: true, gainDb: -10.959 },
      { media: { path: 'voice.wav' }, sourceRange: { startFrame: 15, durationFrames: 90 }, gainDb: -4.938 },
      { media: { path: 'clap.wav' } },
    ]);
    expect(loudness).toEqual({ integratedLufs: -14, truePeakDbtp: -1 });
  });

  it('ICH-53 what a format loses of one gradient is one line', () => {
    const edit =
      "{width:640,height:360,fps:25,clips:[{duration:2,layers:[{type:'linear-gradient',colors:['#000000','#ffffff']}]}]}";
    const { timeline } = importAny(edit, 'gradient.json5');
    const { losses } = exportTimeline(timeline, 'otio');
    expect(losses.length).toBeGreaterThan(100);
    expect(describeLosses(losses)).toEqual([
      expect.stringMatching(/^kept in metadata: .*nested timeline.*\[tracks\[0\]/u),
    ]);
  });
});
