/**
 * A vendor that gives every key away that it is shown: in messages, headers, pages, addresses it sends people to. It remembers what it saw, which proves
 * that keys were really sent.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type EchoVendor = {
  /** With the path of an OpenAI-compatible API. */
  readonly baseUrl: string;
  readonly host: string;
  /** Every key that came, in whatever header. */
  readonly seen: ReadonlySet<string>;
  close(): Promise<void>;
};

const keyOf = ({ headers }: IncomingMessage): string =>
  /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? String(headers['x-api-key'] ?? '');

const said = (response: ServerResponse, status: number, json: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json));
};

const chat = (model: unknown) => ({
  ...{ id: 'chat-1', object: 'chat.completion', created: 1, model },
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'A lighthouse, at dusk.' } }],
  usage: { prompt_tokens: 5, completion_tokens: 6, total_tokens: 11 },
});

const refuse = (key: string, response: ServerResponse): void => {
  const leaks = { 'x-request-id': key, 'www-authenticate': `Bearer realm="${key}"` };
  const words = `Incorrect API key provided: ${key} (${key.slice(0, 14)}****${key.slice(-14)}), see https://echo.example/?key=${encodeURIComponent(key)}.`;
  if (key.startsWith('page')) {
    response.writeHead(500, { ...leaks, 'content-type': 'text/html' }).end(`<h1>${words}</h1><!-- ${key} -->`);
    return;
  }
  if (key.startsWith('away')) {
    response.writeHead(302, { ...leaks, location: `http://10.0.0.1/?key=${key}` }).end();
    return;
  }
  said(
    response,
    401,
    { error: { message: words, type: 'invalid_request_error', param: key, code: 'invalid_api_key' } },
    leaks,
  );
};

/** Keys that begin with `good` work; `page` is answered with a page, `away` with a redirect, all others with a refusal. */
export const openEchoVendor = async (): Promise<EchoVendor> => {
  const seen = new Set<string>();
  const server = createServer((request, response) => {
    const key = keyOf(request);
    seen.add(key);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (!key.startsWith('good')) return refuse(key, response);
      if (request.method === 'GET')
        return said(response, 200, { object: 'list', data: [{ id: 'echo-1', object: 'model' }], key });
      const { model } = JSON.parse(Buffer.concat(chunks).toString() || '{}') as { model?: unknown };
      return said(response, 200, chat(model));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ host, seen, baseUrl: `http://${host}/v1` },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
