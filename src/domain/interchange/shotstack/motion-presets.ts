/**
 * Shotstack's named motions as keyframes. Lengths, distances and curves are those of the vendor's own preview
 * (shotstack-studio-sdk, effect and transition presets, read 2026-11-20); the zoom transition grows from ten times its size.
 */
import type { Animated, Easing } from '../../timeline/timeline.types.ts';
import type { Cursor } from '../json/cursor.ts';
import { framesAt, type ShotstackScene } from './shotstack-scene.ts';

/** A wipe shows a growing part of the finished clip, from its left or right edge. */
export type Wipe = { readonly side: 'left' | 'right'; readonly hidden: Animated };

/** Factors and shifts over the clip; offsets in parts of the frame, y upwards. */
export type Motion = {
  readonly scale?: Animated;
  readonly x?: Animated;
  readonly y?: Animated;
  readonly opacity?: Animated;
  readonly wipe?: Wipe;
};

const split = (preset: string): { readonly name: string; readonly speed: string } => {
  const found = /^(.*?)(VeryFast|Slow|Fast)?$/u.exec(preset);
  return { name: found?.[1] ?? preset, speed: found?.[2] ?? '' };
};

const between = (start: number, end: number, from: number, to: number, easing: Easing): Animated => [
  { frame: start, value: from, easing },
  { frame: Math.max(start + 1, end), value: to, easing: 'linear' },
];

const zoomBy: Readonly<Record<string, number>> = { Slow: 1.1, Fast: 1.7 };
const slideBy: Readonly<Record<string, number>> = { Slow: 0.03, Fast: 0.2 };

/** The slow motion over a whole clip. */
export const effectMotion = (scene: ShotstackScene, effect: Cursor, lengthFrames: number): Motion => {
  const preset = effect.string();
  if (preset === undefined) return {};
  const { name, speed } = split(preset);
  const over = (from: number, to: number): Animated => between(0, lengthFrames, from, to, 'linear');
  const zoom = zoomBy[speed] ?? 1.3;
  const slide = slideBy[speed] ?? 0.12;
  // The picture grows so far that sliding never shows its edge.
  const scale = 1 + 2 * slide;
  switch (name) {
    case 'zoomIn':
      return { scale: over(1, zoom) };
    case 'zoomOut':
      return { scale: over(zoom, 1) };
    case 'slideLeft':
      return { scale, x: over(slide, -slide) };
    case 'slideRight':
      return { scale, x: over(-slide, slide) };
    case 'slideUp':
      return { scale, y: over(-slide, slide) };
    case 'slideDown':
      return { scale, y: over(slide, -slide) };
    case 'none':
      return {};
    default:
      scene.ground.log.dropped(effect.path, `effect “${preset}”`);
      return {};
  }
};

const secondsOf = (name: string, speed: string): number => {
  if (name === 'zoom') return 0.4;
  const isQuick = name.startsWith('carousel') || name.startsWith('slide') || name.startsWith('shuffle');
  if (speed === 'Slow') return 2;
  if (speed === 'VeryFast') return 0.25;
  if (speed === 'Fast') return isQuick ? 0.25 : 0.5;
  return isQuick ? 0.5 : 1;
};

const ease: Easing = [0.25, 0.1, 0.25, 1];
const directions: Readonly<Record<string, readonly [x: number, y: number]>> = {
  Left: [-1, 0],
  Right: [1, 0],
  Up: [0, 1],
  Down: [0, -1],
};

const shiftMotion = (
  ramp: (from: number, to: number, easing: Easing) => Animated,
  isIn: boolean,
  [dx, dy]: readonly [number, number],
  distance: number,
): Motion => {
  const along = (part: number): Animated =>
    isIn ? ramp(-part * distance, 0, 'linear') : ramp(0, part * distance, ease);
  return { ...(dx === 0 ? {} : { x: along(dx) }), ...(dy === 0 ? {} : { y: along(dy) }) };
};

/** `shuffleTopRight`: from the side named first, then along the second; we go straight. */
const shuffleDirection = (name: string): readonly [number, number] => {
  const [first] = /Top|Right|Bottom|Left/u.exec(name) ?? [];
  const sides: Readonly<Record<string, readonly [number, number]>> = {
    Top: [0, -1],
    Right: [-1, 0],
    Bottom: [0, 1],
    Left: [1, 0],
  };
  return sides[first ?? 'Left'] ?? [1, 0];
};

/** How a clip comes (`in`) or goes (`out`). */
export const transitionMotion = (
  scene: ShotstackScene,
  transition: Cursor,
  side: 'in' | 'out',
  lengthFrames: number,
): Motion => {
  const cursor = transition.at(side);
  const preset = cursor.string();
  if (preset === undefined || preset === 'none') return {};
  const { name, speed } = split(preset);
  const frames = Math.min(lengthFrames, Math.max(1, framesAt(scene, secondsOf(name, speed))));
  const isIn = side === 'in';
  const start = isIn ? 0 : lengthFrames - frames;
  const ramp = (from: number, to: number, easing: Easing): Animated => between(start, start + frames, from, to, easing);
  const shown = (easing: Easing): Animated => (isIn ? ramp(0, 1, easing) : ramp(1, 0, easing));
  const direction = directions[/(Left|Right|Up|Down)$/u.exec(name)?.[1] ?? ''];
  if (name === 'fade') return { opacity: shown('ease-in-out') };
  if (name === 'zoom') {
    const easing = isIn ? 'ease-in' : 'ease-out';
    return { scale: isIn ? ramp(10, 1, easing) : ramp(1, 10, easing), opacity: shown(easing) };
  }
  if (name.startsWith('slide') && direction !== undefined)
    return { ...shiftMotion(ramp, isIn, direction, 0.025), opacity: shown(ease) };
  if (name.startsWith('carousel') && direction !== undefined)
    return shiftMotion(ramp, isIn, direction, direction[0] !== 0 ? 1 : isIn ? 1.05 : 1.1);
  if (name === 'reveal' || name.startsWith('wipe')) {
    const hidden = isIn ? ramp(1, 0, 'ease-in-out') : ramp(0, 1, 'ease-in-out');
    const fromRight = name === 'wipeLeft' ? isIn : name === 'wipeRight' ? !isIn : false;
    return { wipe: { side: fromRight ? 'left' : 'right', hidden } };
  }
  if (name.startsWith('shuffle')) {
    scene.ground.log.approximated(cursor.path, `transition “${preset}”`, 'a straight slide in its place');
    return shiftMotion(ramp, isIn, shuffleDirection(name), 1);
  }
  scene.ground.log.approximated(cursor.path, `transition “${preset}”`, 'a fade in its place');
  return { opacity: shown('ease-in-out') };
};
