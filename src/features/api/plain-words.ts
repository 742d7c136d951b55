/**
 * Sentences of errors that were written for the command line may name a file of this machine. Whoever asks the API has no business with where
 * things lie, so paths are taken out on the way. Addresses of the API, named with their method, are the very remedy of many sentences and stay.
 */
const path = /(?<![\w:/.~{}])~?\/(?:[^\s/“”"'`<>|()[\]]+\/)+[^\s“”"'`<>|()[\]]*[^\s“”"'`<>|()[\].,;:!?]/g;

/** How the paths of routes begin; a test holds them against docs/access.md. Not `media`: its addresses are signed, and machines mount disks there. */
export const routeNouns: ReadonlySet<string> = new Set([
  ...(['api-keys', 'assets', 'audit-log', 'documents', 'estimate-cost', 'estimate-film', 'estimate-render'] as const),
  ...(['films', 'generate', 'generations', 'invitations', 'jobs', 'me', 'models', 'projects', 'providers'] as const),
  ...(['spending', 'studio', 'uploads', 'videocreate', 'videoresult', 'webhooks'] as const),
]);

const afterMethod = /(?<![\w])(?:GET|HEAD|POST|PUT|PATCH|DELETE) $/;

const isRoute = (found: string, before: string): boolean =>
  afterMethod.test(before) && routeNouns.has(/^\/(?:api\/v1\/)?([^/?]+)/.exec(found)?.[1] ?? '');

/** The sentence without absolute paths; addresses of the web, words with a slash and `GET /jobs/…` of the API stay. */
export const withoutPaths = (sentence: string): string =>
  sentence.replace(path, (found, at: number) =>
    isRoute(found, sentence.slice(Math.max(0, at - 8), at)) ? found : '…',
  );
