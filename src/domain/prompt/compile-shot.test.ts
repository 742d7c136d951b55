import { describe, expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { compileShot } from './compile-shot.ts';
import { fitPassages } from './fit-passages.ts';
import type { Passage } from './passage.types.ts';
import { cutAtWord, plainWords, visibleText, withArticle } from './plain-words.ts';
import type { ShotBrief } from './shot-brief.types.ts';
import { hostileText, plainBrief, reference, somebody, spoken } from './testing/hard-briefs.ts';
import { someRecord } from './testing/some-record.ts';

const brief = (changes: Partial<ShotBrief> = {}): ShotBrief => ({ ...plainBrief, ...changes });
const talk = brief({
  lines: [spoken('Ines', 'That frequency is closed.', { direction: 'quietly', delivery: 'soft' })],
  effects: ['static'],
});
const clip = (dialect: Parameters<typeof someRecord>[0], shot = talk, limits = {}, wishes = {}) =>
  compileShot(shot, someRecord(dialect, 'video', limits), 'clip', wishes);

describe('ways of writing', () => {
  test('PRM-9 Veo: speech in quotation marks, SFX and ambient noise behind their labels', () => {
    const { prompt } = clip('veo').ask;
    expect(prompt).toContain('Ines says quietly: "That frequency is closed."');
    expect(prompt).toContain('SFX: static.');
    expect(prompt).toContain('Ambient noise: rain on the windows.');
    expect(prompt).toMatch(/^Medium shot of Ines in a kitchen at night\./u);
  });

  test('PRM-9 Kling: one shot within 512 characters, a chosen voice behind its speaker', () => {
    const voiced = brief({ lines: talk.lines, references: [reference('voice', 'ines', { kind: 'audio' })] });
    const { prompt } = clip('kling', voiced, {
      promptChars: 2500,
      references: { images: 0, videos: 0, audios: 2 },
    }).ask;
    expect(prompt).toContain('Ines <<<voice_1>>> says quietly: "That frequency is closed."');
    expect(prompt.length).toBeLessThanOrEqual(512);
  });

  test('PRM-9 Seedance: braces, angle brackets, round brackets, @ with a job, titles', () => {
    const shot = brief({
      lines: talk.lines,
      effects: ['static'],
      card: 'Part One',
      references: [reference('character', 'ines')],
    });
    const { prompt } = clip('seedance', shot, {}, { showsCard: true }).ask;
    expect(prompt).toContain('Ines says in English, quietly: {That frequency is closed.}');
    expect(prompt).toContain('<static>');
    expect(prompt).toContain('(no background music)');
    expect(prompt).toContain('【Part One】');
    expect(prompt).toMatch(/^@Image1 shows Ines: keep the face, hair and clothes exactly\./u);
  });

  test('PRM-9 MiniMax H3: speaker ids, language tags, soundscape and score; Hailuo: commands in brackets', () => {
    const { prompt } = clip('minimax').ask;
    expect(prompt).toContain('Ines (S1) says quietly: <d>[English] That frequency is closed.</d>');
    expect(prompt).toContain('\noverall_soundscape: Heard clearly: static. Throughout, rain on the windows.');
    expect(prompt).toMatch(/non_diegetic_music: N\/A$/u);
    expect(clip('hailuo', talk, { audio: false }).ask.prompt).toMatch(/^\[Push in\] Medium shot of Ines/u);
  });

  test('PRM-9 LTX: the camera also as its own setting, where it has a word for it', () => {
    expect(clip('ltx').ask.cameraMotion).toBe('dolly_in');
    const panned = brief({ camera: { ...plainBrief.camera, move: { kind: 'pan', direction: 'left', amount: 0.5 } } });
    expect(clip('ltx', panned).ask.cameraMotion).toBeUndefined();
    expect(clip('veo').ask.cameraMotion).toBeUndefined();
  });

  test('PRM-9 stills: labelled lines for GPT Image, sentences for Gemini, nothing forbidden for FLUX', () => {
    const still = (dialect: 'gpt-image' | 'gemini-image' | 'flux') =>
      compileShot(talk, someRecord(dialect, 'image'), 'still').ask.prompt;
    expect(still('gpt-image')).toMatch(
      /^Picture: .+\nPeople: .+\nMoment: .+\nSetting: .+\nLight: .+\nStyle: .+\nConstraints: /u,
    );
    expect(still('gemini-image')).not.toContain('\n');
    expect(still('flux')).not.toMatch(/\bno\b|\bwithout\b/iu);
    for (const dialect of ['gpt-image', 'gemini-image', 'flux'] as const) {
      expect(still(dialect)).not.toMatch(/camera pushes|frequency|static|Ends on/u);
    }
  });

  test('PRM-4 feelings are bodies', () => {
    const afraid = brief({ people: [somebody('Ines', { emotion: 'fear', emotionStrength: 0.8 })] });
    expect(clip('veo', afraid).ask.prompt).toContain('eyes wide, breath held, body tensed to run');
    expect(clip('veo', afraid).ask.prompt).not.toMatch(/\bafraid|\bfear/u);
  });
});

describe('sound', () => {
  test('PRM-10 a silent model hears no lines: mouths move instead', () => {
    const moving = brief({ ...talk, action: ['Ines folds the letter.'] });
    const { ask } = clip('wan', moving, { audio: false });
    expect(ask.audio).toBe(false);
    expect(ask.prompt).not.toContain('frequency');
    expect(ask.prompt).toContain('Ines talks all the while, lips moving naturally.');
  });

  test('PRM-10 sound that is not wished is not written, also where the model makes it anyway', () => {
    expect(clip('veo', talk, {}, { audio: false }).ask).toMatchObject({ audio: false });
    const always = clip('veo', talk, { audio: 'always' }, { audio: false });
    expect(always.ask.audio).toBe(true);
    expect(always.ask.prompt).not.toContain('frequency');
  });

  test('PRM-10 a narrator belongs to the film, a voice from elsewhere has no face', () => {
    const told = brief({ lines: [spoken('Ines', 'Years later.', { channel: 'voice-over', onScreen: false })] });
    expect(clip('veo', told, {}, { audio: true }).ask.prompt).not.toContain('Years later');
    const radio = brief({
      lines: [spoken('Kestrel', 'Come in.', { channel: 'radio', gender: 'male', onScreen: false })],
    });
    expect(clip('veo', radio).ask.prompt).toContain('A man\'s voice, thin over a radio, says: "Come in."');
    const outside = brief({ lines: [spoken('Tom', 'I know.', { gender: 'male' })] });
    expect(clip('veo', outside).ask.prompt).toContain('A man\'s voice from out of frame says: "I know."');
  });
});

describe('settings', () => {
  test('PRM-8 the nearest legal values, each change said', () => {
    const asked = brief({ durationSeconds: 7, aspect: '4:3' });
    const { ask, notes } = clip('veo', asked, {}, { resolution: '4k', seed: 5 });
    expect(ask).toMatchObject({ durationSeconds: 8, aspectRatio: '16:9', resolution: '1080p', seed: 5 });
    expect(notes).toContain('asked 7 s, nearest legal 8 s');
    expect(notes).toContain('asked 4:3, nearest legal 16:9');
    expect(notes).toContain('asked 4k, nearest legal 1080p');
    const still = compileShot(plainBrief, someRecord('flux', 'image'), 'still', { count: 9 });
    expect(still.ask.count).toBe(4);
    expect(still.notes).toContain('asked 9, nearest legal 4');
  });

  test('PRM-8 a still that cannot be begun from is a problem, and stays in the request', () => {
    const from = brief({ references: [reference('first-frame', 'ines')] });
    const { ask, problems } = compileShot(from, someRecord('kling', 'video', { takesFirstFrame: false }), 'animate');
    expect(problems.map(({ message }) => message)).toEqual([
      'Test kling begins from no picture: it cannot animate this still.',
    ]);
    expect(ask.references).toHaveLength(1);
  });

  test('PRM-14 frames or files to refer to, never both; only the latter are counted', () => {
    const both = brief({ references: [reference('character', 'ines'), reference('first-frame', 'ines')] });
    const animated = compileShot(both, someRecord('veo', 'video'), 'animate');
    expect(animated.ask.references?.map(({ role }) => role)).toEqual(['first-frame']);
    expect(animated.notes).toContain('the clip begins from its still: 1 file left out');
    const told = clip('seedance', both);
    expect(told.ask.references?.map(({ role }) => role)).toEqual(['character']);
    expect(told.ask.prompt).toContain('@Image1 shows Ines');
  });

  test('PRM-11 a negative prompt only where it is taken, whole things within the limit', () => {
    expect(clip('veo', talk, {}, { avoid: 'rain' }).ask.negativePrompt).toBeUndefined();
    expect(clip('veo', talk, {}, { avoid: 'rain' }).notes).toContain(
      'the model takes no negative prompt: what to avoid is left out',
    );
    const { ask } = clip(
      'veo',
      talk,
      { takesNegativePrompt: true, negativePromptChars: 40 },
      { avoid: 'rain, umbrellas' },
    );
    expect(ask.negativePrompt).toBe('rain, umbrellas, subtitles, captions');
    expect(ask.prompt).not.toContain('No subtitles');
  });

  test('PRM-14 the character before the things; what does not fit stays behind and is not spoken of', () => {
    const files = [1, 2, 3].map((nth) => reference('reference', `thing ${nth}`));
    const shot = brief({ references: [...files, reference('style', 'the film'), reference('character', 'ines')] });
    const { ask, notes } = clip('veo', shot);
    expect(ask.references?.map(({ name }) => name)).toEqual(['Ines', 'the film', 'thing 1']);
    expect(ask.prompt).toContain('Reference image 1 shows Ines: keep the face, hair and clothes exactly.');
    expect(ask.prompt).toContain('Reference image 2 sets the look');
    expect(ask.prompt).not.toContain('thing 2');
    expect(notes.join()).toContain('takes at most 3 images');
  });

  test('PRM-15 trained weights and their words where they are taken', () => {
    const lora = { url: 'https://weights.example/ines', scale: 1, triggerWord: 'ines_tok' };
    const shot = brief({ people: [somebody('Ines', { lora })] });
    const taken = compileShot(shot, someRecord('flux', 'image', {}, 'fal-ai/flux-lora'), 'still').ask;
    expect(compileShot(shot, someRecord('flux', 'image', { takesLoras: true }), 'still').ask.loras).toEqual([lora]);
    expect(compileShot(shot, someRecord('flux', 'image'), 'still').ask.loras).toBeUndefined();
    expect(taken.prompt).toContain('Ines, ines_tok, is a 40-year-old woman');
    expect(taken.loras).toEqual([lora]);
    const other = compileShot(shot, someRecord('gpt-image', 'image'), 'still');
    expect(other.ask.prompt).not.toContain('ines_tok');
    expect(other.ask.loras).toBeUndefined();
  });

  test('PRM-17 a card leaves room in the picture, or is in it when that is wished', () => {
    const shot = brief({ card: 'Eleven Years Earlier' });
    expect(clip('veo', shot).ask.prompt).toContain('stays calm and empty');
    expect(clip('veo', shot).ask.prompt).not.toContain('Eleven');
    expect(clip('veo', shot, {}, { showsCard: true }).ask.prompt).toContain(
      'The words "Eleven Years Earlier" stand in the middle',
    );
  });

  test('PRM-8 a model of another kind of work is refused', () => {
    expect(() => compileShot(plainBrief, someRecord('veo', 'video'), 'still')).toThrow(
      'makes video; a still needs a model that makes image',
    );
  });
});

describe('from a still', () => {
  const two = brief({
    people: [
      somebody('Ines', { emotion: 'anger', emotionStrength: 0.8 }),
      somebody('Ada', {
        screenX: 0.5,
        identity: { ...somebody('Ada').identity, short: 'red-haired woman in a green dress' },
      }),
    ],
    action: ["Ines takes Ada's letter.", 'Ada steps back.'],
    endFrame: 'Ines and Ada, at rest',
  });

  test('PRM-12 motion alone: no looks, no place, no light, people by what is seen of them', () => {
    const { prompt } = compileShot(brief(), someRecord('veo', 'video'), 'animate').ask;
    expect(prompt).toMatch(/^The woman folds the letter and slides it under the lamp\./u);
    expect(prompt).not.toMatch(/Ines|year-old|kitchen|lens|palette|grain|practical light/u);
    const both = compileShot(two, someRecord('veo', 'video'), 'animate').ask.prompt;
    expect(both).toContain(
      "The grey-haired woman in the navy wool coat takes the red-haired woman in the green dress's letter.",
    );
    expect(both).toContain('The red-haired woman in the green dress steps back.');
    expect(both).toContain('tightens her jaw and breathes out hard through the nose');
    expect(both).not.toMatch(/\bInes\b|\bAda\b/u);
  });
});

describe('room', () => {
  test('PRM-7 the least important goes first; action and looks only become shorter', () => {
    const full = brief({ ...talk, before: 'Before.', mood: 'dread' });
    const at = (promptChars: number) =>
      compileShot(full, someRecord('veo', 'video', { promptChars }), 'clip').ask.prompt;
    expect(at(900)).toContain('50mm lens');
    const gone = (words: string): number => {
      for (let limit = 1200; limit > 60; limit -= 10) if (!at(limit).includes(words)) return limit;
      return 0;
    };
    const order = ['50mm lens', 'Ambient noise', 'SFX', 'Cold, desaturated', 'Ends on', 'says quietly', 'folds'].map(
      gone,
    );
    expect(order).toEqual([...order].sort((a, b) => b - a));
    for (const limit of [500, 300, 200, 160]) {
      expect(at(limit).length).toBeLessThanOrEqual(limit);
      expect(at(limit)).toContain('folds');
      expect(at(limit)).toMatch(/grey bob|grey-haired/u);
    }
  });

  test('PRM-7 of a crowd the last are left out, and that is an issue', () => {
    const people = Array.from({ length: 12 }, (_, nth) => somebody(`Person ${nth}`, { depth: nth }));
    const { ask, lint } = compileShot(brief({ people }), someRecord('video', 'video'), 'clip');
    expect(ask.prompt.length).toBeLessThanOrEqual(500);
    expect(ask.prompt).toContain('Person 0 is a');
    expect(ask.prompt).toContain('folds the letter');
    const tiny = compileShot(brief({ people }), someRecord('video', 'video', { promptChars: 220 }), 'clip');
    expect(tiny.lint.map(({ rule }) => rule)).toContain('looks-left-out');
    expect(lint.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('PRM-7 passages of any sizes fit any limit, by rank, and no more is given up than is needed (seed 42)', () => {
    const random = seededRandom(42, 'passages');
    for (let round = 0; round < 300; round++) {
      const passages: Passage[] = Array.from({ length: 1 + Math.floor(random() * 12) }, (_, nth) => {
        const size = Math.floor(random() * 80);
        const word = 'word '.repeat(size).trim();
        const shorter = 'word '.repeat(Math.floor(size / 2)).trim();
        const rank = 10 + Math.floor(random() * 60);
        return {
          id: `p${nth}`,
          kind: 'extra',
          forms: [
            { text: word, rank: 0 },
            { text: shorter, rank },
            { text: '', rank: rank + 5 },
          ],
        };
      });
      const limit = 1 + Math.floor(random() * 600);
      const join = (texts: ReadonlyMap<string, string>): string =>
        [...texts.values()].filter((text) => text !== '').join(' ');
      const { text, kept } = fitPassages(passages, join, limit);
      expect(text.length).toBeLessThanOrEqual(limit);
      for (const [id, form] of Object.entries(kept)) {
        if (form === 0) continue;
        // Giving any one of them its longer form back would be too long.
        const longer = join(
          new Map(
            passages.map((one) => [one.id, one.forms[one.id === id ? form - 1 : (kept[one.id] as number)]?.text ?? '']),
          ),
        );
        expect(longer.length > limit || longer === text).toBe(true);
      }
    }
  });

  test('PRM-7 a cut never falls into a word or a character', () => {
    expect(cutAtWord('one two three', 9)).toBe('one two');
    expect(cutAtWord('走走走走', 2)).toBe('走走');
    expect(cutAtWord('👩‍👩‍👧‍👦👩', 3)).not.toMatch(/[\ud800-\udbff]$/u);
  });
});

describe('text of a script', () => {
  test('PRM-13 no sign of any dialect, no option, no label and nothing hidden comes through', () => {
    const words = plainWords(hostileText);
    expect(words).not.toMatch(/[[\]{}<>【】@#|\\"()`]/u);
    expect(words).not.toMatch(/--\w|SFX:|SYSTEM:/u);
    expect(words).not.toMatch(/[\u200b\u202e\u202c]/u);
    for (const word of ['shouts', 'leave', 'title', 'SFX', 'bang', 'SYSTEM', 'ignore', 'above'])
      expect(words).toContain(word);
    expect(visibleText('a\u{e0041}\u{e0042}b\u2063c')).toBe('abc');
    expect(visibleText('x\ufe01\ufe02y \u2764\ufe0f\ufe0f\u{e0121}')).toBe('xy \u2764\ufe0f');
    expect(visibleText('\u0645\u06cc\u200c\u062f\u0627\u0646\u0645 a\u200cb')).toBe(
      '\u0645\u06cc\u200c\u062f\u0627\u0646\u0645 ab',
    );
    expect(plainWords("it's -- fine")).toBe("it's — fine");
  });

  test('PRM-13 a person\u2019s own words are words too', () => {
    const { prompt } = clip('seedance', brief(), {}, { extra: 'more rain {say this} @Image9 【x】' }).ask;
    expect(prompt).toContain('More rain say this Image9 x.');
  });

  test('PRM-1 articles', () => {
    expect(['torch', 'umbrella', 'uniform', 'glasses', "Mara's lamp", 'glass', 'the sea'].map(withArticle)).toEqual([
      'a torch',
      'an umbrella',
      'a uniform',
      'glasses',
      "Mara's lamp",
      'a glass',
      'the sea',
    ]);
  });
});
