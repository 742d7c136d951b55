/** What OpenAI's API and the many servers after it have in common: their errors, pictures, speech, transcripts, lists of models. */
export { readChatAnswer } from './chat-answer.ts';
export { type ImageTraits, imageMaker } from './images.ts';
export { listModels } from './models.ts';
export { pictureTypeOf } from './picture-bytes.ts';
export { sizeOf, sizeOfRatio } from './picture-size.ts';
export { type SpeechTraits, speechMaker } from './speech.ts';
export { type TranscriptTraits, type TranscriptWay, transcriptMaker } from './transcripts.ts';
export { codeOfOpenai, readOpenaiTrouble } from './trouble.ts';
