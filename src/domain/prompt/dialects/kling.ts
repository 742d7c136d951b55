/**
 * Kling 3 and 4. Five layers in prose (scene, people, action, camera, sound); one shot never above 512 characters. Speakers are tied to a deed
 * and a tone of voice before the line; a chosen voice is `<<<voice_1>>>` right behind the speaker. The negative field names things without
 * "no". Sources: Kling's API document of video 3.0 (voice_list, <<<voice_1>>>, 512 a shot, negative to 2,500), fal's Kling 3 guide by way of
 * github.com/smixs/visual-skills (CC BY 4.0, facts only), docs.venice.ai (@Element1, @Image1), read 2026-11-20.
 */
import type { DialectWriting } from '../passage.types.ts';

export const kling: DialectWriting = {
  makes: 'video',
  mostCharacters: 512,
  order: [
    'references',
    'opener',
    'identity',
    'action',
    'staging',
    'dialogue',
    'camera',
    'weather',
    'light',
    'place',
    'mood',
    'style',
    'extra',
    'card',
    'effects',
    'ambience',
    'music',
    'lens',
    'end',
    'guards',
  ],
  speak: ({ who, manner, words, voice }) =>
    `${who}${voice === undefined ? '' : ` <<<voice_${voice}>>>`} says${manner === '' ? '' : ` ${manner}`}: "${words}"`,
  effects: (sounds) => `Sound: ${sounds.join(', ')}.`,
  ambience: (sounds) => `Background sound: ${sounds.join(', ')}.`,
  mark: ({ kind, number }) =>
    kind === 'image' ? `@Image${number}` : kind === 'video' ? `@Video${number}` : `voice ${number}`,
  avoids: 'blurry, distorted hands, extra fingers, melted face, watermark, subtitles, text overlay, logo, jitter',
};
