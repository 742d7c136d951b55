/** The door to the world: the guarded network, and on it the ways to vendors of models and to the files they make. */
export type { Wire } from './connect.ts';
export { createNetwork, type GuardedNetwork, type NetworkOptions } from './guarded-network.ts';
export { createProviderFetch, type ProviderFetchOptions } from './provider-fetch.ts';
export {
  createMadeFileFetch,
  type FetchMade,
  type MadeFileRequest,
  type MadeFileStream,
  type MadeFilesOptions,
} from './provider-fetch-files.ts';
export type { BaseUrlFrom, ProviderPlace } from './provider-origin.ts';
export { type PolicyWords, readUrlPolicy } from './read-policy.ts';
export type { Resolve } from './resolve.ts';
export type { UrlPolicy } from './vet-url.ts';
