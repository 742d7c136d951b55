/** Names are written with and without their accents; compared they are one. */

/** Letters that Unicode does not take apart into a letter and its accent. */
const plainLetters: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' };

/** `zoe` of `zoë`: a lower-case word without Latin accents; marks of other scripts are letters and stay. */
export const unaccented = (lower: string): string =>
  /[\u0080-\u024f\u1e00-\u1eff]|[\u0300-\u036f]/.test(lower)
    ? lower
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .normalize('NFC')
        .replace(/[øłđßæœı]/g, (letter) => plainLetters[letter] as string)
    : lower;
