import { expect, test } from 'vitest';
import { hostileCaptionsRow } from '../../../test/attack/hostile-captions.ts';
import { runRow } from '../../../test/prove/run-row.ts';

test('TXT-5 PC2 500 hostile captions are drawn as the characters they consist of, inside of the frame (seed 42)', async () => {
  const { failures, line } = await runRow(hostileCaptionsRow, 'quick');
  expect(failures, line).toEqual([]);
});
