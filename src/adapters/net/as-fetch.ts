/** The guarded network in the clothes of `fetch`, for packages that bring their own requests and take a `fetch`. */
import type { Network, OutgoingRequest } from '../../ports/network.ts';

export type FetchLimits = Pick<OutgoingRequest, 'timeoutMs' | 'mostBytes'>;

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** A function that may be passed wherever a `fetch` is taken. Rejects with what `Network.request` throws. Bodies are sent whole. */
export const createFetch =
  (network: Network, limits: FetchLimits): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    const method = methods.find((each) => each === request.method);
    if (!method) throw new TypeError(`The method ${request.method} is not sent.`);
    const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
    const answer = await network.request({
      url: request.url,
      method,
      headers: Object.fromEntries(request.headers),
      ...(body && { body }),
      ...limits,
      ...(request.redirect === 'manual' && { mostRedirects: 0 }),
      signal: request.signal,
    });
    const hasNoBody = method === 'HEAD' || [204, 205, 304].includes(answer.status);
    if (hasNoBody) await answer.body.cancel();
    return new Response(hasNoBody ? null : answer.body, { status: answer.status, headers: answer.headers });
  };
