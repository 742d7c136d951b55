import { expect, test } from 'vitest';
import type { Loss } from '../../domain/interchange/interchange.ts';
import type { TextClip, TextStyle, Timeline } from '../../domain/timeline/timeline.types.ts';
import { withKnownFamilies } from './known-families.ts';

const style: TextStyle = {
  ...{ fontFamily: 'Inter', fontWeight: 400, sizePx: 20, lineHeight: 1.2, letterSpacingPx: 0, colour: '#ffffff' },
  ...{ align: 'left', boxX: 0, boxY: 0, boxWidth: 100, boxHeight: 50, verticalAlign: 'top' },
};
const none: readonly Loss[] = [];
const clip = (fontFamily: string): TextClip => ({
  ...{ kind: 'text', id: 'a', name: 'a', text: 'a', opacity: 1, style: { ...style, fontFamily } },
  sourceRange: { startFrame: 0, durationFrames: 10 },
});
const timeline = (...families: readonly string[]): Timeline => ({
  ...{ schema: 'workprint.timeline/2', name: 't', rate: { num: 25, den: 1 }, width: 100, height: 50 },
  ...{ background: '#000000', durationFrames: 10, markers: [] },
  fonts: [{ family: 'Mine', media: { kind: 'file', path: 'mine.ttf' } }],
  tracks: [{ kind: 'video', id: 'v', name: 'v', items: families.map(clip) }],
});
const knows = (family: string): boolean => ['Inter', 'Courier Prime', 'Montserrat', 'Liberation Sans'].includes(family);

test('TXT-12 every unknown family of our own document is told with its place, before anything is rendered', () => {
  const good = { format: 'workprint', timeline: timeline('Inter', 'MINE'), losses: [] } as const;
  expect(withKnownFamilies(good, knows)).toEqual(good);
  const bad = { ...good, timeline: timeline('Inter', 'Papyrus', 'Comic') };
  expect(() => withKnownFamilies(bad, knows)).toThrow(
    /tracks\[0\]\.items\[1\]\.style\.fontFamily: no font family “Papyrus”/,
  );
  expect(() => withKnownFamilies(bad, knows)).toThrow('items[2]');
});

test('TXT-12 in an import the nearest family stands in, and the losses say so', () => {
  const families = ['Arial', 'Montserrat ExtraBold', 'Consolas', 'Open Sans', 'Montserrat'];
  const { timeline: known, losses } = withKnownFamilies(
    { format: 'shotstack', timeline: timeline(...families), losses: none },
    knows,
  );
  const used = known.tracks.flatMap(({ items }) =>
    items.map((item) => (item.kind === 'text' ? item.style.fontFamily : '')),
  );
  expect(used).toEqual(['Liberation Sans', 'Montserrat', 'Courier Prime', 'Inter', 'Montserrat']);
  const weights = known.tracks.flatMap(({ items }) =>
    items.map((item) => (item.kind === 'text' ? item.style.fontWeight : 0)),
  );
  expect(weights).toEqual([400, 800, 400, 400, 400]);
  expect(losses.map(({ path, how }) => `${path} ${how}`)).toEqual(
    [0, 1, 2, 3].map((i) => `tracks[0].items[${i}].style.fontFamily approximated`),
  );
});
