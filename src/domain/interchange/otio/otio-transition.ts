/** Transitions between OpenTimelineIO and us. Its vocabulary has one named kind, SMPTE_Dissolve; ours rides in metadata. */
import {
  type AudioTransition,
  type Metadata,
  type Transition,
  transitionTypes,
} from '../../timeline/timeline.types.ts';
import type { Cursor } from '../json/cursor.ts';
import { metadataFromJson } from '../json/json-metadata.ts';
import type { JsonObject } from '../json/read-json.ts';
import { framesOfSeconds, zero } from '../shared/rational.ts';
import type { OtioScene } from './otio-clip.ts';
import { foreignMetadata, ownMetadata } from './otio-schema.ts';
import { secondsOfTime } from './otio-time.ts';

/** A transition of a picture track, or a crossfade of a sound track. */
export const readTransition = (scene: OtioScene, cursor: Cursor, isAudio: boolean): Transition | AudioTransition => {
  const frames = (key: string): number =>
    Math.max(0, framesOfSeconds(secondsOfTime(cursor.at(key)) ?? zero, scene.rate).frames);
  const times = { inFrames: frames('in_offset'), outFrames: frames('out_offset') };
  const name = cursor.at('transition_type').string() ?? '';
  cursor.ignore('OTIO_SCHEMA', 'metadata', 'name');
  const foreign = foreignMetadata(cursor, name === 'SMPTE_Dissolve' ? {} : { transition_type: name });
  const own = ownMetadata(cursor).at('transition');
  const kept = own.isObject ? (metadataFromJson(own.value as JsonObject) as Metadata) : {};
  const notes = { ...(kept.metadata as Metadata | undefined), ...foreign };
  const metadata = Object.keys(notes).length > 0 ? { metadata: notes } : {};
  if (isAudio) return { ...kept, kind: 'transition', type: 'crossfade', ...times, ...metadata };
  const type = transitionTypes.find((known) => known === kept.type);
  if (type === undefined && name !== 'SMPTE_Dissolve' && name !== '')
    scene.ground.log.approximated(cursor.path, `transition “${name}”`, 'a dissolve stands in its place');
  return { ...kept, kind: 'transition', type: type ?? 'dissolve', ...times, ...metadata };
};
