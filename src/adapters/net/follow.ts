/** Redirects, followed by ourselves: each hop is vetted like the first, and what was meant for one origin is not told to another. */
import type { IncomingMessage } from 'node:http';
import { WorkprintError } from '../../domain/errors.ts';
import type { Question } from './exchange.ts';
import { refused, type Target, type UrlPolicy, vetUrl } from './vet-url.ts';

const redirects = new Set([301, 302, 303, 307, 308]);
/** What may be said to anybody. Every other header may be a credential, whatever it is called. */
const harmless = new Set(['accept', 'accept-encoding', 'accept-language', 'range', 'user-agent']);

export type Hop = { readonly target: Target; readonly question: Question };

/** The next hop; undefined when the answer is no redirect. Throws `url-refused`, `url-unreachable`. */
export const nextHop = ({ target, question }: Hop, answer: IncomingMessage, policy: UrlPolicy): Hop | undefined => {
  const status = answer.statusCode ?? 0;
  const location = answer.headers.location;
  if (!redirects.has(status) || location === undefined) return undefined;
  // Latin-1 off the wire: servers send UTF-8 there, unescaped.
  const text = Buffer.from(location, 'latin1').toString('utf8');
  const url = URL.parse(text, target.url.href);
  if (!url) throw new WorkprintError('url-unreachable', `“${target.host}” redirects to what is no web address.`);
  url.hash = '';
  const next = vetUrl(url.href, policy);
  const isSameOrigin = url.origin === target.url.origin;
  const becomesGet = status === 303 ? question.method !== 'HEAD' : status < 303 && question.method === 'POST';
  if (!isSameOrigin && question.body && !becomesGet)
    throw refused(`“${target.host}” redirects to another host, “${next.host}”, what was meant for itself.`);
  const kept = Object.entries(question.headers).filter(
    ([name]) => (isSameOrigin || harmless.has(name)) && !(becomesGet && name.startsWith('content-')),
  );
  return {
    target: next,
    question: {
      method: becomesGet ? 'GET' : question.method,
      headers: Object.fromEntries(kept),
      body: becomesGet ? undefined : question.body,
    },
  };
};
