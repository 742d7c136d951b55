/** Titles and captions of FCPXML. */
import { without } from '../../timeline/schema/objects.ts';
import type { TextClip, TextStyle } from '../../timeline/timeline.types.ts';
import { colourOfParts } from '../shared/colour-text.ts';
import { captionTextStyle, plainTextStyle, weightOf } from '../shared/text-style.ts';
import { cleanCaption } from '../subtitles/timed-cue.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../xml/read-xml.ts';
import { withNote } from './caption-notes.ts';
import { readAdjustments } from './fcpxml-adjustments.ts';
import { type FcpItem, type FcpScene, framesOfItem } from './fcpxml-scene.ts';

/** Four numbers 0..1. */
const colourOf = (text: string | undefined): string | undefined => {
  const parts = text?.trim().split(/\s+/u).map(Number);
  if (parts === undefined || parts.length < 3 || !parts.every(Number.isFinite)) return undefined;
  const [red = 0, green = 0, blue = 0, alpha = 1] = parts;
  return colourOfParts(red * 255, green * 255, blue * 255, alpha);
};

const definitionsOf = (element: XmlElement): ReadonlyMap<string, XmlElement> =>
  new Map(
    childrenOf(element, 'text-style-def').flatMap((definition) => {
      const style = childOf(definition, 'text-style');
      return style === undefined ? [] : [[definition.attributes.get('id') ?? '', style] as const];
    }),
  );

/** Sizes are points of a frame of 1080 lines. */
const styled = (plain: TextStyle, style: XmlElement | undefined, height: number): TextStyle => {
  if (style === undefined) return plain;
  const said = style.attributes;
  const number = (name: string): number | undefined => {
    const value = Number(said.get(name));
    return said.has(name) && Number.isFinite(value) ? value : undefined;
  };
  const scale = height / 1080;
  const align = ({ left: 'left', right: 'right', center: 'centre', justified: 'left' } as const)[
    said.get('alignment') as 'left'
  ];
  const size = number('fontSize');
  const strokeWidth = Math.abs(number('strokeWidth') ?? 0);
  const shadow = colourOf(said.get('shadowColor'));
  const offset = said.get('shadowOffset')?.split(/\s+/u).map(Number) ?? [];
  const background = colourOf(said.get('backgroundColor'));
  const face = said.get('fontFace') ?? '';
  return {
    ...plain,
    fontFamily: said.get('font')?.replace(/-(?:Regular|Bold|Medium|Light)$/u, '') || plain.fontFamily,
    fontWeight: said.get('bold') === '1' || /bold/iu.test(face) ? 700 : weightOf(/light/iu.test(face) ? 300 : 400),
    ...(said.get('italic') === '1' || /italic|oblique/iu.test(face) ? { italic: true } : {}),
    sizePx: size === undefined || size <= 0 ? plain.sizePx : Math.round(size * scale * 100) / 100,
    letterSpacingPx: Math.round((number('kerning') ?? 0) * scale * 100) / 100,
    colour: colourOf(said.get('fontColor')) ?? plain.colour,
    ...(align === undefined ? {} : { align }),
    ...(strokeWidth > 0
      ? {
          outline: {
            colour: colourOf(said.get('strokeColor')) ?? '#000000',
            widthPx: Math.round(strokeWidth * scale * 100) / 100,
          },
        }
      : {}),
    ...(shadow === undefined
      ? {}
      : {
          shadow: {
            colour: shadow,
            blurPx: Math.max(0, number('shadowBlurRadius') ?? 0) * scale,
            offsetX: offset[0] || 0,
            offsetY: offset[0] === undefined ? 4 * scale : Math.abs(offset[1] || 0),
          },
        }),
    ...(background === undefined
      ? {}
      : { background: { colour: background, paddingPx: Math.round(8 * scale), radiusPx: 0 } }),
  };
};

const wordsOf = (element: XmlElement): string => childrenOf(element, 'text').map(textOf).join('\n');

/** A title in the middle of the frame; where its template puts it is not in the file. */
export const titleClip = (scene: FcpScene, item: FcpItem): TextClip => {
  const { element, start } = item;
  const effect = scene.resources.effects.get(element.attributes.get('ref') ?? '')?.attributes.get('name');
  const text = wordsOf(element);
  const first = childOf(childOf(element, 'text'), 'text-style');
  const definitions = definitionsOf(element);
  const used = new Set(
    childrenOf(element, 'text').flatMap((words) =>
      childrenOf(words, 'text-style').map((style) => style.attributes.get('ref')),
    ),
  );
  if (used.size > 1) scene.ground.log.approximated(element.path, 'a title in several styles', 'set in its first');
  if (effect !== undefined && !/^Basic Title$/iu.test(effect))
    scene.ground.log.approximated(element.path, `title “${effect}”`, 'its words in the middle of the frame');
  const isLower = /lower third/iu.test(effect ?? '');
  const plain: TextStyle = {
    ...plainTextStyle(scene),
    ...(isLower
      ? {
          verticalAlign: 'bottom',
          align: 'left',
          boxX: Math.round(scene.width * 0.08),
          boxWidth: Math.round(scene.width * 0.84),
          boxHeight: Math.round(scene.height * 0.9),
        }
      : {}),
  };
  const { placement, opacity, blend } = readAdjustments({ ...scene, log: scene.ground.log }, element, start);
  const moved = without(placement ?? {}, ['fit', 'crop']);
  return {
    kind: 'text',
    id: scene.ground.freshId('title'),
    name: element.attributes.get('name') ?? text.slice(0, 60),
    sourceRange: { startFrame: 0, durationFrames: framesOfItem(scene, item).frames },
    text,
    style: styled(plain, definitions.get(first?.attributes.get('ref') ?? '') ?? first, scene.height),
    opacity: opacity ?? 1,
    ...(Object.keys(moved).length > 0 ? { placement: moved } : {}),
    ...(blend === undefined ? {} : { blend }),
  };
};

/** A caption joins the others of its look. */
export const readCaption = (scene: FcpScene, item: FcpItem): void => {
  const { start, frames } = framesOfItem(scene, item);
  const text = cleanCaption(wordsOf(item.element));
  if (text === '' || frames === 0) {
    scene.ground.log.dropped(item.element.path, 'a caption without text');
    return;
  }
  const cue = { from: start, to: start + frames, text, style: captionTextStyle(scene) };
  scene.cues.push(withNote(cue, scene.captionNotes));
};
