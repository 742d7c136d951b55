/**
 * Where fal stands: its queue, its storage and its platform have addresses of their own. Whoever sets another address for fal (a proxy, a test)
 * means all three, and finds their paths below that one.
 */
import type { VendorLine } from '../wire/wire.ts';

export const queueUrl = 'https://queue.fal.run';
const restUrl = 'https://rest.fal.ai';
const platformUrl = 'https://api.fal.ai';

/** Origins beside that of the queue, for the guarded network. */
export const otherOrigins = [restUrl, platformUrl];
/** Keys with which its webhooks are signed. */
export const webhookKeysUrl = `${restUrl}/.well-known/jwks.json`;

const at = (line: VendorLine, baseUrl: string): VendorLine =>
  line.access.baseUrl === queueUrl ? { ...line, access: { ...line.access, baseUrl } } : line;

/** The same line to fal's storage. */
export const toStorage = (line: VendorLine): VendorLine => at(line, restUrl);
/** The same line to fal's lists of models and prices. */
export const toPlatform = (line: VendorLine): VendorLine => at(line, platformUrl);
