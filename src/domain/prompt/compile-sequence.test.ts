import { describe, expect, test } from 'vitest';
import { allRecords } from '../catalog/records/records.ts';
import { compileSequence } from './compile-sequence.ts';
import { hardBriefs, plainBrief, spoken } from './testing/hard-briefs.ts';
import { someRecord } from './testing/some-record.ts';

const kling = someRecord('kling', 'video', {
  promptChars: 2500,
  durationsSeconds: { min: 3, max: 15, step: 1 },
  shots: { most: 6, promptChars: 512 },
});
const lasting = (...seconds: readonly number[]) =>
  seconds.map((durationSeconds) => ({ ...plainBrief, durationSeconds }));
const lengths = (...seconds: readonly number[]): number[] | undefined =>
  compileSequence(lasting(...seconds), kling).ask.shots?.map(({ durationSeconds }) => durationSeconds);

describe('several shots in one request', () => {
  test('PRM-25 each shot within its own limit, lengths that add up to a legal clip', () => {
    const talk = { ...plainBrief, lines: [spoken('Ines', 'Stay.')], durationSeconds: 2.6 };
    const { ask, problems, notes } = compileSequence([talk, ...lasting(3.2, 1.4)], kling);
    expect(problems).toEqual([]);
    expect(ask.shots?.map(({ durationSeconds }) => durationSeconds)).toEqual([3, 3, 1]);
    expect(ask).toMatchObject({ durationSeconds: 7, audio: true });
    expect(ask.shots?.[0]?.prompt).toContain('Ines says: "Stay."');
    for (const shot of ask.shots ?? []) expect(shot.prompt.length).toBeLessThanOrEqual(512);
    expect(notes.every((note) => /^shot [123]: |^asked/u.test(note))).toBe(true);
  });

  test('PRM-25 too long is taken from the longest, too short is given to the last', () => {
    expect(lengths(9, 9, 2)).toEqual([7, 6, 2]);
    expect(lengths(0.2, 0.2)).toEqual([1, 2]);
    expect(lengths(60, 60, 60, 60, 60, 60)?.reduce((sum, one) => sum + one, 0)).toBe(15);
  });

  test('PRM-25 models that make one shot at a time, and too many shots, are refused by name', () => {
    expect(() => compileSequence(lasting(3, 3), someRecord('veo', 'video'))).toThrow(
      'test/veo takes one shot at a time',
    );
    expect(() => compileSequence(lasting(1, 1, 1, 1, 1, 1, 1), kling)).toThrow(
      'takes 2 to 6 shots in one request; these are 7',
    );
    expect(() => compileSequence(lasting(3), kling)).toThrow('these are 1');
  });

  test('PRM-25 any shots, every model that cuts by itself', () => {
    const cutters = allRecords.filter(({ limits }) => limits.shots !== undefined && limits.needs === undefined);
    expect(cutters.length).toBeGreaterThan(0);
    for (const record of cutters) {
      for (let at = 0; at + 3 <= hardBriefs.length; at += 3) {
        const three = hardBriefs.slice(at, at + 3).map((brief) => ({ ...brief, aspect: '16:9' }));
        const { ask, problems } = compileSequence(three, record);
        expect(problems, record.id).toEqual([]);
        for (const { prompt } of ask.shots ?? [])
          expect(prompt.length).toBeLessThanOrEqual(record.limits.shots?.promptChars ?? 0);
      }
    }
  });
});
