/** Times of FCPXML: rational seconds, `1001/30000s`, `5s`, `0s`. */
import type { Rate } from '../../time.ts';
import { importFailed } from '../shared/import-failure.ts';
import { framesOfSeconds, type Rational, rational, rationalFromNumber, secondsOfFrames } from '../shared/rational.ts';
import type { XmlElement } from '../xml/read-xml.ts';

/** Undefined for what is no time. */
export const secondsOf = (text: string): Rational | undefined => {
  const found = /^\s*(-?\d{1,18})(?:\/(\d{1,12}))?\s*s?\s*$/u.exec(text);
  if (found !== null) {
    const den = BigInt(found[2] ?? '1');
    return den === 0n ? undefined : rational(BigInt(found[1] as string), den);
  }
  const decimal = /^\s*(-?\d{1,12}\.\d{1,9})\s*s?\s*$/u.exec(text);
  return decimal === null ? undefined : rationalFromNumber(Number(decimal[1]));
};

/** A time attribute; undefined when absent. Throws `import-failed` when it is no time. */
export const timeOf = (element: XmlElement, name: string, file: string): Rational | undefined => {
  const text = element.attributes.get(name);
  if (text === undefined) return undefined;
  return (
    secondsOf(text) ??
    (() => {
      throw importFailed(
        file,
        `${element.path}@${name}`,
        `“${text.slice(0, 40)}” is no time; it should look like “1001/30000s”`,
      );
    })()
  );
};

/** The nearest frame. */
export const frameOf = (seconds: Rational, rate: Rate): number => framesOfSeconds(seconds, rate).frames;

/** A frame as FCPXML writes it. */
export const fcpTime = (frames: number, rate: Rate): string => {
  const { num, den } = secondsOfFrames(frames, rate);
  return den === 1n ? `${num}s` : `${num}/${den}s`;
};
