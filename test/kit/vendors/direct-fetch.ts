/** The way to a fake of a vendor without a server between: for what a provider asks, and where, when nobody moved its vendor elsewhere. */
import type { ProviderFetch } from '../../../src/ports/provider.ts';
import type { Asked, Said, VendorWords } from './vendor-server.ts';

/** A request as it would have gone out. */
export type Sent = Asked & { readonly origin: string };

const sentOf = async (request: Request): Promise<Sent> => {
  const url = new URL(request.url);
  const body = new Uint8Array(await request.arrayBuffer());
  const headers = Object.fromEntries(request.headers);
  return {
    ...{ origin: url.origin, method: request.method, path: url.pathname, search: url.searchParams },
    headers: { ...headers, host: url.host },
    body,
    json: () => JSON.parse(new TextDecoder().decode(body)),
    form: () => new Response(body, { headers: { 'content-type': headers['content-type'] ?? '' } }).formData(),
  };
};

const responseOf = ({ status = 200, headers = {}, json, bytes, text }: Said): Response =>
  json === undefined
    ? new Response((bytes as Uint8Array<ArrayBuffer> | undefined) ?? text ?? '', { status, headers })
    : Response.json(json, { status, headers });

/** Answers in the words of the fake; `before` may answer instead. Throws in the test for what the vendor's schema does not allow. */
export const directFetch = (
  words: VendorWords,
  before: (sent: Sent) => Said | undefined = () => undefined,
): { readonly fetch: ProviderFetch; readonly sent: readonly Sent[] } => {
  const sent: Sent[] = [];
  return {
    sent,
    fetch: async (input, init) => {
      const one = await sentOf(new Request(input, init));
      sent.push(one);
      const other = before(one);
      if (other) return responseOf(other);
      return responseOf(words.keyOf(one) === words.goodKey ? await words.answer(one) : words.troubles['wrong-key']);
    },
  };
};
