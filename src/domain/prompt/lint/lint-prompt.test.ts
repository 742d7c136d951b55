import { describe, expect, test } from 'vitest';
import { compileShot } from '../compile-shot.ts';
import { plainBrief, spoken } from '../testing/hard-briefs.ts';
import { someRecord } from '../testing/some-record.ts';
import type { LintIssue } from './lint.types.ts';
import { lintPrompt } from './lint-prompt.ts';

const good =
  'Close-up of a deckhand in a navy peacoat, rain on the glass. He wipes the window with his sleeve. The camera pushes in slowly. Ends on his eyes.';
const rules = (
  text: string,
  ...more: Parameters<typeof lintPrompt> extends [string, ...infer R] ? R : never
): string[] => lintPrompt(text, ...more).map(({ rule }) => rule);
const one = (text: string, rule: LintIssue['rule'], record = someRecord('veo', 'video')): LintIssue => {
  const issue = lintPrompt(text, record).find((each) => each.rule === rule);
  expect(issue, rule).toBeDefined();
  return issue as LintIssue;
};
const place = (text: string, { at }: LintIssue): string => text.slice(at?.start, at?.end);

describe('what a prompt is held to', () => {
  test('PRM-23 a good prompt has no issue', () => {
    expect(lintPrompt(good)).toEqual([]);
    expect(lintPrompt(good, someRecord('veo', 'video'))).toEqual([]);
  });

  test('PRM-23 one move a shot; a head that tilts is none', () => {
    const text = `${good} The camera pans left and cranes up.`;
    const issue = one(text, 'camera-moves');
    expect(place(text, issue)).toBe('camera pans');
    expect(issue.message).toContain('push-in, pan');
    expect(rules(`${good} She tilts her head and turns up the lamp.`)).toEqual([]);
  });

  test('PRM-23 three concrete details, a last picture, no empty words, no feelings told', () => {
    expect(rules('A sad story about love.')).toEqual(['few-details', 'no-end-frame']);
    const empty =
      'Epic masterpiece, cinematic, of a man in a red coat by a lamp in the rain. He is very sad. Ends on him.';
    expect(rules(empty)).toEqual(['empty-words', 'empty-words', 'empty-words', 'told-feeling']);
    expect(place(empty, one(empty, 'told-feeling'))).toBe('is very sad');
    expect(rules('女が窓を開ける。')).not.toContain('few-details');
  });

  test('PRM-23 what cannot both be, and windows too short for anything', () => {
    expect(one(`${good} The camera is locked off. Handheld.`, 'contradiction').message).toContain(
      'stands still and moves',
    );
    const text = `${good} [0-2s] he waits, 2-6s he turns.`;
    expect(place(text, one(text, 'short-window'))).toBe('[0-2s]');
    expect(lintPrompt(text).filter(({ rule }) => rule === 'short-window')).toHaveLength(1);
  });

  test('PRM-23 a file without a job, signs of another model, signs that stay open', () => {
    const seedance = someRecord('seedance', 'video');
    expect(rules(`${good} @Image1.`, seedance)).toContain('reference-without-role');
    expect(rules(`@Image1 shows Mara: keep the face. ${good} @Image1 again.`, seedance)).toEqual([]);
    const foreign = `${good} [Pan left] <<<voice_1>>>`;
    expect(rules(foreign, someRecord('veo', 'video')).filter((rule) => rule === 'foreign-mark')).toHaveLength(2);
    expect(one(foreign, 'foreign-mark').message).toContain('Test veo reads it as words');
    expect(rules(`${good} He says: "Go home.`)).toContain('unbalanced');
    expect(rules(`${good} {Go home.`, seedance)).toContain('unbalanced');
  });

  test('PRM-23 what nobody sees, nothing at all, and more than is taken', () => {
    expect(one(`${good}\u200b\u202e`, 'hidden-characters')).toMatchObject({ severity: 'error' });
    expect(rules(' \u2026 ')).toEqual(['empty']);
    const issue = one(`${good} ${'rain '.repeat(100)}`, 'over-limit', someRecord('kling', 'video'));
    expect(issue).toMatchObject({ severity: 'error', at: { start: 512 } });
    // No model chosen: 500 characters (A2).
    expect(rules(good.padEnd(501, '.'))).toContain('over-limit');
  });

  test('PRM-23 forbidding brings it in, where a model has no negative prompt', () => {
    const flux = someRecord('flux', 'image');
    expect(rules(`${good} No hats.`, flux)).toContain('forbidden-appears');
    expect(rules(`${good} He says: "No hats."`, flux)).not.toContain('forbidden-appears');
    expect(rules(`${good} No hats.`, someRecord('veo', 'video'))).not.toContain('forbidden-appears');
  });

  test('PRM-23 more speech than time', () => {
    const talk = { ...plainBrief, lines: [spoken('Ines', 'word '.repeat(60).trim())] };
    const { lint } = compileShot(talk, someRecord('veo', 'video'), 'clip');
    expect(lint.find(({ rule }) => rule === 'too-much-speech')?.message).toBe(
      '60 words in 6 seconds: they will be swallowed or cut off.',
    );
  });

  test('PRM-23 every issue says what would be right', () => {
    const texts = [good, '', 'x', `${good} {`, 'cinematic', `@Image1 ${good}`];
    for (const text of texts) {
      for (const { message, fix } of lintPrompt(text)) {
        expect(message).toMatch(/[.!]$/u);
        expect(fix.length).toBeGreaterThan(10);
      }
    }
  });
});
