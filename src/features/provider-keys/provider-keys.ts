/** The door of keys of vendors: how people keep them, how a call finds one, how the command line does without rows. */
import type { Route } from '../api/api.ts';
import { keyRoutes, type ProviderKeyParts } from './provider-keys.routes.ts';
import { type TestKeyParts, testKeyRoute } from './test-key.routes.ts';

export { createEnvironmentKeys, type Environment, keyInEnvironment } from './environment-keys.ts';
export { createKeyRing, type KeyRingParts } from './key-ring.ts';
export { keyIdentity, withoutKey } from './key-rules.ts';
export { takeTurn } from './test-key.routes.ts';

export type ProviderKeyRouteParts = ProviderKeyParts & TestKeyParts;

/** Routes of keys of vendors. */
export const providerKeyRoutes = (parts: ProviderKeyRouteParts): readonly Route[] => [
  ...keyRoutes(parts),
  testKeyRoute(parts),
];
