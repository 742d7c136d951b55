/**
 * What all vendors share (VND): questions, answers and failures between a provider and its vendor. Retries, waiting and money are the desk's.
 */
export { type Alignment, alignmentSchema, timesOf } from './alignment.ts';
export { checkerOf, jsonIn } from './answer-schema.ts';
export { base64Of, bytesOfBase64, bytesOfDataUrl, dataUrlOf, endingOf, fileOf } from './bodies.ts';
export { amount, count, usageOf } from './counts.ts';
export { decimalText, microsOfBill, microsOfUnits } from './dollars.ts';
export {
  ask,
  askJson,
  exchange,
  type Heard,
  parseHeard,
  pathPart,
  type Question,
  type ReadTrouble,
  readWith,
  speakerOf,
  type VendorLine,
} from './exchange.ts';
export { failure, ownFailure, type Speaker, type Stake, type Trouble, unreadable } from './failures.ts';
export { unsaidLimits } from './limits.ts';
export { redact } from './redact.ts';
export { readRetryAfter } from './retry-after.ts';
export { askModel, runModel, type SdkFetch } from './sdk.ts';
export { soundIn } from './sound-answer.ts';
export { askText, noteOf, type ReadText, type TextWay } from './text.ts';
export { tryKey } from './try-key.ts';
export { secondsOfWave, wholeWave } from './wave.ts';
