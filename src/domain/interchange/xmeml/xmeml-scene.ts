/** What every part of an xmeml import shares: its files by id, rates, parameters of effects. */
import type { Rate } from '../../time.ts';
import type { Animated, Keyframe } from '../../timeline/timeline.types.ts';
import type { ImportGround } from '../shared/import-ground.ts';
import { childOf, childrenOf, textAt, textOf, type XmlElement } from '../xml/read-xml.ts';

export type XmemlScene = {
  readonly ground: ImportGround;
  /** Of the timeline, and of the sequence as it says; the same unless the caller asked for another. */
  readonly rate: Rate;
  readonly own: Rate;
  readonly width: number;
  readonly height: number;
  readonly files: ReadonlyMap<string, XmlElement>;
  /** Sound lies on tracks of its own. */
  readonly hasSound: boolean;
  /** Sounds that another track plays already: the second channel of a stereo pair. */
  readonly heard: Set<string>;
  readonly depth: number;
};

/** `<rate><timebase>30</timebase><ntsc>TRUE</ntsc></rate>` is 30000/1001. */
export const rateOf = (element: XmlElement | undefined): Rate | undefined => {
  const rate = childOf(element, 'rate');
  const timebase = Number(textAt(rate, 'timebase'));
  if (!Number.isInteger(timebase) || timebase < 1 || timebase > 240) return undefined;
  return textAt(rate, 'ntsc')?.toUpperCase() === 'TRUE'
    ? { num: timebase * 1000, den: 1001 }
    : { num: timebase, den: 1 };
};

/** A file is described once, wherever it is used first, and named by its id afterwards. */
export const filesOf = (root: XmlElement): ReadonlyMap<string, XmlElement> => {
  const files = new Map<string, XmlElement>();
  const look = (element: XmlElement): void => {
    for (const child of childrenOf(element)) {
      const id = child.name === 'file' ? child.attributes.get('id') : undefined;
      if (id !== undefined && (childrenOf(child).length > 0 || !files.has(id))) files.set(id, child);
      look(child);
    }
  };
  look(root);
  return files;
};

/** Effects of a clip by their id, small letters. */
export const effectsOf = (clip: XmlElement): ReadonlyMap<string, XmlElement> =>
  new Map(
    childrenOf(clip, 'filter').flatMap((filter) => {
      const effect = childOf(filter, 'effect');
      const id = textAt(effect, 'effectid') ?? textAt(effect, 'name');
      const isOff = textAt(filter, 'enabled')?.toUpperCase() === 'FALSE';
      return effect === undefined || id === undefined || isOff ? [] : [[id.toLowerCase(), effect] as const];
    }),
  );

const numberOf = (value: XmlElement | undefined, part: string | undefined): number | undefined => {
  const text = part === undefined ? (value === undefined ? '' : textOf(value)) : (textAt(value, part) ?? '');
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) && Math.abs(number) < 1e7 ? number : undefined;
};

export const parameterOf = (effect: XmlElement | undefined, id: string): XmlElement | undefined =>
  effect === undefined
    ? undefined
    : childrenOf(effect, 'parameter').find((parameter) => textAt(parameter, 'parameterid')?.toLowerCase() === id);

/** A parameter, moving where it has keyframes; their times count from frame `zero` of the clip's material. `part` as in `horiz`. */
export const movingParameter = (
  effect: XmlElement | undefined,
  id: string,
  zero: number,
  part?: string,
): Animated | undefined => {
  const parameter = parameterOf(effect, id);
  if (parameter === undefined) return undefined;
  const keys = new Map<number, Keyframe>();
  for (const keyframe of childrenOf(parameter, 'keyframe')) {
    const when = numberOf(childOf(keyframe, 'when'), undefined);
    const value = numberOf(childOf(keyframe, 'value'), part);
    if (when === undefined || value === undefined) continue;
    keys.set(Math.round(when - zero), { frame: Math.round(when - zero), value, easing: 'linear' });
  }
  const sorted = [...keys.values()].toSorted((a, b) => a.frame - b.frame);
  return sorted.length > 0 ? sorted : numberOf(childOf(parameter, 'value'), part);
};
