/** What can be told to a webhook, and how a delivery stands. */

/** Events that a webhook can ask for. */
export const webhookEventNames = ['job.done', 'job.failed', 'job.cancelled'] as const;
export type WebhookEventName = (typeof webhookEventNames)[number];

/** Kinds of jobs whose ends a webhook can ask for; parts of them are never told of. */
export const webhookKinds = ['render', 'film', 'generation', 'import-asset', 'fetch-asset'] as const;
/** What people wait for. */
export const usualWebhookKinds = [
  'render',
  'film',
  'generation',
] as const satisfies readonly (typeof webhookKinds)[number][];

/** Sent by `POST /webhooks/{id}/test` alone; every webhook takes it. */
export const testEventName = 'webhook.test';

/** Something that happened in a project, to be told in the transaction in which it happens. */
export type WebhookEvent = {
  readonly event: WebhookEventName;
  /** Of the job; left out: told whatever kinds a webhook asked for. */
  readonly kind?: string;
  readonly projectId: string;
  /** In whose name it happened. */
  readonly personId: string;
  /** Plain JSON. It leaves the studio: nothing that only the studio may know. */
  readonly data: unknown;
};

/** One try of a delivery, as people read it. */
export type DeliveryTry = {
  readonly at: string;
  readonly status?: number;
  readonly error?: string;
  readonly tookMs: number;
};

/** A delivery whose time has come, claimed by this process. */
export type DueDelivery = {
  readonly id: string;
  readonly webhookId: string;
  readonly personId: string;
  readonly eventId: string;
  readonly event: string;
  readonly payload: unknown;
  /** This try, from 1; also the token of the claim. */
  readonly attempt: number;
  readonly createdAt: Date;
  /** When the first of these tries was due. */
  readonly dueSince: Date;
  readonly url: string;
  readonly secretSealed: string;
  /** Signs too: its successor was made less than a day ago. */
  readonly formerSecretSealed: string | undefined;
};

/** What came of a try. */
export type Outcome = {
  readonly isDelivered: boolean;
  readonly status?: number;
  /** A sentence for people. */
  readonly error?: string;
  readonly tookMs: number;
  /** The receiver says that it is gone for good. */
  readonly isGone: boolean;
  /** The receiver asks to be left alone this long. */
  readonly retryAfterMs?: number;
};
