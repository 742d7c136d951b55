/** Clips from Google: Veo runs as a long operation, Omni as an interaction in the background. The handle says which, so that any process can look. */
import { z } from 'zod';
import type { Maker } from '../../ports/provider.ts';
import { ownFailure, type VendorLine } from '../wire/wire.ts';
import { cancelOmni, lookAtOmni, omniHandleSchema, startOmni } from './omni.ts';
import { lookAtVeo, startVeo, veoHandleSchema } from './veo.ts';

const handleSchema = z.union([veoHandleSchema, omniHandleSchema]);

const readHandle = (line: VendorLine, handle: unknown): z.infer<typeof handleSchema> => {
  const read = handleSchema.safeParse(handle);
  if (read.success) return read.data;
  throw ownFailure('provider-rejected', line, 'This is no work of Gemini’s.', { taken: 'yes', isOver: true });
};

/** Clips from Gemini. */
export const videoMaker = (line: VendorLine): Maker<'video'> => ({
  start: (wish, call) => (call.model.startsWith('veo-') ? startVeo(line, wish, call) : startOmni(line, wish, call)),
  look: (handle, call) => {
    const known = readHandle(line, handle);
    return 'operation' in known ? lookAtVeo(line, known, call) : lookAtOmni(line, known, call);
  },
  cancel: async (handle, call) => {
    const known = readHandle(line, handle);
    // Veo's operations have no end but their own.
    if ('interaction' in known) await cancelOmni(line, known, call);
  },
});
