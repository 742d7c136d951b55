import { describe, expect, it } from 'vitest';
import { parseCastFile } from './cast-file.ts';

describe('the cast file', () => {
  it('FLM-4 reads voices, looks and pronunciations', () => {
    const file = parseCastFile(
      '{"characters":{"MARA":{"voice":"af_heart","pitch":-1,"look":{"coat":"#D8A136"}}},"pronunciations":{"Voss":"vahss"}}',
    );
    expect(file.characters.MARA).toEqual({ voice: 'af_heart', pitch: -1, look: { coat: '#d8a136' } });
    expect(file.pronunciations).toEqual({ voss: 'vahss' });
  });

  it.each([
    ['{', 'not JSON'],
    ['[]', 'the top'],
    ['{"cast":{}}', 'cast'],
    ['{"characters":{"MARA":{"speed":9}}}', 'characters.MARA.speed'],
    ['{"characters":{"MARA":{},"Mara":{}}}', 'characters.Mara'],
    ['{"characters":{"MARA":{"hat":"red"}}}', 'characters.MARA.hat'],
    ['{"characters":{"MARA":{"look":{"coat":"red"}}}}', 'characters.MARA.look.coat'],
    ['{"characters":{"MARA":{"description":"tall"}}}', 'characters.MARA.description'],
    ['{"pronunciations":{"Voss":7}}', 'pronunciations.Voss'],
  ])('FLM-4 names the place that is wrong in %s', (text, place) => {
    expect(() => parseCastFile(text)).toThrow(place);
  });
});
