/** Answers as they arrive in bad weather. */
import type { ServerResponse } from 'node:http';
import type { Weather } from './paid-weather.ts';

const page = '<!doctype html><html><body><h1>It works!</h1></body></html>';

/** Sends what the weather makes of `body`. */
export const answerBadly = (
  response: ServerResponse,
  weather: Weather,
  body: string,
  { retryAfterMs, silentMs }: { readonly retryAfterMs: number; readonly silentMs: number },
): void => {
  const json = { 'content-type': 'application/json' };
  switch (weather) {
    case 'busy': {
      const isWhole = retryAfterMs % 1_000 === 0;
      const when = isWhole
        ? { 'retry-after': String(retryAfterMs / 1_000) }
        : { 'retry-after-ms': String(retryAfterMs) };
      response.writeHead(429, { ...json, ...when });
      response.end(JSON.stringify({ error: { code: 'busy', message: 'Too many requests.' } }));
      return;
    }
    case 'broken':
      response.writeHead(500, json);
      response.end(JSON.stringify({ error: { code: 'internal', message: 'Something broke.' } }));
      return;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(page);
      return;
    case 'malformed':
      response.writeHead(200, json);
      response.end(`${body.slice(0, Math.max(1, Math.floor(body.length / 2)))}`);
      return;
    case 'wrong-length':
      response.writeHead(200, { ...json, 'content-length': String(body.length + 100) });
      response.write(body);
      setTimeout(() => response.destroy(), 5).unref();
      return;
    case 'cut':
      response.writeHead(200, { ...json, 'content-length': String(body.length) });
      response.write(body.slice(0, Math.max(1, Math.floor(body.length / 2))));
      setTimeout(() => response.destroy(), 5).unref();
      return;
    case 'silence':
      setTimeout(() => response.destroy(), silentMs).unref();
  }
};

/** A file of four gigabytes, or what comes of it until the reader has enough. */
export const sendHugeFile = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'image/png', 'content-length': String(4 * 2 ** 30) });
  const piece = Buffer.alloc(64 * 1024);
  const more = (): void => {
    while (!response.destroyed && response.write(piece));
  };
  response.on('drain', more).on('error', () => response.destroy());
  more();
};
