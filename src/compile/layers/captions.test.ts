import { describe, expect, it } from 'vitest';
import { spokenWords } from './captions.ts';

describe('spoken words', () => {
  it('ICH-51 a syllable lights its word, and what is sung in one go is lit up to its last word', () => {
    const words = [
      { from: 0, to: 5, text: 'Ka' },
      { from: 5, to: 10, text: 'ra' },
      { from: 10, to: 20, text: 'oke x' },
      { from: 20, to: 30, text: 'again' },
    ];
    expect(spokenWords({ from: 0, to: 40, text: 'Karaoke\nx again', words })).toEqual([
      { from: 0, index: 0 },
      { from: 5, index: 0 },
      { from: 10, index: 1 },
      { from: 20, index: 2 },
    ]);
  });
});
