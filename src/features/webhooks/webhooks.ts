/** The door of webhooks: telling others' servers what happens here, signed, until they have it. */
export { type Courier, type CourierDeps, createCourier } from './courier.ts';
export { secretIdentity } from './deliver.ts';
export { isSignedBy, toleranceSeconds } from './sign-delivery.ts';
export { type WebhookEvent, webhookEventNames } from './webhook.types.ts';
export { type MoreOfJob, webhookEvents, withWebhooks } from './webhook-events.ts';
export { type WebhookRouteDeps, webhookRoutes } from './webhooks.routes.ts';
