import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { castFilm } from '../../pipeline/cast/cast.ts';
import { planShots } from '../../pipeline/plan-shots/plan-shots.ts';
import type { ModelRecord } from '../catalog/model.types.ts';
import { allRecords } from '../catalog/records/records.ts';
import { emptyCastFile } from '../performance/cast-file.ts';
import { breakDown, readScript } from '../screenplay/screenplay.ts';
import { compileShot, compileSpeech, type ShotBrief } from './prompt.ts';
import { ranks } from './ranks.ts';
import { briefsOf } from './testing/example-briefs.ts';

const page = new URL('../../../docs/prompts.md', import.meta.url);
const script = new URL('../../../examples/the-salt-line.fountain', import.meta.url);

const briefOfShot = (number: string): ShotBrief => {
  const breakdown = breakDown(readScript(readFileSync(script), 'the-salt-line.fountain').screenplay);
  const film = castFilm(breakdown, emptyCastFile, '1');
  const { shots } = planShots(film.breakdown, { seed: 1, aspect: '16:9' });
  return briefsOf({ ...film, shots }).find((brief) => brief.number === number) as ShotBrief;
};
const recordOf = (id: string): ModelRecord => allRecords.find((record) => record.id === id) as ModelRecord;

const clips = [
  'veo-3.1-generate-preview',
  'gemini-omni-1.2-flash',
  'fal-ai/kling-video/v3/pro/text-to-video',
  'bytedance/seedance-2.5/text-to-video',
  'minimax/h3/text-to-video',
];
const voices = ['eleven_v3', 'eleven_multilingual_v2', 'gpt-4o-mini-tts', 'gemini-3.8-flash-tts'];

const block = (title: string, record: ModelRecord, text: string, notes: readonly string[]): string =>
  [
    `**${title}**, ${record.title} (\`${record.dialect}\`, ${text.length} characters)`,
    '',
    '```text',
    text,
    '```',
    ...notes.map((note) => `- ${note}`),
    '',
  ].join('\n');

const shotBlocks = (): string => {
  const brief = briefOfShot('2L');
  const still = compileShot(brief, recordOf('gpt-image-2.6-sunburst'), 'still');
  const animated = compileShot(brief, recordOf('veo-3.1-generate-preview'), 'animate');
  return [
    ...clips.map((id) => {
      const { ask, notes } = compileShot(brief, recordOf(id), 'clip');
      return block('From words', recordOf(id), ask.prompt, notes);
    }),
    block('A still', recordOf('gpt-image-2.6-sunburst'), still.ask.prompt, still.notes),
    block('From that still', recordOf('veo-3.1-generate-preview'), animated.ask.prompt, animated.notes),
  ].join('\n');
};

const speechBlocks = (): string =>
  voices
    .map((id) => {
      const { ask } = compileSpeech(
        {
          text: 'Green, Tobias! It\u2019s green!',
          emotion: 'fear',
          emotionStrength: 0.8,
          delivery: 'shout',
          emphasis: [{ start: 0, end: 5 }],
          voice: 'her voice',
        },
        recordOf(id),
      );
      const beside = [
        ask.instructions === undefined ? '' : `instructions: ${ask.instructions}`,
        ask.stability === undefined ? '' : `stability: ${ask.stability}`,
      ];
      return `- ${recordOf(id).title} (\`${recordOf(id).dialect}\`): \`${ask.text}\`${beside
        .filter((words) => words !== '')
        .map((words) => ` \u00b7 ${words}`)
        .join('')}`;
    })
    .join('\n');

/** Every step of shortening in plain words. */
const rankWords: Readonly<Record<keyof typeof ranks, string>> = {
  actionExcess: 'more action than a few seconds hold',
  continuity: 'that the shot matches its neighbours',
  dressing: 'what stands in the background',
  lens: 'lens and depth of field',
  ambience: 'sounds of the place',
  music: 'that there is no music',
  stagingOfOthers: 'where the less important people stand',
  effects: 'single sounds',
  mood: 'palette',
  weatherInside: 'weather behind a window',
  weatherShorter: 'weather, in fewer words',
  weather: 'weather',
  guards: 'what must not be written on the picture',
  lightShorter: 'light, in fewer words',
  styleShorter: 'style, in fewer words',
  identityShorter: 'looks, without skin, eyes and what is worn beneath',
  crowdShorter: 'of a crowd, and of backs: hair and clothes, then hair alone',
  card: 'room for a title',
  staging: 'where the most important person stands, and the face',
  end: 'the last picture',
  openerShorter: 'angle and time of day',
  light: 'light',
  cameraShorter: 'the move, in three words',
  style: 'style',
  extra: 'words a person added',
  dialogue: 'spoken lines, the last first',
  camera: 'the move',
  references: 'what the files are for',
  actionSentence: 'sentences of action, the last first',
  identityShortest: 'looks: hair and clothes',
  opener: 'the framing',
  actionClause: 'clauses of the first sentence',
  identityHead: 'looks: hair alone',
  crowd: 'of a crowd, all but the first three',
};

const rankBlocks = (): string =>
  Object.entries(ranks)
    .sort(([, a], [, b]) => a - b)
    .map(([name], index) => `${index + 1}. ${rankWords[name as keyof typeof ranks]}`)
    .join('\n');

const filled = (text: string): string => {
  let whole = text;
  for (const [name, words] of [
    ['shot', shotBlocks()],
    ['speech', speechBlocks()],
    ['order', rankBlocks()],
  ] as const) {
    const between = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`, 'u');
    whole = whole.replace(between, (_, open: string, close: string) => `${open}${words}\n${close}`);
  }
  return whole;
};

test('PRM-9 docs/prompts.md shows what the compiler writes (WORKPRINT_WRITE_DOCS=1 writes it anew)', () => {
  const text = readFileSync(page, 'utf8');
  const now = filled(text);
  if (process.env.WORKPRINT_WRITE_DOCS === '1') writeFileSync(page, now);
  else expect(text).toBe(now);
});
