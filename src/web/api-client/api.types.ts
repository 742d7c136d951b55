/** What the API takes and gives, by method and path. Written by `npm run api-client` from the routes: do not edit. */

export type ApiCode =
  | 'usage'
  | 'script-not-found'
  | 'script-unreadable'
  | 'script-empty'
  | 'script-not-text'
  | 'script-too-large'
  | 'script-malformed'
  | 'cast-invalid'
  | 'timeline-not-found'
  | 'timeline-invalid'
  | 'output-folder-missing'
  | 'output-not-writable'
  | 'disk-full'
  | 'ffmpeg-missing'
  | 'ffmpeg-too-old'
  | 'ffmpeg-failed'
  | 'voice-weights-corrupt'
  | 'voice-failed'
  | 'no-voice-engine'
  | 'panel-failed'
  | 'media-corrupt'
  | 'media-not-found'
  | 'media-refused'
  | 'media-too-large'
  | 'media-changed'
  | 'media-timeout'
  | 'font-refused'
  | 'import-failed'
  | 'import-lossy'
  | 'sandbox-missing'
  | 'request-invalid'
  | 'body-too-large'
  | 'media-type-unsupported'
  | 'method-not-allowed'
  | 'request-timeout'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'gone'
  | 'conflict'
  | 'stale-version'
  | 'idempotency-mismatch'
  | 'rate-limited'
  | 'quota-exceeded'
  | 'asset-in-use'
  | 'upload-malformed'
  | 'upload-version'
  | 'upload-locked'
  | 'checksum-mismatch'
  | 'unavailable'
  | 'url-refused'
  | 'url-unreachable'
  | 'url-too-slow'
  | 'url-too-large'
  | 'models-invalid'
  | 'model-unknown'
  | 'model-retired'
  | 'ask-illegal'
  | 'price-unknown'
  | 'budget-reached'
  | 'charge-unknown'
  | 'ledger-damaged'
  | 'key-missing'
  | 'provider-key-wrong'
  | 'provider-key-expired'
  | 'provider-no-credit'
  | 'provider-forbidden'
  | 'provider-rejected'
  | 'provider-refused'
  | 'provider-busy'
  | 'provider-failed'
  | 'provider-unreadable'
  | 'provider-silent'
  | 'configuration-invalid'
  | 'database-refused'
  | 'secret-unreadable'
  | 'job-crashed'
  | 'internal'
  | 'cancelled';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export type AnyTimeline = { readonly [name: string]: unknown } | string;

export type Api = {
  readonly get: {
    /** List your keys of AI services. */
    '/api-keys': {
      readonly ask: { readonly search?: { readonly provider?: string | undefined } };
      readonly answer: {
        readonly keys: readonly {
          readonly id: string;
          readonly provider: string;
          readonly name: string;
          /** the last four characters; null when it is shorter than eight */
          readonly lastFour: string | null;
          readonly isActive: boolean;
          readonly projectId: string | null;
          readonly baseUrl: string | null;
          readonly monthlyCapMicros: number | null;
          /** as it was found when it was last tested or used; null: nobody tried */
          readonly verdict: 'works' | 'wrong' | 'expired' | 'no-credit' | 'forbidden' | null;
          readonly testedAt: string | null;
          readonly lastUsedAt: string | null;
          readonly createdAt: string;
          readonly version: number;
        }[];
      };
    };
    /** Lists the assets of a project. */
    '/assets': {
      readonly ask: {
        readonly search: {
          readonly projectId: string;
          readonly search?: string | undefined;
          readonly kind?: 'video' | 'image' | 'audio' | 'captions' | 'font' | 'lookup' | undefined;
          readonly tag?: string | undefined;
          readonly state?: 'processing' | 'ready' | 'refused' | undefined;
          readonly bin?: string | undefined;
          readonly sort?: 'newest' | 'oldest' | 'name' | 'largest' | undefined;
          readonly cursor?: string | undefined;
          readonly limit?: number | undefined;
        };
      };
      readonly answer: {
        readonly assets: readonly {
          readonly id: string;
          readonly projectId: string;
          readonly ownerId: string;
          /** what people call it; text to show, never a path */
          readonly name: string;
          /** null until its content was looked at */
          readonly kind: 'video' | 'image' | 'audio' | 'captions' | 'font' | 'lookup' | null;
          readonly mediaType: string | null;
          /** processing: it is being looked at; refused: see error */
          readonly state: 'processing' | 'ready' | 'refused';
          readonly bytes: number;
          /** SHA-256 of the content, lower-case hexadecimal */
          readonly sha256: string;
          /** size, length, streams: what the probe found */
          readonly facts: { readonly [name: string]: unknown } | null;
          readonly error: { readonly code: string; readonly message: string } | null;
          readonly tags: readonly string[];
          readonly sourceUrl: string | null;
          /** a small picture of it, signed for a while */
          readonly posterUrl: string | null;
          readonly version: number;
          readonly deletedAt: string | null;
          readonly createdAt: string;
          readonly updatedAt: string;
        }[];
        readonly next: string | null;
      };
    };
    /** Shows an asset, what was made of it and who uses it. */
    '/assets/{id}': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: {
        readonly id: string;
        readonly projectId: string;
        readonly ownerId: string;
        /** what people call it; text to show, never a path */
        readonly name: string;
        /** null until its content was looked at */
        readonly kind: 'video' | 'image' | 'audio' | 'captions' | 'font' | 'lookup' | null;
        readonly mediaType: string | null;
        /** processing: it is being looked at; refused: see error */
        readonly state: 'processing' | 'ready' | 'refused';
        readonly bytes: number;
        /** SHA-256 of the content, lower-case hexadecimal */
        readonly sha256: string;
        /** size, length, streams: what the probe found */
        readonly facts: { readonly [name: string]: unknown } | null;
        readonly error: { readonly code: string; readonly message: string } | null;
        readonly tags: readonly string[];
        readonly sourceUrl: string | null;
        /** a small picture of it, signed for a while */
        readonly posterUrl: string | null;
        readonly version: number;
        readonly deletedAt: string | null;
        readonly createdAt: string;
        readonly updatedAt: string;
        readonly derivatives: readonly {
          /** poster, thumbnail-320, strip, waveform, specimen */
          readonly kind: string;
          readonly mediaType: string;
          readonly bytes: number;
          readonly facts: { readonly [name: string]: unknown } | null;
          readonly url: string;
          readonly expiresAt: string;
        }[];
        readonly usedBy: readonly {
          readonly kind: string;
          readonly id: string;
          readonly name: string;
          readonly isActive: boolean;
        }[];
        /** other assets of yours with the same content */
        readonly duplicates: readonly { readonly id: string; readonly name: string; readonly projectId: string }[];
      };
    };
    /** Gives a link to an asset’s bytes. */
    '/assets/{id}/url': {
      readonly ask: {
        readonly params: { readonly id: string };
        readonly search?: {
          readonly derivative?: string | undefined;
          readonly download?: string | undefined;
          readonly lifetimeMs?: number | undefined;
        };
      };
      readonly answer: {
        readonly url: string;
        readonly expiresAt: string;
        readonly mediaType: string;
        readonly bytes: number;
      };
    };
    /** Who did what, newest first. */
    '/audit-log': {
      readonly ask: {
        readonly search?: {
          readonly projectId?: string | undefined;
          readonly cursor?: string | undefined;
          readonly limit?: number | undefined;
        };
      };
      readonly answer: {
        readonly entries: readonly {
          readonly id: number;
          readonly at: string;
          readonly personId: string | null;
          readonly projectId: string | null;
          readonly action: string;
          readonly subject: string;
          readonly detail: { readonly [name: string]: unknown };
          readonly ipAddress: string | null;
        }[];
        readonly next: string | null;
      };
    };
    /** List the documents of a project. */
    '/documents': {
      readonly ask: {
        readonly search: {
          readonly projectId: string;
          readonly kind?: 'script' | 'timeline' | undefined;
          readonly before?: string | undefined;
          readonly limit?: number | undefined;
        };
      };
      readonly answer: {
        readonly documents: readonly {
          readonly id: string;
          readonly projectId: string;
          readonly kind: 'script' | 'timeline';
          readonly name: string;
          readonly version: number;
          readonly createdAt: string;
          readonly updatedAt: string;
        }[];
        readonly next: string | null;
      };
    };
    /** Read a document with its contents. */
    '/documents/{id}': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: {
        readonly id: string;
        readonly projectId: string;
        readonly kind: 'script' | 'timeline';
        readonly name: string;
        readonly version: number;
        readonly createdAt: string;
        readonly updatedAt: string;
        readonly text?: string;
        readonly timeline?: Json;
      };
    };
    /** List the versions, newest first. */
    '/documents/{id}/versions': {
      readonly ask: {
        readonly params: { readonly id: string };
        readonly search?: { readonly before?: string | undefined; readonly limit?: number | undefined };
      };
      readonly answer: {
        readonly versions: readonly {
          readonly id: string;
          readonly name: string | null;
          readonly personId: string | null;
          readonly at: string;
        }[];
        readonly next: string | null;
      };
    };
    /** Read the contents of a version. */
    '/documents/{id}/versions/{versionId}': {
      readonly ask: { readonly params: { readonly id: string; readonly versionId: string } };
      readonly answer: { readonly text?: string; readonly timeline?: Json };
    };
    /** List what was generated, newest first. */
    '/generations': {
      readonly ask: {
        readonly search: {
          readonly projectId: string;
          readonly type?: 'text' | 'image' | 'video' | 'audio' | 'transcript' | 'lipsync' | 'lora' | undefined;
          readonly provider?: string | undefined;
          readonly model?: string | undefined;
          readonly state?: string | undefined;
          readonly q?: string | undefined;
          readonly from?: string | undefined;
          readonly to?: string | undefined;
          readonly cursor?: string | undefined;
          readonly limit?: number | undefined;
        };
      };
      readonly answer: {
        readonly generations: readonly {
          readonly id: string;
          readonly projectId: string;
          readonly personId: string;
          readonly jobId: string;
          readonly type: 'text' | 'image' | 'video' | 'audio' | 'transcript' | 'lipsync' | 'lora';
          readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
          readonly progress: number;
          readonly prompt: string;
          readonly provider: string | null;
          /** which answered, or the first that is asked */
          readonly model: string | null;
          readonly isFresh: boolean;
          readonly isCached: boolean;
          readonly degraded: string | null;
          /** millionths of a US dollar */
          readonly estimateMicros: number;
          /** millionths of a US dollar */
          readonly costMicros: number;
          /** unknown: a call was lost, and somebody must look at the bill */
          readonly charged: 'no' | 'yes' | 'unknown';
          /** asked again from this one */
          readonly originId: string | null;
          readonly files: readonly {
            readonly assetId: string;
            readonly kind: string | null;
            readonly mediaType: string;
            /** of the asset: processing, ready, refused */
            readonly state: string;
            readonly name: string;
            readonly bytes: number;
            readonly sha256: string;
            /** signed, for some minutes */
            readonly url: string;
          }[];
          readonly error: { readonly code: string; readonly message: string } | null;
          readonly createdAt: string;
          readonly endedAt: string | null;
        }[];
        readonly next: string | null;
      };
    };
    /** How often models answered, how fast and at what cost. */
    '/generations/stats': {
      readonly ask: {
        readonly search: {
          readonly projectId: string;
          readonly from?: string | undefined;
          readonly to?: string | undefined;
        };
      };
      readonly answer: {
        readonly count: number;
        readonly done: number;
        readonly failed: number;
        readonly cancelled: number;
        readonly open: number;
        readonly cached: number;
        /** done of done and failed; null: none ended */
        readonly successRate: number | null;
        /** millionths of a US dollar */
        readonly spentMicros: number;
        readonly models: readonly {
          readonly model: string;
          readonly type: string;
          readonly count: number;
          readonly done: number;
          readonly failed: number;
          readonly cached: number;
          /** millionths of a US dollar */
          readonly spentMicros: number;
          /** from request to answer, of those that were not cached */
          readonly medianMs: number | null;
        }[];
      };
    };
    /** Read a generation: files, path, calls, cost. */
    '/generations/{id}': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: {
        readonly id: string;
        readonly projectId: string;
        readonly personId: string;
        readonly jobId: string;
        readonly type: 'text' | 'image' | 'video' | 'audio' | 'transcript' | 'lipsync' | 'lora';
        readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
        readonly progress: number;
        readonly prompt: string;
        readonly provider: string | null;
        /** which answered, or the first that is asked */
        readonly model: string | null;
        readonly isFresh: boolean;
        readonly isCached: boolean;
        readonly degraded: string | null;
        /** millionths of a US dollar */
        readonly estimateMicros: number;
        /** millionths of a US dollar */
        readonly costMicros: number;
        /** unknown: a call was lost, and somebody must look at the bill */
        readonly charged: 'no' | 'yes' | 'unknown';
        /** asked again from this one */
        readonly originId: string | null;
        readonly files: readonly {
          readonly assetId: string;
          readonly kind: string | null;
          readonly mediaType: string;
          /** of the asset: processing, ready, refused */
          readonly state: string;
          readonly name: string;
          readonly bytes: number;
          readonly sha256: string;
          /** signed, for some minutes */
          readonly url: string;
        }[];
        readonly error: { readonly code: string; readonly message: string } | null;
        readonly createdAt: string;
        readonly endedAt: string | null;
        /** the request as it came */
        readonly asked: { readonly [name: string]: unknown };
        /** text, object, words, characters, seed, loraUrl, notes */
        readonly answer: { readonly [name: string]: unknown } | null;
        /** the path that was taken */
        readonly route: readonly {
          readonly model: string;
          readonly outcome: 'answered' | 'cached' | 'skipped' | 'failed' | 'refused' | 'unknown';
          readonly code?: string;
          readonly message?: string;
          /** millionths of a US dollar */
          readonly costMicros: number;
          readonly tookMs: number;
        }[];
        /** an equal request is in doubt, and this one may be paid for a second time */
        readonly note?: string;
        /** what was sent to vendors, and what it cost */
        readonly calls: readonly {
          readonly id: string;
          readonly place: number;
          readonly model: string;
          readonly state: string;
          readonly charged: 'no' | 'yes' | 'unknown';
          /** millionths of a US dollar */
          readonly reservedMicros: number;
          /** millionths of a US dollar */
          readonly costMicros: number;
          readonly tookMs: number;
          readonly keyId: string | null;
          /** what the vendor says it counted */
          readonly usage: { readonly [name: string]: unknown } | null;
          readonly error: { readonly code: string; readonly message: string } | null;
          readonly createdAt: string;
          readonly sentAt: string | null;
          readonly endedAt: string | null;
        }[];
      };
    };
    /** List jobs, newest first. */
    '/jobs': {
      readonly ask: {
        readonly search?: {
          readonly projectId?: string | undefined;
          readonly parentId?: string | undefined;
          readonly state?: string | undefined;
          readonly kind?: string | undefined;
          readonly before?: string | undefined;
          readonly limit?: number | undefined;
        };
      };
      readonly answer: {
        readonly jobs: readonly {
          readonly id: string;
          readonly projectId: string;
          readonly personId: string;
          readonly parentId?: string;
          readonly kind: string;
          readonly label: string;
          readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
          readonly progress: number;
          readonly done: number;
          readonly total: number;
          readonly etaMs?: number;
          readonly attempt: number;
          readonly isUrgent: boolean;
          readonly isStopping: boolean;
          readonly traceId: string;
          readonly createdAt: string;
          readonly startedAt?: string;
          readonly finishedAt?: string;
          readonly error?: {
            readonly code: string;
            readonly message: string;
            readonly details?: readonly { readonly path: string; readonly message: string }[];
          };
          readonly result?: unknown;
        }[];
        readonly next: string | null;
      };
    };
    /** Read a job with its steps. */
    '/jobs/{id}': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: {
        readonly id: string;
        readonly projectId: string;
        readonly personId: string;
        readonly parentId?: string;
        readonly kind: string;
        readonly label: string;
        readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
        readonly progress: number;
        readonly done: number;
        readonly total: number;
        readonly etaMs?: number;
        readonly attempt: number;
        readonly isUrgent: boolean;
        readonly isStopping: boolean;
        readonly traceId: string;
        readonly createdAt: string;
        readonly startedAt?: string;
        readonly finishedAt?: string;
        readonly error?: {
          readonly code: string;
          readonly message: string;
          readonly details?: readonly { readonly path: string; readonly message: string }[];
        };
        readonly result?: unknown;
        readonly steps: readonly {
          readonly key: string;
          readonly name: string;
          readonly label: string;
          readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
          readonly isCached: boolean;
          readonly done: number;
          readonly total: number;
          readonly costMicros: number;
          readonly startedAt?: string;
          readonly finishedAt?: string;
        }[];
      };
    };
    /** Who you are. */
    '/me': {
      readonly ask: Record<never, never>;
      readonly answer: {
        readonly id: string;
        readonly name: string;
        readonly email: string;
        readonly image: string | null;
        readonly tier: string;
        readonly preferences: { readonly [name: string]: unknown };
        readonly isLocalOwner: boolean;
        readonly createdAt: string;
        readonly caller: {
          readonly via: 'session' | 'key';
          readonly scopes: readonly ('read' | 'write' | 'run' | 'manage')[];
        };
      };
    };
    /** What would go with your account. */
    '/me/deletion': {
      readonly ask: Record<never, never>;
      readonly answer: {
        readonly projects: readonly { readonly id: string; readonly name: string; readonly otherMembers: number }[];
      };
    };
    /** Where you are signed in. */
    '/me/sessions': {
      readonly ask: Record<never, never>;
      readonly answer: {
        readonly sessions: readonly {
          readonly id: string;
          readonly isPresent: boolean;
          readonly ipAddress: string | null;
          readonly userAgent: string | null;
          readonly createdAt: string;
          readonly usedAt: string;
          readonly expiresAt: string;
        }[];
      };
    };
    /** What you use of what you may use. */
    '/me/usage': {
      readonly ask: Record<never, never>;
      readonly answer: {
        readonly tier: string;
        readonly storage: { readonly usedBytes: number; readonly limitBytes: number | null };
      };
    };
    /** List models, of all providers. */
    '/models': {
      readonly ask: {
        readonly search?: {
          readonly type?:
            | 'text'
            | 'image'
            | 'video'
            | 'speech'
            | 'sound'
            | 'transcript'
            | 'lipsync'
            | 'lora'
            | undefined;
          readonly q?: string | undefined;
          readonly provider?: string | undefined;
          readonly cursor?: string | undefined;
          readonly limit?: number | undefined;
        };
      };
      readonly answer: {
        readonly models: readonly {
          /** `provider/model`, as every request names it */
          readonly name: string;
          readonly provider: string;
          readonly id: string;
          readonly makes: 'text' | 'image' | 'video' | 'speech' | 'sound' | 'transcript' | 'lipsync' | 'lora';
          readonly title: string;
          readonly alsoIds: readonly string[];
          readonly takes: readonly ('text' | 'image' | 'video' | 'audio')[];
          readonly status: 'active' | 'deprecated' | 'retired';
          readonly limits: {
            readonly durationsSeconds:
              | readonly number[]
              | { readonly min: number; readonly max: number; readonly step: number | null }
              | null;
            readonly aspectRatios: readonly string[] | { readonly min: string; readonly max: string } | null;
            readonly resolutions: readonly string[] | null;
            readonly references: {
              readonly images: number | null;
              readonly videos: number | null;
              readonly audios: number | null;
            };
            readonly promptChars: number | null;
            readonly negativePromptChars: number | null;
            readonly takesSeed: boolean | null;
            readonly takesNegativePrompt: boolean | null;
            readonly takesFirstFrame: boolean | null;
            readonly takesLastFrame: boolean | null;
            readonly audio: boolean | 'always' | null;
            readonly outputsPerRequest: number | null;
            readonly contextTokens: number | null;
            readonly outputTokens: number | null;
            readonly fps: readonly number[] | null;
          };
          /** null: nobody was found to say, so it is refused until you set a price; empty: free */
          readonly prices: readonly { readonly unit: string; readonly dollars: string }[] | null;
          readonly failuresCharged: boolean | null;
          readonly lifeCycle: {
            readonly released: string | null;
            readonly deprecated: string | null;
            readonly shutdown: string | null;
            readonly replacement: string | null;
          };
          readonly dialect: string;
          readonly sources: readonly { readonly url: string; readonly says: string; readonly checkedAt: string }[];
          readonly unknown: readonly string[];
          readonly notes: readonly string[];
          /** who says the price: the catalog with its sources, the vendor when it was asked, or you */
          readonly priceIs: 'catalog' | 'vendor' | 'yours' | null;
          /** when the vendor last listed it, asked with your key */
          readonly discoveredAt: string | null;
        }[];
        readonly next: string | null;
      };
    };
    /** Read a model. */
    '/models/{name}': {
      readonly ask: {
        readonly params: { readonly name: string };
        readonly search?: {
          readonly type?:
            | 'text'
            | 'image'
            | 'video'
            | 'speech'
            | 'sound'
            | 'transcript'
            | 'lipsync'
            | 'lora'
            | undefined;
        };
      };
      readonly answer: {
        /** `provider/model`, as every request names it */
        readonly name: string;
        readonly provider: string;
        readonly id: string;
        readonly makes: 'text' | 'image' | 'video' | 'speech' | 'sound' | 'transcript' | 'lipsync' | 'lora';
        readonly title: string;
        readonly alsoIds: readonly string[];
        readonly takes: readonly ('text' | 'image' | 'video' | 'audio')[];
        readonly status: 'active' | 'deprecated' | 'retired';
        readonly limits: {
          readonly durationsSeconds:
            | readonly number[]
            | { readonly min: number; readonly max: number; readonly step: number | null }
            | null;
          readonly aspectRatios: readonly string[] | { readonly min: string; readonly max: string } | null;
          readonly resolutions: readonly string[] | null;
          readonly references: {
            readonly images: number | null;
            readonly videos: number | null;
            readonly audios: number | null;
          };
          readonly promptChars: number | null;
          readonly negativePromptChars: number | null;
          readonly takesSeed: boolean | null;
          readonly takesNegativePrompt: boolean | null;
          readonly takesFirstFrame: boolean | null;
          readonly takesLastFrame: boolean | null;
          readonly audio: boolean | 'always' | null;
          readonly outputsPerRequest: number | null;
          readonly contextTokens: number | null;
          readonly outputTokens: number | null;
          readonly fps: readonly number[] | null;
        };
        /** null: nobody was found to say, so it is refused until you set a price; empty: free */
        readonly prices: readonly { readonly unit: string; readonly dollars: string }[] | null;
        readonly failuresCharged: boolean | null;
        readonly lifeCycle: {
          readonly released: string | null;
          readonly deprecated: string | null;
          readonly shutdown: string | null;
          readonly replacement: string | null;
        };
        readonly dialect: string;
        readonly sources: readonly { readonly url: string; readonly says: string; readonly checkedAt: string }[];
        readonly unknown: readonly string[];
        readonly notes: readonly string[];
        /** who says the price: the catalog with its sources, the vendor when it was asked, or you */
        readonly priceIs: 'catalog' | 'vendor' | 'yours' | null;
        /** when the vendor last listed it, asked with your key */
        readonly discoveredAt: string | null;
      };
    };
    /** List your projects. */
    '/projects': {
      readonly ask: {
        readonly search?: {
          readonly search?: string | undefined;
          readonly state?: 'active' | 'archived' | 'deleted' | undefined;
          readonly sort?: 'changed' | 'created' | 'name' | undefined;
          readonly cursor?: string | undefined;
          readonly limit?: number | undefined;
        };
      };
      readonly answer: {
        readonly projects: readonly {
          readonly id: string;
          readonly name: string;
          readonly budgetMicros: number | null;
          readonly version: number;
          readonly ownerId: string;
          readonly role: 'viewer' | 'editor' | 'owner';
          readonly state: 'active' | 'archived' | 'deleted';
          readonly counts: { readonly assets: number; readonly jobs: number };
          readonly createdAt: string;
          readonly updatedAt: string;
          readonly lastActivityAt: string;
          readonly archivedAt: string | null;
          readonly deletedAt: string | null;
        }[];
        readonly next: string | null;
      };
    };
    /** Read a project. */
    '/projects/{id}': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: {
        readonly id: string;
        readonly name: string;
        readonly budgetMicros: number | null;
        readonly version: number;
        readonly ownerId: string;
        readonly role: 'viewer' | 'editor' | 'owner';
        readonly state: 'active' | 'archived' | 'deleted';
        readonly counts: { readonly assets: number; readonly jobs: number };
        readonly createdAt: string;
        readonly updatedAt: string;
        readonly lastActivityAt: string;
        readonly archivedAt: string | null;
        readonly deletedAt: string | null;
      };
    };
    /** Who was invited and has not come yet. */
    '/projects/{id}/invitations': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: {
        readonly invitations: readonly {
          readonly id: string;
          readonly email: string;
          readonly role: 'viewer' | 'editor';
          readonly expiresAt: string;
          readonly createdAt: string;
        }[];
      };
    };
    /** Who works on a project. */
    '/projects/{id}/members': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: {
        readonly members: readonly {
          readonly personId: string;
          readonly name: string;
          readonly email: string;
          readonly image: string | null;
          readonly role: 'viewer' | 'editor' | 'owner';
          readonly since: string;
        }[];
      };
    };
    /** List the providers of models. */
    '/providers': {
      readonly ask: { readonly search?: { readonly projectId?: string | undefined } };
      readonly answer: {
        readonly providers: readonly {
          readonly name: string;
          readonly title: string;
          readonly aliases: readonly string[];
          /** kinds of work it can be asked for */
          readonly makes: readonly (
            | 'text'
            | 'image'
            | 'video'
            | 'speech'
            | 'sound'
            | 'transcript'
            | 'lipsync'
            | 'lora'
          )[];
          readonly needsKey: 'yes' | 'optional' | 'none';
          /** whether a request of yours would find a key or needs none, and a server that may be reached */
          readonly hasKey: boolean;
          /** whether a key may name the address of a server of one’s own */
          readonly takesBaseUrl: boolean;
          /** where one gets a key */
          readonly keyPage: string | null;
          /** the day somebody ran it against the provider itself; null: nobody has yet */
          readonly verifiedLive: string | null;
          readonly builtFrom: readonly { readonly url: string; readonly checkedAt: string }[];
        }[];
      };
    };
    /** List the models of a provider. */
    '/providers/{provider}/models': {
      readonly ask: {
        readonly params: { readonly provider: string };
        readonly search?: {
          readonly refresh?: 'true' | 'false' | undefined;
          readonly type?:
            | 'text'
            | 'image'
            | 'video'
            | 'speech'
            | 'sound'
            | 'transcript'
            | 'lipsync'
            | 'lora'
            | undefined;
        };
      };
      readonly answer: {
        readonly provider: string;
        readonly models: readonly {
          /** `provider/model`, as every request names it */
          readonly name: string;
          readonly provider: string;
          readonly id: string;
          readonly makes: 'text' | 'image' | 'video' | 'speech' | 'sound' | 'transcript' | 'lipsync' | 'lora';
          readonly title: string;
          readonly alsoIds: readonly string[];
          readonly takes: readonly ('text' | 'image' | 'video' | 'audio')[];
          readonly status: 'active' | 'deprecated' | 'retired';
          readonly limits: {
            readonly durationsSeconds:
              | readonly number[]
              | { readonly min: number; readonly max: number; readonly step: number | null }
              | null;
            readonly aspectRatios: readonly string[] | { readonly min: string; readonly max: string } | null;
            readonly resolutions: readonly string[] | null;
            readonly references: {
              readonly images: number | null;
              readonly videos: number | null;
              readonly audios: number | null;
            };
            readonly promptChars: number | null;
            readonly negativePromptChars: number | null;
            readonly takesSeed: boolean | null;
            readonly takesNegativePrompt: boolean | null;
            readonly takesFirstFrame: boolean | null;
            readonly takesLastFrame: boolean | null;
            readonly audio: boolean | 'always' | null;
            readonly outputsPerRequest: number | null;
            readonly contextTokens: number | null;
            readonly outputTokens: number | null;
            readonly fps: readonly number[] | null;
          };
          /** null: nobody was found to say, so it is refused until you set a price; empty: free */
          readonly prices: readonly { readonly unit: string; readonly dollars: string }[] | null;
          readonly failuresCharged: boolean | null;
          readonly lifeCycle: {
            readonly released: string | null;
            readonly deprecated: string | null;
            readonly shutdown: string | null;
            readonly replacement: string | null;
          };
          readonly dialect: string;
          readonly sources: readonly { readonly url: string; readonly says: string; readonly checkedAt: string }[];
          readonly unknown: readonly string[];
          readonly notes: readonly string[];
          /** who says the price: the catalog with its sources, the vendor when it was asked, or you */
          readonly priceIs: 'catalog' | 'vendor' | 'yours' | null;
          /** when the vendor last listed it, asked with your key */
          readonly discoveredAt: string | null;
        }[];
        /** how many the provider just listed; null: it was not asked */
        readonly discovered: number | null;
      };
    };
    /** List the voices of a provider. */
    '/providers/{provider}/voices': {
      readonly ask: { readonly params: { readonly provider: string } };
      readonly answer: {
        readonly provider: string;
        readonly voices: readonly {
          readonly id: string;
          readonly name: string;
          readonly languages?: readonly string[];
          readonly gender?: string;
          readonly description?: string;
          readonly models?: readonly string[];
        }[];
      };
    };
    /** What was spent, and what may be. */
    '/spending': {
      readonly ask: {
        readonly search?: {
          readonly projectId?: string | undefined;
          readonly by?: 'project' | 'provider' | 'model' | 'day' | 'type' | undefined;
          readonly from?: string | undefined;
          readonly to?: string | undefined;
        };
      };
      readonly answer: {
        readonly from: string;
        readonly to: string;
        readonly by: 'project' | 'provider' | 'model' | 'day' | 'type';
        /** millionths of a US dollar */
        readonly spentMicros: number;
        readonly groups: readonly {
          /** null: of projects that were deleted */
          readonly key: string | null;
          /** the name of the project */
          readonly title: string | null;
          /** millionths of a US dollar */
          readonly spentMicros: number;
          readonly calls: number;
        }[];
        readonly budget: {
          /** null: no limit */
          readonly limitMicros: number | null;
          /** millionths of a US dollar */
          readonly spentMicros: number;
          /** kept free for work under way: the most it can cost */
          readonly reservedMicros: number;
          /** never below 0; null: no limit */
          readonly leftMicros: number | null;
          readonly scope: 'project' | 'person';
          readonly period: string;
        };
        /** calls that were lost: somebody has to look at the bill and say what became of them */
        readonly unknown: {
          readonly calls: number;
          /** millionths of a US dollar */
          readonly reservedMicros: number;
        };
      };
    };
    /** List paid calls, newest first. */
    '/spending/calls': {
      readonly ask: {
        readonly search?: {
          readonly projectId?: string | undefined;
          readonly state?: 'intended' | 'sent' | 'under-way' | 'done' | 'failed' | 'unknown' | undefined;
          readonly cursor?: string | undefined;
          readonly limit?: number | undefined;
        };
      };
      readonly answer: {
        readonly calls: readonly {
          readonly id: string;
          readonly projectId: string | null;
          readonly personId: string | null;
          readonly jobId: string | null;
          readonly keyId: string | null;
          /** what it was for: a generation, or a step of a film */
          readonly order: string;
          readonly place: number;
          readonly model: string;
          readonly type: string;
          readonly state: 'intended' | 'sent' | 'under-way' | 'done' | 'failed' | 'unknown';
          readonly isFresh: boolean;
          /** the most it could cost, when it was asked for */
          readonly reservedMicros: number;
          /** millionths of a US dollar */
          readonly costMicros: number;
          /** billed beyond that */
          readonly beyondMicros: number;
          readonly charged: 'no' | 'yes' | 'unknown';
          /** who said what became of it */
          readonly resolvedBy: string | null;
          /** what the vendor says it counted */
          readonly usage: { readonly [name: string]: unknown } | null;
          readonly error: { readonly code: string; readonly message: string } | null;
          readonly month: string;
          readonly tookMs: number;
          readonly createdAt: string;
          readonly sentAt: string | null;
          readonly endedAt: string | null;
        }[];
        readonly next: string | null;
      };
    };
    /** Your monthly cap, and what is left of it. */
    '/spending/cap': {
      readonly ask: Record<never, never>;
      readonly answer: {
        /** null: no limit */
        readonly limitMicros: number | null;
        /** millionths of a US dollar */
        readonly spentMicros: number;
        /** kept free for work under way: the most it can cost */
        readonly reservedMicros: number;
        /** never below 0; null: no limit */
        readonly leftMicros: number | null;
        /** in UTC: 2026-11 */
        readonly month: string;
      };
    };
    /** Estimates beside bills, by model. */
    '/spending/drift': {
      readonly ask: {
        readonly search?: {
          readonly projectId?: string | undefined;
          readonly from?: string | undefined;
          readonly to?: string | undefined;
        };
      };
      readonly answer: {
        readonly from: string;
        readonly to: string;
        readonly models: readonly {
          readonly model: string;
          readonly calls: number;
          /** millionths of a US dollar */
          readonly estimatedMicros: number;
          /** millionths of a US dollar */
          readonly costMicros: number;
          /** calls that cost more than was kept free */
          readonly beyondCalls: number;
          /** cost for each micro-dollar kept free; null where nothing was */
          readonly medianRatio: number | null;
          readonly worstRatio: number | null;
        }[];
      };
    };
    /** How people may sign in here. */
    '/studio/sign-in': {
      readonly ask: Record<never, never>;
      readonly answer: { readonly isSignUpOpen: boolean; readonly providers: readonly ('google' | 'github')[] };
    };
    /** Where a video stands, and where it is fetched. */
    '/videoresult/{jobId}': {
      readonly ask: { readonly params: { readonly jobId: string } };
      readonly answer: {
        readonly jobId: string;
        readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
        readonly progress: number;
        readonly etaMs?: number;
        readonly url?: string;
        readonly captionsUrl?: string;
        readonly posterUrl?: string;
        readonly files?: readonly {
          readonly kind: string;
          readonly name: string;
          readonly mediaType: string;
          readonly bytes: number;
          readonly url: string;
        }[];
        readonly expiresAt?: string;
        readonly result?: unknown;
        readonly steps?: readonly {
          readonly name: string;
          readonly label: string;
          readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
          readonly isCached: boolean;
          readonly done: number;
          readonly total: number;
          readonly startedAt?: string;
          readonly finishedAt?: string;
        }[];
        readonly error?: {
          readonly code: string;
          readonly message: string;
          readonly details?: readonly { readonly path: string; readonly message: string }[];
        };
        readonly estimate?: {
          /** What the document was read as. */
          readonly format: string;
          readonly frames?: number;
          readonly durationMs?: number;
          readonly framesCached?: number;
          readonly framesToRender?: number;
          readonly segmentsToRender?: number;
          /** As likely longer as shorter; absent while lengths hang on files behind addresses. */
          readonly p50Ms?: number;
          readonly p90Ms?: number;
          /** Whether the video would be answered in the same request. */
          readonly isQuick: boolean;
          /** Past renders the estimate rests on; 0: a guess. */
          readonly basis: number;
          /** Files that will be fetched first. */
          readonly addresses: number;
          readonly costMicros: number;
          readonly notes: readonly { readonly path: string; readonly message: string }[];
          readonly losses: readonly {
            readonly path: string;
            readonly what: string;
            readonly how: string;
            readonly note?: string;
          }[];
        };
      };
    };
    /** List your webhooks, newest first. */
    '/webhooks': {
      readonly ask: { readonly search?: { readonly projectId?: string | undefined } };
      readonly answer: {
        readonly webhooks: readonly {
          readonly id: string;
          readonly projectId: string | null;
          readonly url: string;
          readonly events: readonly string[];
          readonly isActive: boolean;
          /** kinds of jobs whose ends are told */
          readonly kinds: readonly string[];
          /** the last four characters of the secret */
          readonly secretEnding: string;
          /** nothing has arrived since */
          readonly failingSince: string | null;
          readonly disabledAt: string | null;
          readonly disabledBecause: string | null;
          readonly createdAt: string;
        }[];
        /** events that can be asked for */
        readonly events: readonly string[];
        /** kinds of jobs that can be asked for */
        readonly kinds: readonly string[];
      };
    };
    /** Read a webhook. */
    '/webhooks/{id}': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: {
        readonly id: string;
        readonly projectId: string | null;
        readonly url: string;
        readonly events: readonly string[];
        readonly isActive: boolean;
        /** kinds of jobs whose ends are told */
        readonly kinds: readonly string[];
        /** the last four characters of the secret */
        readonly secretEnding: string;
        /** nothing has arrived since */
        readonly failingSince: string | null;
        readonly disabledAt: string | null;
        readonly disabledBecause: string | null;
        readonly createdAt: string;
      };
    };
    /** List deliveries, newest first. */
    '/webhooks/{id}/deliveries': {
      readonly ask: {
        readonly params: { readonly id: string };
        readonly search?: { readonly before?: string | undefined; readonly limit?: number | undefined };
      };
      readonly answer: {
        readonly deliveries: readonly {
          readonly id: string;
          readonly eventId: string;
          readonly event: string;
          readonly state: string;
          readonly attempts: number;
          readonly lastStatus: number | null;
          readonly lastError: string | null;
          readonly tries: readonly {
            readonly at: string;
            readonly status?: number;
            readonly error?: string;
            readonly tookMs: number;
          }[];
          /** what is sent as `data` */
          readonly payload: unknown;
          /** when it is tried next */
          readonly nextAt: string | null;
          readonly createdAt: string;
          readonly finishedAt: string | null;
        }[];
        readonly next: string | null;
      };
    };
  };
  readonly post: {
    /** Add a key of an AI service. */
    '/api-keys': {
      readonly ask: {
        readonly body: {
          /** a name or an alias of GET /providers */
          readonly provider: string;
          /** what you call it */
          readonly name: string;
          /** the key itself; it is sealed at once and never shown again */
          readonly key?: string | undefined;
          /** shared with those who may start work in this project; null: yours alone */
          readonly projectId?: string | null | undefined;
          /** of a server of your own that speaks as OpenAI does, such as https://models.example/v1 */
          readonly baseUrl?: string | null | undefined;
          /** most that may be spent with it in a month (UTC), in millionths of a US dollar; null: no cap */
          readonly monthlyCapMicros?: number | null | undefined;
          readonly isActive?: boolean | undefined;
        };
      };
      readonly answer: {
        readonly id: string;
        readonly provider: string;
        readonly name: string;
        /** the last four characters; null when it is shorter than eight */
        readonly lastFour: string | null;
        readonly isActive: boolean;
        readonly projectId: string | null;
        readonly baseUrl: string | null;
        readonly monthlyCapMicros: number | null;
        /** as it was found when it was last tested or used; null: nobody tried */
        readonly verdict: 'works' | 'wrong' | 'expired' | 'no-credit' | 'forbidden' | null;
        readonly testedAt: string | null;
        readonly lastUsedAt: string | null;
        readonly createdAt: string;
        readonly version: number;
      };
    };
    /** Test a key of an AI service. */
    '/api-keys/test': {
      readonly ask: {
        readonly body: {
          /** one of your keys */
          readonly id?: string | undefined;
          /** with `key`: a key that is not kept */
          readonly provider?: string | undefined;
          /** the key itself; it is sealed at once and never shown again */
          readonly key?: string | undefined;
          readonly baseUrl?: string | undefined;
        };
      };
      readonly answer: {
        readonly state: 'works' | 'wrong' | 'expired' | 'no-credit' | 'forbidden' | 'unreachable';
        /** what that means, in a sentence */
        readonly message: string;
      };
    };
    /** Fetches a file from an address. */
    '/assets/from-url': {
      readonly ask: {
        readonly body: {
          readonly projectId: string;
          readonly url: string;
          readonly name?: string | undefined;
          readonly tags?: readonly string[] | undefined;
        };
      };
      readonly answer: { readonly jobId: string; readonly assetId: string };
    };
    /** Takes an asset out of the bin. */
    '/assets/{id}/restore': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: {
        readonly id: string;
        readonly projectId: string;
        readonly ownerId: string;
        /** what people call it; text to show, never a path */
        readonly name: string;
        /** null until its content was looked at */
        readonly kind: 'video' | 'image' | 'audio' | 'captions' | 'font' | 'lookup' | null;
        readonly mediaType: string | null;
        /** processing: it is being looked at; refused: see error */
        readonly state: 'processing' | 'ready' | 'refused';
        readonly bytes: number;
        /** SHA-256 of the content, lower-case hexadecimal */
        readonly sha256: string;
        /** size, length, streams: what the probe found */
        readonly facts: { readonly [name: string]: unknown } | null;
        readonly error: { readonly code: string; readonly message: string } | null;
        readonly tags: readonly string[];
        readonly sourceUrl: string | null;
        /** a small picture of it, signed for a while */
        readonly posterUrl: string | null;
        readonly version: number;
        readonly deletedAt: string | null;
        readonly createdAt: string;
        readonly updatedAt: string;
      };
    };
    /** Create a script or a timeline. */
    '/documents': {
      readonly ask: {
        readonly body: {
          readonly projectId: string;
          readonly kind: 'script' | 'timeline';
          readonly name: string;
          readonly text?: string | undefined;
          readonly timeline?: Json | undefined;
        };
      };
      readonly answer: {
        readonly id: string;
        readonly projectId: string;
        readonly kind: 'script' | 'timeline';
        readonly name: string;
        readonly version: number;
        readonly createdAt: string;
        readonly updatedAt: string;
      };
    };
    /** Bring a version back. */
    '/documents/{id}/restore': {
      readonly ask: { readonly params: { readonly id: string }; readonly body: { readonly versionId: string } };
      readonly answer: {
        readonly id: string;
        /** of the document, now */
        readonly version: number;
        /** absent when nothing differed */
        readonly updateId?: number;
      };
    };
    /** Keep the document as it is under a name. */
    '/documents/{id}/versions': {
      readonly ask: { readonly params: { readonly id: string }; readonly body: { readonly name: string } };
      readonly answer: {
        readonly id: string;
        readonly name: string | null;
        readonly personId: string | null;
        readonly at: string;
      };
    };
    /** What a generation would cost. */
    '/estimate-cost': {
      readonly ask: {
        readonly body: {
          readonly projectId: string;
          readonly type: 'text' | 'image' | 'video' | 'audio' | 'transcript' | 'lipsync' | 'lora';
          /** `openai`, `fal` …; with `model`. Some names mean a model: `nano-banana`. */
          readonly provider?: string | undefined;
          /** As its provider calls it, or `provider/model`. */
          readonly model?: string | undefined;
          /** Instead of a model: several to try, or the best, cheapest or fastest. */
          readonly route?:
            | {
                readonly kind: 'model';
                readonly model: string;
                /** What one model refuses for its content is tried with the next; default true. */
                readonly retryRefusals?: boolean | undefined;
                /** An answer with less than was asked is taken, and marked; default false. */
                readonly acceptDegraded?: boolean | undefined;
              }
            | {
                readonly kind: 'chain';
                readonly models: readonly string[];
                /** What one model refuses for its content is tried with the next; default true. */
                readonly retryRefusals?: boolean | undefined;
                /** An answer with less than was asked is taken, and marked; default false. */
                readonly acceptDegraded?: boolean | undefined;
              }
            | {
                readonly kind: 'best' | 'cheapest' | 'fastest';
                /** Among these; default all that have a price and a key. */
                readonly models?: readonly string[] | undefined;
                /** What one model refuses for its content is tried with the next; default true. */
                readonly retryRefusals?: boolean | undefined;
                /** An answer with less than was asked is taken, and marked; default false. */
                readonly acceptDegraded?: boolean | undefined;
              }
            | undefined;
          readonly prompt?: string | undefined;
          /** What the type takes besides: durationSeconds, aspectRatio, seed, voice … See “Generate” in the documentation. */
          readonly parameters?: { readonly [name: string]: unknown } | undefined;
          /** Files of the library that go with the request. */
          readonly references?:
            | readonly {
                readonly assetId: string;
                /** What the file is for. */
                readonly role?:
                  | 'reference'
                  | 'character'
                  | 'style'
                  | 'first-frame'
                  | 'last-frame'
                  | 'source'
                  | 'voice'
                  | 'training'
                  | undefined;
                /** What the prompt calls it: letters, digits, dashes. */
                readonly name?: string | undefined;
              }[]
            | undefined;
          /** Made anew and paid for, also when an equal request was answered before. */
          readonly fresh?: boolean | undefined;
        };
      };
      readonly answer: {
        /** the most the first station can cost: what is kept free in every budget */
        readonly micros: number;
        /** the model is priced by unit: it costs this and nothing else */
        readonly isExact: boolean;
        /** an equal request was answered before: nothing is paid */
        readonly isCached: boolean;
        /** in the order in which they would be tried */
        readonly stations: readonly {
          readonly model: string;
          /** millionths of a US dollar */
          readonly mostMicros: number;
          readonly isExact: boolean;
          readonly isCached: boolean;
          /** what was asked of length and size and could not be checked: `unchecked: duration. …` */
          readonly notes: readonly string[];
        }[];
        readonly leftOut: readonly { readonly model: string; readonly code: string; readonly message: string }[];
        /** providers of the stations above whose keys are missing; empty: it can be made */
        readonly missingKeys: readonly string[];
      };
    };
    /** What a film would cost, before anything runs. */
    '/estimate-film': {
      readonly ask: {
        readonly body: {
          readonly projectId: string;
          /** Fountain, Final Draft (FDX) or plain text. */
          readonly script: string;
          readonly options?:
            | {
                readonly aspect?: '16:9' | '9:16' | '1:1' | undefined;
                readonly height?: number | undefined;
                readonly fps?: '24' | '25' | '30' | '50' | '60' | '23.976' | '29.97' | '59.94' | number | undefined;
                readonly quality?: 'draft' | 'final' | undefined;
                readonly captions?: 'none' | 'burn' | undefined;
                /** The cast file: voices, looks, pronunciations. */
                readonly cast?: { readonly [name: string]: unknown } | undefined;
                readonly seed?: string | number | undefined;
                /** Which models make what: analysis, shots, stills, clips, voices, lipsync, identity (docs/film-models.md). Left out: everything is made here, free. */
                readonly models?: { readonly [name: string]: unknown } | undefined;
                /** The most this film may spend, in millionths of a dollar, beside the caps of the project and the person. */
                readonly budgetMicros?: number | undefined;
              }
            | undefined;
          readonly name?: string | undefined;
          readonly keep?: boolean | undefined;
        };
      };
      readonly answer: {
        /** False: what comes after the steps below hangs on answers that do not exist yet. All that costs is among them. */
        readonly complete: boolean;
        readonly costMicros: number;
        readonly steps: readonly {
          readonly step: string;
          readonly cached: number;
          readonly wouldRun: number;
          readonly costMicros: number;
        }[];
        readonly notes: readonly string[];
        /** providers whose keys are missing to make it */
        readonly missingKeys: readonly string[];
      };
    };
    /** What a video would take, before anything runs. */
    '/estimate-render': {
      readonly ask: {
        readonly body: {
          readonly projectId: string;
          /** A timeline: our own document (`Timeline`), Shotstack, editly or OpenTimelineIO as an object; Final Cut Pro XML, EDL, captions or JSON5 as a text. Media is `asset:<id>` or `https://…`. */
          readonly timeline?: AnyTimeline | undefined;
          /** Instead of `timeline`: a timeline that is kept in the project, as it stands now. */
          readonly documentId?: string | undefined;
          readonly output?:
            | {
                readonly format?: 'mp4' | 'webm' | 'mov' | 'gif' | 'webp' | 'wav' | 'm4a' | 'mp3' | 'jpg' | undefined;
                readonly codec?: 'h264' | 'h265' | 'av1' | 'vp9' | 'prores' | undefined;
                readonly crf?: number | undefined;
                readonly preset?:
                  | 'ultrafast'
                  | 'superfast'
                  | 'veryfast'
                  | 'faster'
                  | 'fast'
                  | 'medium'
                  | 'slow'
                  | undefined;
                readonly alpha?: boolean | undefined;
                readonly sound?: boolean | undefined;
                readonly height?: number | undefined;
              }
            | undefined;
          readonly merge?: { readonly [name: string]: string | number | boolean } | undefined;
          /** What the file is called; default: the name of the timeline. */
          readonly name?: string | undefined;
          /** Seconds to wait for the video in this request; 0: answer at once. */
          readonly wait?: number | undefined;
          /** Puts the video into the library of the project when it is done. */
          readonly keep?: boolean | undefined;
        };
      };
      readonly answer: {
        /** What the document was read as. */
        readonly format: string;
        readonly frames?: number;
        readonly durationMs?: number;
        readonly framesCached?: number;
        readonly framesToRender?: number;
        readonly segmentsToRender?: number;
        /** As likely longer as shorter; absent while lengths hang on files behind addresses. */
        readonly p50Ms?: number;
        readonly p90Ms?: number;
        /** Whether the video would be answered in the same request. */
        readonly isQuick: boolean;
        /** Past renders the estimate rests on; 0: a guess. */
        readonly basis: number;
        /** Files that will be fetched first. */
        readonly addresses: number;
        readonly costMicros: number;
        readonly notes: readonly { readonly path: string; readonly message: string }[];
        readonly losses: readonly {
          readonly path: string;
          readonly what: string;
          readonly how: string;
          readonly note?: string;
        }[];
      };
    };
    /** Make a film of a script. */
    '/films': {
      readonly ask: {
        readonly body: {
          readonly projectId: string;
          /** Fountain, Final Draft (FDX) or plain text. */
          readonly script: string;
          readonly options?:
            | {
                readonly aspect?: '16:9' | '9:16' | '1:1' | undefined;
                readonly height?: number | undefined;
                readonly fps?: '24' | '25' | '30' | '50' | '60' | '23.976' | '29.97' | '59.94' | number | undefined;
                readonly quality?: 'draft' | 'final' | undefined;
                readonly captions?: 'none' | 'burn' | undefined;
                /** The cast file: voices, looks, pronunciations. */
                readonly cast?: { readonly [name: string]: unknown } | undefined;
                readonly seed?: string | number | undefined;
                /** Which models make what: analysis, shots, stills, clips, voices, lipsync, identity (docs/film-models.md). Left out: everything is made here, free. */
                readonly models?: { readonly [name: string]: unknown } | undefined;
                /** The most this film may spend, in millionths of a dollar, beside the caps of the project and the person. */
                readonly budgetMicros?: number | undefined;
              }
            | undefined;
          readonly name?: string | undefined;
          readonly keep?: boolean | undefined;
        };
      };
      readonly answer: {
        readonly jobId: string;
        readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
        readonly progress: number;
        readonly title: string;
        readonly scenes: number;
        readonly characters: number;
        readonly notes: readonly string[];
      };
    };
    /** Have a model make something. */
    '/generate': {
      readonly ask: {
        readonly body: {
          readonly projectId: string;
          readonly type: 'text' | 'image' | 'video' | 'audio' | 'transcript' | 'lipsync' | 'lora';
          /** `openai`, `fal` …; with `model`. Some names mean a model: `nano-banana`. */
          readonly provider?: string | undefined;
          /** As its provider calls it, or `provider/model`. */
          readonly model?: string | undefined;
          /** Instead of a model: several to try, or the best, cheapest or fastest. */
          readonly route?:
            | {
                readonly kind: 'model';
                readonly model: string;
                /** What one model refuses for its content is tried with the next; default true. */
                readonly retryRefusals?: boolean | undefined;
                /** An answer with less than was asked is taken, and marked; default false. */
                readonly acceptDegraded?: boolean | undefined;
              }
            | {
                readonly kind: 'chain';
                readonly models: readonly string[];
                /** What one model refuses for its content is tried with the next; default true. */
                readonly retryRefusals?: boolean | undefined;
                /** An answer with less than was asked is taken, and marked; default false. */
                readonly acceptDegraded?: boolean | undefined;
              }
            | {
                readonly kind: 'best' | 'cheapest' | 'fastest';
                /** Among these; default all that have a price and a key. */
                readonly models?: readonly string[] | undefined;
                /** What one model refuses for its content is tried with the next; default true. */
                readonly retryRefusals?: boolean | undefined;
                /** An answer with less than was asked is taken, and marked; default false. */
                readonly acceptDegraded?: boolean | undefined;
              }
            | undefined;
          readonly prompt?: string | undefined;
          /** What the type takes besides: durationSeconds, aspectRatio, seed, voice … See “Generate” in the documentation. */
          readonly parameters?: { readonly [name: string]: unknown } | undefined;
          /** Files of the library that go with the request. */
          readonly references?:
            | readonly {
                readonly assetId: string;
                /** What the file is for. */
                readonly role?:
                  | 'reference'
                  | 'character'
                  | 'style'
                  | 'first-frame'
                  | 'last-frame'
                  | 'source'
                  | 'voice'
                  | 'training'
                  | undefined;
                /** What the prompt calls it: letters, digits, dashes. */
                readonly name?: string | undefined;
              }[]
            | undefined;
          /** Made anew and paid for, also when an equal request was answered before. */
          readonly fresh?: boolean | undefined;
        };
      };
      readonly answer: {
        readonly id: string;
        readonly jobId: string;
        readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
        /** the first of the route, as `provider/model` */
        readonly model: string;
        /** the most it can cost; 0 when an equal request was answered before */
        readonly estimateMicros: number;
        readonly isExact: boolean;
        /** an equal request is in doubt, and this one may be paid for a second time */
        readonly note?: string;
      };
    };
    /** Stop a generation. */
    '/generations/{id}/cancel': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: {
        readonly id: string;
        readonly projectId: string;
        readonly personId: string;
        readonly jobId: string;
        readonly type: 'text' | 'image' | 'video' | 'audio' | 'transcript' | 'lipsync' | 'lora';
        readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
        readonly progress: number;
        readonly prompt: string;
        readonly provider: string | null;
        /** which answered, or the first that is asked */
        readonly model: string | null;
        readonly isFresh: boolean;
        readonly isCached: boolean;
        readonly degraded: string | null;
        /** millionths of a US dollar */
        readonly estimateMicros: number;
        /** millionths of a US dollar */
        readonly costMicros: number;
        /** unknown: a call was lost, and somebody must look at the bill */
        readonly charged: 'no' | 'yes' | 'unknown';
        /** asked again from this one */
        readonly originId: string | null;
        readonly files: readonly {
          readonly assetId: string;
          readonly kind: string | null;
          readonly mediaType: string;
          /** of the asset: processing, ready, refused */
          readonly state: string;
          readonly name: string;
          readonly bytes: number;
          readonly sha256: string;
          /** signed, for some minutes */
          readonly url: string;
        }[];
        readonly error: { readonly code: string; readonly message: string } | null;
        readonly createdAt: string;
        readonly endedAt: string | null;
        /** the request as it came */
        readonly asked: { readonly [name: string]: unknown };
        /** text, object, words, characters, seed, loraUrl, notes */
        readonly answer: { readonly [name: string]: unknown } | null;
        /** the path that was taken */
        readonly route: readonly {
          readonly model: string;
          readonly outcome: 'answered' | 'cached' | 'skipped' | 'failed' | 'refused' | 'unknown';
          readonly code?: string;
          readonly message?: string;
          /** millionths of a US dollar */
          readonly costMicros: number;
          readonly tookMs: number;
        }[];
        /** an equal request is in doubt, and this one may be paid for a second time */
        readonly note?: string;
        /** what was sent to vendors, and what it cost */
        readonly calls: readonly {
          readonly id: string;
          readonly place: number;
          readonly model: string;
          readonly state: string;
          readonly charged: 'no' | 'yes' | 'unknown';
          /** millionths of a US dollar */
          readonly reservedMicros: number;
          /** millionths of a US dollar */
          readonly costMicros: number;
          readonly tookMs: number;
          readonly keyId: string | null;
          /** what the vendor says it counted */
          readonly usage: { readonly [name: string]: unknown } | null;
          readonly error: { readonly code: string; readonly message: string } | null;
          readonly createdAt: string;
          readonly sentAt: string | null;
          readonly endedAt: string | null;
        }[];
      };
    };
    /** Make it again, as it was, anew. */
    '/generations/{id}/rerun': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: {
        readonly id: string;
        readonly jobId: string;
        readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
        /** the first of the route, as `provider/model` */
        readonly model: string;
        /** the most it can cost; 0 when an equal request was answered before */
        readonly estimateMicros: number;
        readonly isExact: boolean;
        /** an equal request is in doubt, and this one may be paid for a second time */
        readonly note?: string;
      };
    };
    /** Say what became of a lost call. */
    '/generations/{id}/resolve': {
      readonly ask: {
        readonly params: { readonly id: string };
        readonly body: {
          /** what the vendor’s bill says of the lost call */
          readonly charged: 'no' | 'yes';
          /** what it says it cost; default what was reserved */
          readonly micros?: number | undefined;
          /** the sum stands, although it is more than ten times what was kept free */
          readonly confirm?: boolean | undefined;
        };
      };
      readonly answer: {
        readonly id: string;
        readonly projectId: string;
        readonly personId: string;
        readonly jobId: string;
        readonly type: 'text' | 'image' | 'video' | 'audio' | 'transcript' | 'lipsync' | 'lora';
        readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
        readonly progress: number;
        readonly prompt: string;
        readonly provider: string | null;
        /** which answered, or the first that is asked */
        readonly model: string | null;
        readonly isFresh: boolean;
        readonly isCached: boolean;
        readonly degraded: string | null;
        /** millionths of a US dollar */
        readonly estimateMicros: number;
        /** millionths of a US dollar */
        readonly costMicros: number;
        /** unknown: a call was lost, and somebody must look at the bill */
        readonly charged: 'no' | 'yes' | 'unknown';
        /** asked again from this one */
        readonly originId: string | null;
        readonly files: readonly {
          readonly assetId: string;
          readonly kind: string | null;
          readonly mediaType: string;
          /** of the asset: processing, ready, refused */
          readonly state: string;
          readonly name: string;
          readonly bytes: number;
          readonly sha256: string;
          /** signed, for some minutes */
          readonly url: string;
        }[];
        readonly error: { readonly code: string; readonly message: string } | null;
        readonly createdAt: string;
        readonly endedAt: string | null;
        /** the request as it came */
        readonly asked: { readonly [name: string]: unknown };
        /** text, object, words, characters, seed, loraUrl, notes */
        readonly answer: { readonly [name: string]: unknown } | null;
        /** the path that was taken */
        readonly route: readonly {
          readonly model: string;
          readonly outcome: 'answered' | 'cached' | 'skipped' | 'failed' | 'refused' | 'unknown';
          readonly code?: string;
          readonly message?: string;
          /** millionths of a US dollar */
          readonly costMicros: number;
          readonly tookMs: number;
        }[];
        /** an equal request is in doubt, and this one may be paid for a second time */
        readonly note?: string;
        /** what was sent to vendors, and what it cost */
        readonly calls: readonly {
          readonly id: string;
          readonly place: number;
          readonly model: string;
          readonly state: string;
          readonly charged: 'no' | 'yes' | 'unknown';
          /** millionths of a US dollar */
          readonly reservedMicros: number;
          /** millionths of a US dollar */
          readonly costMicros: number;
          readonly tookMs: number;
          readonly keyId: string | null;
          /** what the vendor says it counted */
          readonly usage: { readonly [name: string]: unknown } | null;
          readonly error: { readonly code: string; readonly message: string } | null;
          readonly createdAt: string;
          readonly sentAt: string | null;
          readonly endedAt: string | null;
        }[];
      };
    };
    /** Make it again with changes. */
    '/generations/{id}/vary': {
      readonly ask: {
        readonly params: { readonly id: string };
        readonly body: {
          readonly changes: {
            readonly type?: 'text' | 'image' | 'video' | 'audio' | 'transcript' | 'lipsync' | 'lora' | undefined;
            /** `openai`, `fal` …; with `model`. Some names mean a model: `nano-banana`. */
            readonly provider?: string | undefined;
            /** As its provider calls it, or `provider/model`. */
            readonly model?: string | undefined;
            /** Instead of a model: several to try, or the best, cheapest or fastest. */
            readonly route?:
              | {
                  readonly kind: 'model';
                  readonly model: string;
                  /** What one model refuses for its content is tried with the next; default true. */
                  readonly retryRefusals?: boolean | undefined;
                  /** An answer with less than was asked is taken, and marked; default false. */
                  readonly acceptDegraded?: boolean | undefined;
                }
              | {
                  readonly kind: 'chain';
                  readonly models: readonly string[];
                  /** What one model refuses for its content is tried with the next; default true. */
                  readonly retryRefusals?: boolean | undefined;
                  /** An answer with less than was asked is taken, and marked; default false. */
                  readonly acceptDegraded?: boolean | undefined;
                }
              | {
                  readonly kind: 'best' | 'cheapest' | 'fastest';
                  /** Among these; default all that have a price and a key. */
                  readonly models?: readonly string[] | undefined;
                  /** What one model refuses for its content is tried with the next; default true. */
                  readonly retryRefusals?: boolean | undefined;
                  /** An answer with less than was asked is taken, and marked; default false. */
                  readonly acceptDegraded?: boolean | undefined;
                }
              | undefined;
            readonly prompt?: string | undefined;
            /** What the type takes besides: durationSeconds, aspectRatio, seed, voice … See “Generate” in the documentation. */
            readonly parameters?: { readonly [name: string]: unknown } | undefined;
            /** Files of the library that go with the request. */
            readonly references?:
              | readonly {
                  readonly assetId: string;
                  /** What the file is for. */
                  readonly role?:
                    | 'reference'
                    | 'character'
                    | 'style'
                    | 'first-frame'
                    | 'last-frame'
                    | 'source'
                    | 'voice'
                    | 'training'
                    | undefined;
                  /** What the prompt calls it: letters, digits, dashes. */
                  readonly name?: string | undefined;
                }[]
              | undefined;
            /** Made anew and paid for, also when an equal request was answered before. */
            readonly fresh?: boolean | undefined;
          };
        };
      };
      readonly answer: {
        readonly id: string;
        readonly jobId: string;
        readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
        /** the first of the route, as `provider/model` */
        readonly model: string;
        /** the most it can cost; 0 when an equal request was answered before */
        readonly estimateMicros: number;
        readonly isExact: boolean;
        /** an equal request is in doubt, and this one may be paid for a second time */
        readonly note?: string;
      };
    };
    /** Accept an invitation. */
    '/invitations/accept': {
      readonly ask: { readonly body: { readonly token: string } };
      readonly answer: {
        readonly id: string;
        readonly name: string;
        readonly budgetMicros: number | null;
        readonly version: number;
        readonly ownerId: string;
        readonly role: 'viewer' | 'editor' | 'owner';
        readonly state: 'active' | 'archived' | 'deleted';
        readonly counts: { readonly assets: number; readonly jobs: number };
        readonly createdAt: string;
        readonly updatedAt: string;
        readonly lastActivityAt: string;
        readonly archivedAt: string | null;
        readonly deletedAt: string | null;
      };
    };
    /** Stop a job and all its parts. */
    '/jobs/{id}/cancel': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: {
        readonly id: string;
        readonly projectId: string;
        readonly personId: string;
        readonly parentId?: string;
        readonly kind: string;
        readonly label: string;
        readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
        readonly progress: number;
        readonly done: number;
        readonly total: number;
        readonly etaMs?: number;
        readonly attempt: number;
        readonly isUrgent: boolean;
        readonly isStopping: boolean;
        readonly traceId: string;
        readonly createdAt: string;
        readonly startedAt?: string;
        readonly finishedAt?: string;
        readonly error?: {
          readonly code: string;
          readonly message: string;
          readonly details?: readonly { readonly path: string; readonly message: string }[];
        };
        readonly result?: unknown;
        readonly steps: readonly {
          readonly key: string;
          readonly name: string;
          readonly label: string;
          readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
          readonly isCached: boolean;
          readonly done: number;
          readonly total: number;
          readonly costMicros: number;
          readonly startedAt?: string;
          readonly finishedAt?: string;
        }[];
      };
    };
    /** Try a failed, cancelled or held job again. */
    '/jobs/{id}/retry': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: {
        readonly id: string;
        readonly projectId: string;
        readonly personId: string;
        readonly parentId?: string;
        readonly kind: string;
        readonly label: string;
        readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
        readonly progress: number;
        readonly done: number;
        readonly total: number;
        readonly etaMs?: number;
        readonly attempt: number;
        readonly isUrgent: boolean;
        readonly isStopping: boolean;
        readonly traceId: string;
        readonly createdAt: string;
        readonly startedAt?: string;
        readonly finishedAt?: string;
        readonly error?: {
          readonly code: string;
          readonly message: string;
          readonly details?: readonly { readonly path: string; readonly message: string }[];
        };
        readonly result?: unknown;
        readonly steps: readonly {
          readonly key: string;
          readonly name: string;
          readonly label: string;
          readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
          readonly isCached: boolean;
          readonly done: number;
          readonly total: number;
          readonly costMicros: number;
          readonly startedAt?: string;
          readonly finishedAt?: string;
        }[];
      };
    };
    /** A link to everything that is kept of you, as a zip. */
    '/me/export': {
      readonly ask: { readonly body: Record<string, never> };
      readonly answer: { readonly url: string; readonly expiresAt: string };
    };
    /** Make a project. */
    '/projects': {
      readonly ask: { readonly body: { readonly name: string; readonly budgetMicros?: number | null | undefined } };
      readonly answer: {
        readonly id: string;
        readonly name: string;
        readonly budgetMicros: number | null;
        readonly version: number;
        readonly ownerId: string;
        readonly role: 'viewer' | 'editor' | 'owner';
        readonly state: 'active' | 'archived' | 'deleted';
        readonly counts: { readonly assets: number; readonly jobs: number };
        readonly createdAt: string;
        readonly updatedAt: string;
        readonly lastActivityAt: string;
        readonly archivedAt: string | null;
        readonly deletedAt: string | null;
      };
    };
    /** Put a project aside. */
    '/projects/{id}/archive': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: {
        readonly id: string;
        readonly name: string;
        readonly budgetMicros: number | null;
        readonly version: number;
        readonly ownerId: string;
        readonly role: 'viewer' | 'editor' | 'owner';
        readonly state: 'active' | 'archived' | 'deleted';
        readonly counts: { readonly assets: number; readonly jobs: number };
        readonly createdAt: string;
        readonly updatedAt: string;
        readonly lastActivityAt: string;
        readonly archivedAt: string | null;
        readonly deletedAt: string | null;
      };
    };
    /** Invite somebody to a project. */
    '/projects/{id}/invitations': {
      readonly ask: {
        readonly params: { readonly id: string };
        readonly body: { readonly email: string; readonly role: 'viewer' | 'editor' };
      };
      readonly answer: {
        readonly id: string;
        readonly email: string;
        readonly role: 'viewer' | 'editor';
        readonly expiresAt: string;
        readonly createdAt: string;
        readonly token: string;
      };
    };
    /** Leave a project. */
    '/projects/{id}/leave': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: { readonly left: string };
    };
    /** Take a project out of the bin. */
    '/projects/{id}/restore': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: {
        readonly id: string;
        readonly name: string;
        readonly budgetMicros: number | null;
        readonly version: number;
        readonly ownerId: string;
        readonly role: 'viewer' | 'editor' | 'owner';
        readonly state: 'active' | 'archived' | 'deleted';
        readonly counts: { readonly assets: number; readonly jobs: number };
        readonly createdAt: string;
        readonly updatedAt: string;
        readonly lastActivityAt: string;
        readonly archivedAt: string | null;
        readonly deletedAt: string | null;
      };
    };
    /** Hand a project over to another member. */
    '/projects/{id}/transfer': {
      readonly ask: { readonly params: { readonly id: string }; readonly body: { readonly personId: string } };
      readonly answer: {
        readonly id: string;
        readonly name: string;
        readonly budgetMicros: number | null;
        readonly version: number;
        readonly ownerId: string;
        readonly role: 'viewer' | 'editor' | 'owner';
        readonly state: 'active' | 'archived' | 'deleted';
        readonly counts: { readonly assets: number; readonly jobs: number };
        readonly createdAt: string;
        readonly updatedAt: string;
        readonly lastActivityAt: string;
        readonly archivedAt: string | null;
        readonly deletedAt: string | null;
      };
    };
    /** Take a project up again. */
    '/projects/{id}/unarchive': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: {
        readonly id: string;
        readonly name: string;
        readonly budgetMicros: number | null;
        readonly version: number;
        readonly ownerId: string;
        readonly role: 'viewer' | 'editor' | 'owner';
        readonly state: 'active' | 'archived' | 'deleted';
        readonly counts: { readonly assets: number; readonly jobs: number };
        readonly createdAt: string;
        readonly updatedAt: string;
        readonly lastActivityAt: string;
        readonly archivedAt: string | null;
        readonly deletedAt: string | null;
      };
    };
    /** A provider says that work is over. */
    '/provider-notices/{provider}': {
      readonly ask: { readonly params: { readonly provider: string }; readonly body: unknown };
      readonly answer: { readonly received: true };
    };
    /** Correct what was said of a lost call. */
    '/spending/calls/{id}/correct': {
      readonly ask: {
        readonly params: { readonly id: string };
        readonly body: {
          /** what the bill says; 0: it was not billed */
          readonly micros: number;
          /** the sum stands, although it is more than ten times what was kept free */
          readonly confirm?: boolean | undefined;
        };
      };
      readonly answer: {
        readonly id: string;
        readonly projectId: string | null;
        readonly personId: string | null;
        readonly jobId: string | null;
        readonly keyId: string | null;
        /** what it was for: a generation, or a step of a film */
        readonly order: string;
        readonly place: number;
        readonly model: string;
        readonly type: string;
        readonly state: 'intended' | 'sent' | 'under-way' | 'done' | 'failed' | 'unknown';
        readonly isFresh: boolean;
        /** the most it could cost, when it was asked for */
        readonly reservedMicros: number;
        /** millionths of a US dollar */
        readonly costMicros: number;
        /** billed beyond that */
        readonly beyondMicros: number;
        readonly charged: 'no' | 'yes' | 'unknown';
        /** who said what became of it */
        readonly resolvedBy: string | null;
        /** what the vendor says it counted */
        readonly usage: { readonly [name: string]: unknown } | null;
        readonly error: { readonly code: string; readonly message: string } | null;
        readonly month: string;
        readonly tookMs: number;
        readonly createdAt: string;
        readonly sentAt: string | null;
        readonly endedAt: string | null;
      };
    };
    /** Say what became of a lost call. */
    '/spending/calls/{id}/resolve': {
      readonly ask: {
        readonly params: { readonly id: string };
        readonly body: {
          /** the sum stands, although it is more than ten times what was kept free */
          readonly confirm?: boolean | undefined;
          readonly charged: 'no' | 'yes';
          /** what the bill says; left out: all that was kept free */
          readonly micros?: number | undefined;
        };
      };
      readonly answer: {
        readonly id: string;
        readonly projectId: string | null;
        readonly personId: string | null;
        readonly jobId: string | null;
        readonly keyId: string | null;
        /** what it was for: a generation, or a step of a film */
        readonly order: string;
        readonly place: number;
        readonly model: string;
        readonly type: string;
        readonly state: 'intended' | 'sent' | 'under-way' | 'done' | 'failed' | 'unknown';
        readonly isFresh: boolean;
        /** the most it could cost, when it was asked for */
        readonly reservedMicros: number;
        /** millionths of a US dollar */
        readonly costMicros: number;
        /** billed beyond that */
        readonly beyondMicros: number;
        readonly charged: 'no' | 'yes' | 'unknown';
        /** who said what became of it */
        readonly resolvedBy: string | null;
        /** what the vendor says it counted */
        readonly usage: { readonly [name: string]: unknown } | null;
        readonly error: { readonly code: string; readonly message: string } | null;
        readonly month: string;
        readonly tookMs: number;
        readonly createdAt: string;
        readonly sentAt: string | null;
        readonly endedAt: string | null;
      };
    };
    /** Make a video of a timeline. */
    '/videocreate': {
      readonly ask: {
        readonly body: {
          readonly projectId: string;
          /** A timeline: our own document (`Timeline`), Shotstack, editly or OpenTimelineIO as an object; Final Cut Pro XML, EDL, captions or JSON5 as a text. Media is `asset:<id>` or `https://…`. */
          readonly timeline?: AnyTimeline | undefined;
          /** Instead of `timeline`: a timeline that is kept in the project, as it stands now. */
          readonly documentId?: string | undefined;
          readonly output?:
            | {
                readonly format?: 'mp4' | 'webm' | 'mov' | 'gif' | 'webp' | 'wav' | 'm4a' | 'mp3' | 'jpg' | undefined;
                readonly codec?: 'h264' | 'h265' | 'av1' | 'vp9' | 'prores' | undefined;
                readonly crf?: number | undefined;
                readonly preset?:
                  | 'ultrafast'
                  | 'superfast'
                  | 'veryfast'
                  | 'faster'
                  | 'fast'
                  | 'medium'
                  | 'slow'
                  | undefined;
                readonly alpha?: boolean | undefined;
                readonly sound?: boolean | undefined;
                readonly height?: number | undefined;
              }
            | undefined;
          readonly merge?: { readonly [name: string]: string | number | boolean } | undefined;
          /** What the file is called; default: the name of the timeline. */
          readonly name?: string | undefined;
          /** Seconds to wait for the video in this request; 0: answer at once. */
          readonly wait?: number | undefined;
          /** Puts the video into the library of the project when it is done. */
          readonly keep?: boolean | undefined;
        };
      };
      readonly answer: {
        readonly jobId: string;
        readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
        readonly progress: number;
        readonly etaMs?: number;
        readonly url?: string;
        readonly captionsUrl?: string;
        readonly posterUrl?: string;
        readonly files?: readonly {
          readonly kind: string;
          readonly name: string;
          readonly mediaType: string;
          readonly bytes: number;
          readonly url: string;
        }[];
        readonly expiresAt?: string;
        readonly result?: unknown;
        readonly steps?: readonly {
          readonly name: string;
          readonly label: string;
          readonly state: 'queued' | 'held' | 'running' | 'done' | 'failed' | 'cancelled';
          readonly isCached: boolean;
          readonly done: number;
          readonly total: number;
          readonly startedAt?: string;
          readonly finishedAt?: string;
        }[];
        readonly error?: {
          readonly code: string;
          readonly message: string;
          readonly details?: readonly { readonly path: string; readonly message: string }[];
        };
        readonly estimate?: {
          /** What the document was read as. */
          readonly format: string;
          readonly frames?: number;
          readonly durationMs?: number;
          readonly framesCached?: number;
          readonly framesToRender?: number;
          readonly segmentsToRender?: number;
          /** As likely longer as shorter; absent while lengths hang on files behind addresses. */
          readonly p50Ms?: number;
          readonly p90Ms?: number;
          /** Whether the video would be answered in the same request. */
          readonly isQuick: boolean;
          /** Past renders the estimate rests on; 0: a guess. */
          readonly basis: number;
          /** Files that will be fetched first. */
          readonly addresses: number;
          readonly costMicros: number;
          readonly notes: readonly { readonly path: string; readonly message: string }[];
          readonly losses: readonly {
            readonly path: string;
            readonly what: string;
            readonly how: string;
            readonly note?: string;
          }[];
        };
      };
    };
    /** Have events told to an address of yours. */
    '/webhooks': {
      readonly ask: {
        readonly body: {
          readonly url: string;
          readonly events: readonly ('job.done' | 'job.failed' | 'job.cancelled')[];
          /** Kinds of jobs whose ends are told. */
          readonly kinds?: readonly ('render' | 'film' | 'generation' | 'import-asset' | 'fetch-asset')[] | undefined;
          readonly projectId?: string | undefined;
        };
      };
      readonly answer: {
        readonly id: string;
        readonly projectId: string | null;
        readonly url: string;
        readonly events: readonly string[];
        readonly isActive: boolean;
        /** kinds of jobs whose ends are told */
        readonly kinds: readonly string[];
        /** the last four characters of the secret */
        readonly secretEnding: string;
        /** nothing has arrived since */
        readonly failingSince: string | null;
        readonly disabledAt: string | null;
        readonly disabledBecause: string | null;
        readonly createdAt: string;
        /** signs the deliveries; shown in this answer and never again */
        readonly secret?: string;
      };
    };
    /** Deliver an event once more. */
    '/webhooks/{id}/deliveries/{deliveryId}/redeliver': {
      readonly ask: { readonly params: { readonly id: string; readonly deliveryId: string } };
      readonly answer: {
        readonly id: string;
        readonly eventId: string;
        readonly event: string;
        readonly state: string;
        readonly attempts: number;
        readonly lastStatus: number | null;
        readonly lastError: string | null;
        readonly tries: readonly {
          readonly at: string;
          readonly status?: number;
          readonly error?: string;
          readonly tookMs: number;
        }[];
        /** what is sent as `data` */
        readonly payload: unknown;
        /** when it is tried next */
        readonly nextAt: string | null;
        readonly createdAt: string;
        readonly finishedAt: string | null;
      };
    };
    /** Make a new secret. */
    '/webhooks/{id}/secret': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: {
        readonly id: string;
        readonly projectId: string | null;
        readonly url: string;
        readonly events: readonly string[];
        readonly isActive: boolean;
        /** kinds of jobs whose ends are told */
        readonly kinds: readonly string[];
        /** the last four characters of the secret */
        readonly secretEnding: string;
        /** nothing has arrived since */
        readonly failingSince: string | null;
        readonly disabledAt: string | null;
        readonly disabledBecause: string | null;
        readonly createdAt: string;
        /** signs the deliveries; shown in this answer and never again */
        readonly secret?: string;
      };
    };
    /** Send a test event. */
    '/webhooks/{id}/test': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: {
        readonly id: string;
        readonly eventId: string;
        readonly event: string;
        readonly state: string;
        readonly attempts: number;
        readonly lastStatus: number | null;
        readonly lastError: string | null;
        readonly tries: readonly {
          readonly at: string;
          readonly status?: number;
          readonly error?: string;
          readonly tookMs: number;
        }[];
        /** what is sent as `data` */
        readonly payload: unknown;
        /** when it is tried next */
        readonly nextAt: string | null;
        readonly createdAt: string;
        readonly finishedAt: string | null;
      };
    };
  };
  readonly put: {
    /** Change a key of an AI service. */
    '/api-keys/{id}': {
      readonly ask: {
        readonly params: { readonly id: string };
        readonly body: {
          /** what you call it */
          readonly name?: string | undefined;
          /** the key itself; it is sealed at once and never shown again */
          readonly key?: string | undefined;
          readonly isActive?: boolean | undefined;
          /** shared with those who may start work in this project; null: yours alone */
          readonly projectId?: string | null | undefined;
          /** of a server of your own that speaks as OpenAI does, such as https://models.example/v1 */
          readonly baseUrl?: string | null | undefined;
          /** most that may be spent with it in a month (UTC), in millionths of a US dollar; null: no cap */
          readonly monthlyCapMicros?: number | null | undefined;
          readonly version?: number | undefined;
        };
      };
      readonly answer: {
        readonly id: string;
        readonly provider: string;
        readonly name: string;
        /** the last four characters; null when it is shorter than eight */
        readonly lastFour: string | null;
        readonly isActive: boolean;
        readonly projectId: string | null;
        readonly baseUrl: string | null;
        readonly monthlyCapMicros: number | null;
        /** as it was found when it was last tested or used; null: nobody tried */
        readonly verdict: 'works' | 'wrong' | 'expired' | 'no-credit' | 'forbidden' | null;
        readonly testedAt: string | null;
        readonly lastUsedAt: string | null;
        readonly createdAt: string;
        readonly version: number;
      };
    };
    /** Renames or tags an asset. */
    '/assets/{id}': {
      readonly ask: {
        readonly params: { readonly id: string };
        readonly body: {
          readonly name?: string | undefined;
          readonly tags?: readonly string[] | undefined;
          readonly version: number;
        };
      };
      readonly answer: {
        readonly id: string;
        readonly projectId: string;
        readonly ownerId: string;
        /** what people call it; text to show, never a path */
        readonly name: string;
        /** null until its content was looked at */
        readonly kind: 'video' | 'image' | 'audio' | 'captions' | 'font' | 'lookup' | null;
        readonly mediaType: string | null;
        /** processing: it is being looked at; refused: see error */
        readonly state: 'processing' | 'ready' | 'refused';
        readonly bytes: number;
        /** SHA-256 of the content, lower-case hexadecimal */
        readonly sha256: string;
        /** size, length, streams: what the probe found */
        readonly facts: { readonly [name: string]: unknown } | null;
        readonly error: { readonly code: string; readonly message: string } | null;
        readonly tags: readonly string[];
        readonly sourceUrl: string | null;
        /** a small picture of it, signed for a while */
        readonly posterUrl: string | null;
        readonly version: number;
        readonly deletedAt: string | null;
        readonly createdAt: string;
        readonly updatedAt: string;
      };
    };
    /** Rename a document. */
    '/documents/{id}': {
      readonly ask: {
        readonly params: { readonly id: string };
        readonly body: { readonly name: string; readonly version: number };
      };
      readonly answer: {
        readonly id: string;
        readonly projectId: string;
        readonly kind: 'script' | 'timeline';
        readonly name: string;
        readonly version: number;
        readonly createdAt: string;
        readonly updatedAt: string;
      };
    };
    /** Write the contents. */
    '/documents/{id}/contents': {
      readonly ask: {
        readonly params: { readonly id: string };
        readonly body: {
          readonly text?: string | undefined;
          readonly timeline?: Json | undefined;
          readonly version?: number | undefined;
        };
      };
      readonly answer: {
        readonly id: string;
        /** of the document, now */
        readonly version: number;
        /** absent when nothing differed */
        readonly updateId?: number;
      };
    };
    /** Say what a film may spend in all. */
    '/films/{jobId}/budget': {
      readonly ask: {
        readonly params: { readonly jobId: string };
        readonly body: {
          /** millionths of a US dollar: 5000000 is $5; null: no limit of its own */
          readonly budgetMicros: number | null;
        };
      };
      readonly answer: {
        /** null: no limit */
        readonly limitMicros: number | null;
        /** millionths of a US dollar */
        readonly spentMicros: number;
        /** kept free for work under way: the most it can cost */
        readonly reservedMicros: number;
        /** never below 0; null: no limit */
        readonly leftMicros: number | null;
      };
    };
    /** Change your name, picture or preferences. */
    '/me': {
      readonly ask: {
        readonly body: {
          readonly name?: string | undefined;
          readonly image?: string | null | undefined;
          readonly preferences?: { readonly [name: string]: Json } | undefined;
        };
      };
      readonly answer: {
        readonly id: string;
        readonly name: string;
        readonly email: string;
        readonly image: string | null;
        readonly tier: string;
        readonly preferences: { readonly [name: string]: unknown };
        readonly isLocalOwner: boolean;
        readonly createdAt: string;
        readonly caller: {
          readonly via: 'session' | 'key';
          readonly scopes: readonly ('read' | 'write' | 'run' | 'manage')[];
        };
      };
    };
    /** Set what a model costs you. */
    '/models/{name}/price': {
      readonly ask: {
        readonly params: { readonly name: string };
        readonly body: {
          readonly prices: readonly {
            readonly unit:
              | 'million-input-tokens'
              | 'million-output-tokens'
              | 'thousand-characters'
              | 'second'
              | 'minute'
              | 'image'
              | 'megapixel'
              | 'request'
              | 'step';
            /** for one unit, exactly: “0.0336” */
            readonly dollars: string;
            readonly when?:
              | {
                  readonly resolutions?: readonly string[] | undefined;
                  readonly qualities?: readonly string[] | undefined;
                  readonly audio?: boolean | undefined;
                  readonly modality?: 'text' | 'image' | 'audio' | 'video' | undefined;
                  readonly isCached?: true | undefined;
                  readonly inputTokensUpTo?: number | undefined;
                  readonly inputTokensAbove?: number | undefined;
                  readonly from?: string | undefined;
                  readonly through?: string | undefined;
                  readonly durationSeconds?: number | undefined;
                  readonly hasVideoReference?: boolean | undefined;
                  readonly afterFirst?: number | undefined;
                  readonly first?: number | undefined;
                }
              | undefined;
            readonly counts?:
              | 'output'
              | 'input-and-output'
              | 'input-and-output-at-least-twice-output'
              | 'reference-images'
              | undefined;
            /** how parts of a unit are billed; left out: a started unit counts whole */
            readonly rounding?: 'none' | 'second' | 'unit' | undefined;
            /** least quantity that is billed, in units */
            readonly atLeast?: number | undefined;
          }[];
        };
      };
      readonly answer: {
        /** `provider/model`, as every request names it */
        readonly name: string;
        readonly provider: string;
        readonly id: string;
        readonly makes: 'text' | 'image' | 'video' | 'speech' | 'sound' | 'transcript' | 'lipsync' | 'lora';
        readonly title: string;
        readonly alsoIds: readonly string[];
        readonly takes: readonly ('text' | 'image' | 'video' | 'audio')[];
        readonly status: 'active' | 'deprecated' | 'retired';
        readonly limits: {
          readonly durationsSeconds:
            | readonly number[]
            | { readonly min: number; readonly max: number; readonly step: number | null }
            | null;
          readonly aspectRatios: readonly string[] | { readonly min: string; readonly max: string } | null;
          readonly resolutions: readonly string[] | null;
          readonly references: {
            readonly images: number | null;
            readonly videos: number | null;
            readonly audios: number | null;
          };
          readonly promptChars: number | null;
          readonly negativePromptChars: number | null;
          readonly takesSeed: boolean | null;
          readonly takesNegativePrompt: boolean | null;
          readonly takesFirstFrame: boolean | null;
          readonly takesLastFrame: boolean | null;
          readonly audio: boolean | 'always' | null;
          readonly outputsPerRequest: number | null;
          readonly contextTokens: number | null;
          readonly outputTokens: number | null;
          readonly fps: readonly number[] | null;
        };
        /** null: nobody was found to say, so it is refused until you set a price; empty: free */
        readonly prices: readonly { readonly unit: string; readonly dollars: string }[] | null;
        readonly failuresCharged: boolean | null;
        readonly lifeCycle: {
          readonly released: string | null;
          readonly deprecated: string | null;
          readonly shutdown: string | null;
          readonly replacement: string | null;
        };
        readonly dialect: string;
        readonly sources: readonly { readonly url: string; readonly says: string; readonly checkedAt: string }[];
        readonly unknown: readonly string[];
        readonly notes: readonly string[];
        /** who says the price: the catalog with its sources, the vendor when it was asked, or you */
        readonly priceIs: 'catalog' | 'vendor' | 'yours' | null;
        /** when the vendor last listed it, asked with your key */
        readonly discoveredAt: string | null;
      };
    };
    /** Change a project. */
    '/projects/{id}': {
      readonly ask: {
        readonly params: { readonly id: string };
        readonly body: {
          readonly name?: string | undefined;
          readonly budgetMicros?: number | null | undefined;
          readonly version?: number | undefined;
        };
      };
      readonly answer: {
        readonly id: string;
        readonly name: string;
        readonly budgetMicros: number | null;
        readonly version: number;
        readonly ownerId: string;
        readonly role: 'viewer' | 'editor' | 'owner';
        readonly state: 'active' | 'archived' | 'deleted';
        readonly counts: { readonly assets: number; readonly jobs: number };
        readonly createdAt: string;
        readonly updatedAt: string;
        readonly lastActivityAt: string;
        readonly archivedAt: string | null;
        readonly deletedAt: string | null;
      };
    };
    /** Change a member’s role. */
    '/projects/{id}/members/{personId}': {
      readonly ask: {
        readonly params: { readonly id: string; readonly personId: string };
        readonly body: { readonly role: 'viewer' | 'editor' | 'owner' };
      };
      readonly answer: {
        readonly personId: string;
        readonly name: string;
        readonly email: string;
        readonly image: string | null;
        readonly role: 'viewer' | 'editor' | 'owner';
        readonly since: string;
      };
    };
    /** Set your monthly cap. */
    '/spending/cap': {
      readonly ask: {
        readonly body: {
          /** millionths of a US dollar: 5000000 is $5 */
          readonly limitMicros: number;
        };
      };
      readonly answer: {
        /** null: no limit */
        readonly limitMicros: number | null;
        /** millionths of a US dollar */
        readonly spentMicros: number;
        /** kept free for work under way: the most it can cost */
        readonly reservedMicros: number;
        /** never below 0; null: no limit */
        readonly leftMicros: number | null;
        /** in UTC: 2026-11 */
        readonly month: string;
      };
    };
    /** Open or close the studio to new people. */
    '/studio/sign-in': {
      readonly ask: { readonly body: { readonly isSignUpOpen: boolean } };
      readonly answer: { readonly isSignUpOpen: boolean; readonly providers: readonly ('google' | 'github')[] };
    };
    /** Change a webhook. */
    '/webhooks/{id}': {
      readonly ask: {
        readonly params: { readonly id: string };
        readonly body: {
          readonly url?: string | undefined;
          readonly events?: readonly ('job.done' | 'job.failed' | 'job.cancelled')[] | undefined;
          /** Kinds of jobs whose ends are told. */
          readonly kinds?: readonly ('render' | 'film' | 'generation' | 'import-asset' | 'fetch-asset')[] | undefined;
          readonly isActive?: boolean | undefined;
        };
      };
      readonly answer: {
        readonly id: string;
        readonly projectId: string | null;
        readonly url: string;
        readonly events: readonly string[];
        readonly isActive: boolean;
        /** kinds of jobs whose ends are told */
        readonly kinds: readonly string[];
        /** the last four characters of the secret */
        readonly secretEnding: string;
        /** nothing has arrived since */
        readonly failingSince: string | null;
        readonly disabledAt: string | null;
        readonly disabledBecause: string | null;
        readonly createdAt: string;
      };
    };
  };
  readonly patch: {};
  readonly delete: {
    /** Delete a key of an AI service. */
    '/api-keys/{id}': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: { readonly id: string };
    };
    /** Deletes an asset. */
    '/assets/{id}': {
      readonly ask: {
        readonly params: { readonly id: string };
        readonly search?: { readonly force?: string | undefined; readonly forever?: string | undefined };
      };
      readonly answer: { readonly id: string; readonly deleted: true; readonly forever: boolean };
    };
    /** Delete a document. */
    '/documents/{id}': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: { readonly id: string };
    };
    /** Remove a generation from the history. */
    '/generations/{id}': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: { readonly id: string };
    };
    /** Delete your account. */
    '/me': {
      readonly ask: {
        readonly body: {
          /** Your e-mail, as a sign that you mean it. */
          readonly confirm: string;
        };
      };
      readonly answer: { readonly deletedProjects: number };
    };
    /** Sign out everywhere else. */
    '/me/sessions': { readonly ask: Record<never, never>; readonly answer: { readonly ended: number } };
    /** Sign out somewhere else. */
    '/me/sessions/{id}': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: { readonly ended: number };
    };
    /** Take your price of a model back. */
    '/models/{name}/price': {
      readonly ask: { readonly params: { readonly name: string } };
      readonly answer: {
        /** `provider/model`, as every request names it */
        readonly name: string;
        readonly provider: string;
        readonly id: string;
        readonly makes: 'text' | 'image' | 'video' | 'speech' | 'sound' | 'transcript' | 'lipsync' | 'lora';
        readonly title: string;
        readonly alsoIds: readonly string[];
        readonly takes: readonly ('text' | 'image' | 'video' | 'audio')[];
        readonly status: 'active' | 'deprecated' | 'retired';
        readonly limits: {
          readonly durationsSeconds:
            | readonly number[]
            | { readonly min: number; readonly max: number; readonly step: number | null }
            | null;
          readonly aspectRatios: readonly string[] | { readonly min: string; readonly max: string } | null;
          readonly resolutions: readonly string[] | null;
          readonly references: {
            readonly images: number | null;
            readonly videos: number | null;
            readonly audios: number | null;
          };
          readonly promptChars: number | null;
          readonly negativePromptChars: number | null;
          readonly takesSeed: boolean | null;
          readonly takesNegativePrompt: boolean | null;
          readonly takesFirstFrame: boolean | null;
          readonly takesLastFrame: boolean | null;
          readonly audio: boolean | 'always' | null;
          readonly outputsPerRequest: number | null;
          readonly contextTokens: number | null;
          readonly outputTokens: number | null;
          readonly fps: readonly number[] | null;
        };
        /** null: nobody was found to say, so it is refused until you set a price; empty: free */
        readonly prices: readonly { readonly unit: string; readonly dollars: string }[] | null;
        readonly failuresCharged: boolean | null;
        readonly lifeCycle: {
          readonly released: string | null;
          readonly deprecated: string | null;
          readonly shutdown: string | null;
          readonly replacement: string | null;
        };
        readonly dialect: string;
        readonly sources: readonly { readonly url: string; readonly says: string; readonly checkedAt: string }[];
        readonly unknown: readonly string[];
        readonly notes: readonly string[];
        /** who says the price: the catalog with its sources, the vendor when it was asked, or you */
        readonly priceIs: 'catalog' | 'vendor' | 'yours' | null;
        /** when the vendor last listed it, asked with your key */
        readonly discoveredAt: string | null;
      };
    };
    /** Delete a project. */
    '/projects/{id}': {
      readonly ask: {
        readonly params: { readonly id: string };
        readonly search?: { readonly purge?: 'true' | 'false' | undefined };
      };
      readonly answer: { readonly id: string; readonly state: 'deleted' | 'purged' };
    };
    /** Take an invitation back. */
    '/projects/{id}/invitations/{invitationId}': {
      readonly ask: { readonly params: { readonly id: string; readonly invitationId: string } };
      readonly answer: { readonly removed: string };
    };
    /** Take a member out of a project. */
    '/projects/{id}/members/{personId}': {
      readonly ask: { readonly params: { readonly id: string; readonly personId: string } };
      readonly answer: { readonly removed: string };
    };
    /** Take your monthly cap away. */
    '/spending/cap': {
      readonly ask: Record<never, never>;
      readonly answer: {
        /** null: no limit */
        readonly limitMicros: number | null;
        /** millionths of a US dollar */
        readonly spentMicros: number;
        /** kept free for work under way: the most it can cost */
        readonly reservedMicros: number;
        /** never below 0; null: no limit */
        readonly leftMicros: number | null;
        /** in UTC: 2026-11 */
        readonly month: string;
      };
    };
    /** Delete a webhook and its deliveries. */
    '/webhooks/{id}': {
      readonly ask: { readonly params: { readonly id: string } };
      readonly answer: { readonly id: string };
    };
  };
};
