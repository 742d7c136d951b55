/** The door of captions: cues from speech, and the SRT that lies beside every film. */
export { type CaptionRequest, type Cue, captionCues, captionLineWidth, cuesInFrames } from './caption-cues.ts';
export { endWithScene } from './end-with-scene.ts';
export { parseSrt, printSrt } from './srt.ts';
