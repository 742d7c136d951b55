/** The draws of a clip, whatever its kind: one file of this folder each. */
import type { Draw } from '../display-list.types.ts';
import type { Moment, Scene } from '../scene.types.ts';
import { captionDraws } from './captions.ts';
import { compositionDraws, type StackDraws } from './composition.ts';
import { imageDraws } from './image.ts';
import { shapeDraws } from './shape.ts';
import { solidDraws } from './solid.ts';
import { textDraws } from './text.ts';
import { videoDraws } from './video.ts';

/** What a clip shows at a moment, in drawing order. */
export const clipDraws = (scene: Scene, { clip, local, path }: Moment, stackDraws: StackDraws): readonly Draw[] => {
  switch (clip.kind) {
    case 'composition':
      return compositionDraws(scene, { clip, local, path }, stackDraws);
    case 'video':
      return videoDraws(scene, { clip, local, path });
    case 'image':
      return imageDraws(scene, { clip, local, path });
    case 'shape':
      return shapeDraws(scene, { clip, local, path });
    case 'solid':
      return solidDraws(scene, { clip, local, path });
    case 'text':
      return textDraws(scene, { clip, local, path });
    case 'captions':
      return captionDraws({ clip, local, path });
  }
};
