/** Transitions of FCPXML: they lie over a cut, centred or not, and are known by the name of their effect. */
import { without } from '../../timeline/schema/objects.ts';
import type { Metadata, VideoItem } from '../../timeline/timeline.types.ts';
import type { XmlElement } from '../xml/read-xml.ts';
import { type FcpScene, foreignNotes, ownNotes } from './fcpxml-scene.ts';

/** A transition before its cut is known: the frames it covers. */
export type WaitingTransition = { readonly element: XmlElement; readonly from: number; readonly to: number };

const transitionKinds: readonly (readonly [RegExp, Extract<VideoItem, { kind: 'transition' }>['type']])[] = [
  [/fade to colou?r|dip/iu, 'dip'],
  [/wipe/iu, 'wipe'],
  [/slide/iu, 'slide'],
  [/push|swap/iu, 'push'],
  [/zoom/iu, 'zoom'],
  [/circle|iris/iu, 'iris'],
  [/clock/iu, 'clock'],
];

/** The transition over a cut at a frame. */
export const transitionItem = (scene: FcpScene, { element, from, to }: WaitingTransition, cut: number): VideoItem => {
  const name = element.attributes.get('name') ?? 'Cross Dissolve';
  const own = ownNotes(scene.ground, element);
  const type = transitionKinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'dissolve';
  if (own === undefined && !/^(?:cross[- ]?dissolve|dissolve)$/iu.test(name))
    scene.ground.log.approximated(element.path, `transition “${name}”`, `a ${type} in its place`);
  const metadata = { ...(own?.metadata as Metadata | undefined), ...foreignNotes(scene, element) };
  return {
    type,
    ...without(own ?? {}, ['metadata']),
    kind: 'transition',
    inFrames: Math.max(0, cut - from),
    outFrames: Math.max(0, to - cut),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
  } as VideoItem;
};
