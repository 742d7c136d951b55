import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { breakDown, formatBreakdown, formatEighths, parseFountain } from './screenplay.ts';

const table = (name: string): string =>
  formatBreakdown(
    breakDown(
      parseFountain(readFileSync(new URL(`../../../test/fixtures/screenplays/${name}`, import.meta.url), 'utf8')),
    ),
  );

test('SPL-25 the table holds scenes, characters, places, props and totals, in straight columns', () => {
  const text = table('service.fountain');
  expect(text).toMatch(/^Service by The Workprint authors\n/);
  expect(text).toMatch(/14 {2}INT\. RESTAURANT KITCHEN - NIGHT +4\/8 +night +clear +comic +BRUNO, ANDREI\n/);
  expect(text).toMatch(/BRUNO +4 +17 +3 +male +47 +enormous, bald/);
  expect(text).toMatch(/RESTAURANT KITCHEN +inside +14 16\n/);
  expect(text).toMatch(/\n4 scenes, 2 pages, 4 characters, 14 speeches, 70 spoken words\.\n$/);
});

test('SPL-25 wide and right-to-left names keep the columns; control characters never reach the terminal', () => {
  expect(table('the-tea-house.fountain')).toMatch(/李明 {11}6 /);
  const hostile = breakDown(parseFountain('Title: A\u001b[31mB\n\nINT. A\u001b]0;x\u0007 - DAY\n\nMARA\nHi.'));
  expect(formatBreakdown(hostile)).not.toMatch(/\u001b|\u0007/);
});

test('SPL-25 eighths as a production manager writes them', () => {
  expect([1, 8, 11, 16].map(formatEighths)).toEqual(['1/8', '1', '1 3/8', '2']);
});
