/** The tables of names of fal's models, held against what the catalog says of them. */
import { expect, test } from 'vitest';
import { modelCatalog } from '../../domain/catalog/catalog.ts';
import { imageFamilyOf, imageSizeOf } from './image-families.ts';
import { familyOf, type Shown, type VideoFamily } from './video-families.ts';

const records = modelCatalog.records.filter(({ provider }) => provider === 'fal');

type Field = 'first' | 'last' | 'source' | 'images' | 'videos' | 'audios';
/** A way of showing that the catalog allows, and the kinds of files it needs a name for. */
type Way = readonly [Shown, readonly Field[]];

test('VND-42 what the catalog allows a clip of fal to show has a name, at the endpoint that is priced and at no other (C3, C5)', () => {
  const clips = records.filter(({ makes }) => makes === 'video');
  expect(clips.length).toBeGreaterThan(20);
  const strange: unknown[] = [];
  for (const { id, limits, takes } of clips) {
    const family: VideoFamily = familyOf(id);
    if (family.isGuessed) continue;
    const { images, videos, audios } = limits.references;
    const others: readonly Field[] = [
      ...(images ? ['images' as const] : []),
      ...(videos ? ['videos' as const] : []),
      ...(audios ? ['audios' as const] : []),
    ];
    const isForFiles = Boolean(images || videos);
    const ways: readonly Way[] = [
      ...(/extend-video/.test(id)
        ? [['source', ['source']] as const]
        : isForFiles
          ? [['references', others] as const]
          : []),
      ...(limits.takesFirstFrame ? [['first', ['first']] as const] : []),
      ...(limits.takesLastFrame ? [['frames', ['first', 'last']] as const] : []),
      ...(!isForFiles && !limits.takesFirstFrame ? [['nothing', others] as const] : []),
    ];
    expect([id, ways.length > 0, takes.includes('text')]).toEqual([id, true, true]);
    for (const [shown, fields] of ways) {
      const endpoint = family.endpoints[shown];
      if (endpoint?.of(id) !== id) strange.push([id, shown, endpoint?.of(id)]);
      for (const field of fields) if (!endpoint?.[field]) strange.push([id, shown, field]);
    }
    const wanted: readonly (readonly [string, boolean, boolean])[] = [
      ['seed', limits.takesSeed === true, family.seed],
      ['negative prompt', limits.takesNegativePrompt === true, family.negative],
      ['shots', limits.shots !== undefined, family.shots],
      ['frame rates', (limits.fps?.length ?? 0) > 1, family.fps],
      ['shape', limits.aspectRatios !== null, family.aspect],
      ['resolution', (limits.resolutions?.length ?? 0) > 1, family.resolution !== 'none'],
      ['sound', limits.audio === true, family.sound !== 'never'],
      ['silence', limits.audio === false, family.sound === 'never'],
    ];
    for (const [what, isAllowed, isNamed] of wanted) if (isAllowed && !isNamed) strange.push([id, what]);
  }
  expect(strange).toEqual([]);
});

test('VND-42 a picture of the catalog is asked at the endpoint that is priced', () => {
  const pictures = records.filter(({ makes }) => makes === 'image');
  expect(pictures.length).toBeGreaterThan(5);
  for (const { id, takes } of pictures) {
    const family = imageFamilyOf(id);
    expect([id, family.isGuessed]).toEqual([id, undefined]);
    if (takes.includes('image') && /\/edit$|kontext/.test(id)) expect(family.edit?.of(id, 1)).toBe(id);
  }
});

test('VND-42 a picture of any shape has sides in steps of 16, at most 2048 of them and a megapixel in all', () => {
  for (const ratio of ['2.39:1', '1:2.39', '21:9', '1.85:1', '5:4', '8:1', '1:8', '1.3333:1', '4:1']) {
    const size = imageSizeOf(ratio);
    if (typeof size !== 'object') throw new Error(`${ratio} has no size.`);
    const { width, height } = size;
    expect([ratio, width % 16, height % 16]).toEqual([ratio, 0, 0]);
    expect(width * height).toBeLessThanOrEqual(1024 * 1024);
    expect(Math.max(width, height)).toBeLessThanOrEqual(2048);
    const [wide = 0, high = 0] = ratio.split(':').map(Number);
    expect(Math.abs(Math.log((width * high) / (height * wide)))).toBeLessThan(0.06);
  }
  expect([imageSizeOf('16:9'), imageSizeOf('9:16')]).toEqual(['landscape_16_9', 'portrait_16_9']);
  for (const ratio of ['', '16', '0:9', '9:0', '100:1', '16:9:1', '-1:1', 'a:b', '1:1e3'])
    expect([ratio, imageSizeOf(ratio)]).toEqual([ratio, undefined]);
});
