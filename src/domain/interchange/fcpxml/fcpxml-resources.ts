/** The resources of an FCPXML document: formats, assets, effects, compound and multicam media. */

import type { Rate } from '../../time.ts';
import type { MediaReference } from '../../timeline/timeline.types.ts';
import { usualRate } from '../../usual-rates.ts';
import { mediaFromUrl } from '../shared/media-from-location.ts';
import { divide, type Rational, rateFromRational, rational, zero } from '../shared/rational.ts';
import { childOf, childrenOf, type XmlElement } from '../xml/read-xml.ts';
import { secondsOf, timeOf } from './fcpxml-time.ts';

export type FcpFormat = {
  readonly rate: Rate | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
};
export type FcpAsset = {
  readonly element: XmlElement;
  readonly media: MediaReference;
  readonly start: Rational;
  readonly duration: Rational | undefined;
  readonly hasVideo: boolean;
  readonly hasAudio: boolean;
};
export type FcpResources = {
  readonly formats: ReadonlyMap<string, FcpFormat>;
  readonly assets: ReadonlyMap<string, FcpAsset>;
  readonly effects: ReadonlyMap<string, XmlElement>;
  readonly media: ReadonlyMap<string, XmlElement>;
};

/** `FFVideoFormat1080p2398` says what an older file leaves out. */
const formatByName = (name: string): FcpFormat | undefined => {
  const found = /^FFVideoFormat(?:(\d{3,4})x)?(\d{3,4})[pi](\d{2,4})/u.exec(name);
  if (found === null) return undefined;
  const height = Number(found[2]);
  const width =
    found[1] === undefined
      ? ({ 720: 1280, 1080: 1920, 2160: 3840 } as Readonly<Record<number, number>>)[height]
      : Number(found[1]);
  // Hundredths stand without their point: 2398 is 23.976.
  const fractions: Readonly<Record<string, string>> = { '2398': '23.976', '2997': '29.97', '5994': '59.94' };
  const named = found[3] ?? '';
  return { rate: usualRate(fractions[named] ?? named), width, height };
};

const formatOf = (element: XmlElement): FcpFormat => {
  const duration = secondsOf(element.attributes.get('frameDuration') ?? '');
  const known = formatByName(element.attributes.get('name') ?? '');
  const side = (name: string): number | undefined => {
    const value = Number(element.attributes.get(name));
    return value > 0 && value <= 16_384 ? value : undefined;
  };
  const rate =
    duration === undefined || duration.num <= 0n ? undefined : rateFromRational(divide(rational(1n), duration));
  return { rate: rate ?? known?.rate, width: side('width') ?? known?.width, height: side('height') ?? known?.height };
};

const assetOf = (element: XmlElement, file: string): FcpAsset => {
  const source = element.attributes.get('src') ?? childOf(element, 'media-rep')?.attributes.get('src') ?? '';
  const flag = (name: string): boolean | undefined => {
    const value = element.attributes.get(name);
    return value === undefined ? undefined : value === '1';
  };
  const [video, audio] = [flag('hasVideo'), flag('hasAudio')];
  return {
    element,
    media: mediaFromUrl(source, element.attributes.get('name') ?? ''),
    start: timeOf(element, 'start', file) ?? zero,
    duration: timeOf(element, 'duration', file),
    hasVideo: video ?? (audio !== true || element.attributes.has('format')),
    hasAudio: audio ?? video !== true,
  };
};

/** By id. */
export const readResources = (root: XmlElement, file: string): FcpResources => {
  const resources = childOf(root, 'resources');
  const all = resources === undefined ? [] : childrenOf(resources);
  const byId = <T>(name: string, make: (element: XmlElement) => T): ReadonlyMap<string, T> =>
    new Map(
      all
        .filter((element) => element.name === name)
        .map((element) => [element.attributes.get('id') ?? '', make(element)]),
    );
  return {
    formats: byId('format', formatOf),
    assets: byId('asset', (element) => assetOf(element, file)),
    effects: byId('effect', (element) => element),
    media: byId('media', (element) => element),
  };
};
