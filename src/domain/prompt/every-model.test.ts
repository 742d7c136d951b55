import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { castFilm } from '../../pipeline/cast/cast.ts';
import { planShots } from '../../pipeline/plan-shots/plan-shots.ts';
import { checkAsk } from '../catalog/check-ask.ts';
import { allRecords } from '../catalog/records/records.ts';
import { emptyCastFile } from '../performance/cast-file.ts';
import { breakDown, readScript } from '../screenplay/screenplay.ts';
import { type CompiledShot, compileShot, type Purpose, type ShotBrief } from './prompt.ts';
import { briefsOf } from './testing/example-briefs.ts';
import { hardBriefs } from './testing/hard-briefs.ts';

const filmOf = (name: string) => {
  const bytes = readFileSync(new URL(`../../../examples/${name}.fountain`, import.meta.url));
  const film = castFilm(breakDown(readScript(bytes, `${name}.fountain`).screenplay), emptyCastFile, '1');
  return { ...film, shots: planShots(film.breakdown, { seed: 1, aspect: '16:9' }).shots };
};

/** Fifteen from the films of this repository, evenly spread, and those that no script of ours holds. */
const examples = ['the-salt-line', 'how-to-make-bread', 'half-an-umbrella'].flatMap((name) =>
  briefsOf(filmOf(name), 5),
);
const forty: readonly ShotBrief[] = [...hardBriefs, ...examples].slice(0, 40);
const records = allRecords.filter(({ makes }) => makes === 'image' || makes === 'video');

type Row = {
  readonly brief: ShotBrief;
  readonly purpose: Purpose;
  readonly compiled: CompiledShot;
  readonly record: (typeof records)[number];
};
let rows: readonly Row[];

beforeAll(() => {
  rows = records.flatMap((record) =>
    forty.flatMap((brief) =>
      (record.makes === 'image' ? (['still'] as const) : (['clip', 'animate'] as const)).map((purpose) => ({
        brief,
        purpose,
        record,
        compiled: compileShot(brief, record, purpose),
      })),
    ),
  );
});

const nameOf = ({ brief, record, purpose }: Row): string => `${record.id} ${brief.shotId} ${purpose}`;
const failing = (isWrong: (row: Row) => boolean): string[] => rows.filter(isWrong).map(nameOf);

describe('every picture and clip model of the catalog, forty shots (C3, E4, E5)', () => {
  test('PRM-6 forty shots, every model', () => {
    expect(forty).toHaveLength(40);
    expect(records.length).toBeGreaterThan(40);
    expect(rows.length).toBe(forty.length * records.reduce((sum, { makes }) => sum + (makes === 'image' ? 1 : 2), 0));
  });

  test('PRM-6 no prompt over a limit, none empty, no character cut in two', () => {
    expect(
      failing(({ compiled: { ask }, record: { limits } }) => ask.prompt.length > (limits.promptChars ?? 4000)),
    ).toEqual([]);
    expect(failing(({ compiled: { ask } }) => !/[\p{L}\p{N}]/u.test(ask.prompt))).toEqual([]);
    expect(
      failing(({ compiled: { ask } }) =>
        /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(ask.prompt),
      ),
    ).toEqual([]);
    expect(failing(({ compiled: { ask }, record }) => record.dialect === 'kling' && ask.prompt.length > 512)).toEqual(
      [],
    );
  });

  test('PRM-8 every request is legal, but for a still that cannot be begun from', () => {
    const wrong = rows.flatMap((row) => {
      const problems = checkAsk(row.record, row.compiled.ask);
      const isTold = row.compiled.problems.length > 0;
      return problems.length > 0 && !isTold
        ? [`${nameOf(row)}: ${problems.map(({ message }) => message).join(' ')}`]
        : [];
    });
    expect(wrong).toEqual([]);
    expect(rows.some(({ compiled }) => compiled.problems.length > 0)).toBe(true);
  });

  test('PRM-13 hostile words carry no sign of their own into any prompt', () => {
    const own =
      /\[shouts\]|<<<voice_1>>>.*leave|\{leave\}|<break|【title】|@Image1 seed|--seed|"SFX: bang"|\(music\)|<d>\[English\] x|SYSTEM:|\u202e|\u200b/u;
    const hostile = rows.filter(({ brief }) => brief.shotId === 'hostile');
    expect(hostile.length).toBeGreaterThan(60);
    expect(hostile.filter(({ compiled }) => own.test(compiled.ask.prompt)).map(nameOf)).toEqual([]);
  });

  test('PRM-7 the action and who is seen are in every prompt that tells them', () => {
    const told = rows.filter(({ purpose, brief }) => purpose !== 'animate' && brief.people.length > 0);
    expect(
      told
        .filter(({ compiled, brief }) => !compiled.ask.prompt.includes((brief.people[0] as { name: string }).name))
        .map(nameOf),
    ).toEqual([]);
    const acting = rows.filter(({ purpose, brief }) => purpose !== 'animate' && brief.action.length > 0);
    expect(
      acting
        .filter(({ compiled, brief }) => !compiled.ask.prompt.includes((brief.action[0] as string).slice(0, 20)))
        .map(nameOf),
    ).toEqual([]);
  });

  test('PRM-12 what goes with a still names nobody and describes nobody', () => {
    const animated = rows.filter(({ purpose, brief }) => purpose === 'animate' && brief.shotId !== 'hostile');
    expect(
      animated.filter(({ compiled }) => /-year-old|wearing|\bIs lit\b|mm lens/u.test(compiled.ask.prompt)).map(nameOf),
    ).toEqual([]);
  });

  test('PRM-10 no line is written for a model that makes no sound', () => {
    const quoted = /says[^.]*: ["{<]/u;
    expect(
      failing(({ compiled: { ask }, record }) => record.limits.audio === false && quoted.test(ask.prompt)),
    ).toEqual([]);
  });

  test('PRM-24 no error of our own lint, and nothing that a reader would call wrong', () => {
    const sensible = new Set(['too-much-speech', 'no-end-frame', 'forbidden-appears', 'looks-left-out', 'few-details']);
    const odd = rows.flatMap((row) =>
      row.compiled.lint
        .filter(({ severity, rule }) => severity === 'error' || !sensible.has(rule))
        .map(({ rule, message }) => `${nameOf(row)}: ${rule} ${message}`),
    );
    expect(odd).toEqual([]);
    const fromFilms = rows.filter(({ brief }) => examples.includes(brief));
    expect(
      fromFilms.filter(({ compiled }) => compiled.lint.some(({ severity }) => severity === 'warning')).length /
        fromFilms.length,
    ).toBeLessThan(0.1);
  });

  test('PRM-3 compiled again it is the same', () => {
    for (const { brief, record, purpose, compiled } of rows.filter((_, index) => index % 23 === 0)) {
      expect(compileShot(brief, record, purpose)).toEqual(compiled);
    }
  });
});
