/** One try of one delivery: signed, sent through the guarded network, its answer looked at and thrown away. */
import { WorkprintError } from '../../domain/errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Network } from '../../ports/network.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { readRetryAfter } from './retry-plan.ts';
import { signedHeaders } from './sign-delivery.ts';
import type { DueDelivery, Outcome } from './webhook.types.ts';

export type DeliverDeps = {
  readonly network: Network;
  readonly secrets: Pick<Secrets, 'open'>;
  readonly clock: Clock;
};

/** What a secret is sealed to: it opens in this row and nowhere else. */
export const secretIdentity = (webhookId: string): string => `webhooks:${webhookId}:secret`;

/** A receiver notes the event and works on it afterwards; one that needs longer is tried again. */
export const deliveryTimeoutMs = 10_000;
/** Of the answer only the status counts; more is not read. */
const mostAnswerBytes = 64 * 1024;

/** The body, the same bytes on every try: `{type, timestamp, data}`. */
export const bodyOf = ({ event, createdAt, payload }: Pick<DueDelivery, 'event' | 'createdAt' | 'payload'>): string =>
  JSON.stringify({ type: event, timestamp: createdAt.toISOString(), data: payload });

/** Reads what the receiver says, up to the limit, so that it can finish; nothing of it is kept. */
const readAway = async (body: ReadableStream<Uint8Array>): Promise<void> => {
  try {
    const reader = body.getReader();
    while (!(await reader.read()).done);
  } catch (error) {
    // The status has come and is what counts; an answer that is cut or breaks off changes nothing about it.
    if (!(error instanceof WorkprintError) || error.code === 'cancelled') throw error;
  }
};

/** Throws `cancelled` when the signal aborts; everything else that goes wrong is an outcome. */
export const deliver = async (
  delivery: DueDelivery,
  { network, secrets, clock }: DeliverDeps,
  signal: AbortSignal,
): Promise<Outcome> => {
  const body = bodyOf(delivery);
  const sealed = [delivery.secretSealed, ...(delivery.formerSecretSealed ? [delivery.formerSecretSealed] : [])];
  const started = clock.now();
  const tookMs = (): number => Math.max(0, clock.now() - started);
  try {
    const opened = sealed.map((each) => secrets.open(each, secretIdentity(delivery.webhookId)));
    const answer = await network.request({
      url: delivery.url,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...signedHeaders(opened, delivery.eventId, Math.floor(started / 1000), body),
      },
      body: new TextEncoder().encode(body),
      timeoutMs: deliveryTimeoutMs,
      mostBytes: mostAnswerBytes,
      // A redirect would be followed with a signature that was meant for somebody else.
      mostRedirects: 0,
      signal,
    });
    await readAway(answer.body);
    const isDelivered = answer.status >= 200 && answer.status < 300;
    const retryAfterMs = [429, 503].includes(answer.status)
      ? readRetryAfter(answer.headers['retry-after'], clock.now())
      : 0;
    return {
      ...{ isDelivered, status: answer.status, tookMs: tookMs(), isGone: answer.status === 410, retryAfterMs },
      ...(!isDelivered && {
        error: `The receiver answered with status ${answer.status}; a status from 200 to 299 says that it has the event.`,
      }),
    };
  } catch (error) {
    if (!(error instanceof WorkprintError) || error.code === 'cancelled') throw error;
    return { isDelivered: false, error: error.message, tookMs: tookMs(), isGone: false };
  }
};
