/** Answers what is no request of HTTP, in the one shape of errors, and ends the connection. */
import type { Duplex } from 'node:stream';
import { requestIdOf } from './request-id.ts';

type Refusal = { readonly status: string; readonly code: string; readonly message: string };

const refusals: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    code: 'request-invalid',
    message: 'The headers are larger than 16384 bytes.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    code: 'request-timeout',
    message: 'The request did not arrive in time.',
  },
};
const malformed: Refusal = {
  status: '400 Bad Request',
  code: 'request-invalid',
  message: 'This is no request of HTTP/1.1.',
};

const bodyOf = ({ code, message }: Refusal, requestId: string): string =>
  JSON.stringify({ success: false, error: { code, message, requestId } });

/** A request of HTTP whose address or host makes no sense. The API answers all of its own errors, so nothing else gets here. */
export const badRequestResponse = (): Response => {
  const requestId = requestIdOf();
  return new Response(
    bodyOf({ ...malformed, message: 'The address or the host of this request makes no sense.' }, requestId),
    {
      status: 400,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-request-id': requestId,
      },
    },
  );
};

/** For the event `clientError` of a server. */
export const refuseBadRequest = (error: Error & { readonly code?: string }, socket: Duplex): void => {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const refusal = refusals[error.code ?? ''] ?? malformed;
  const requestId = requestIdOf();
  const body = bodyOf(refusal, requestId);
  const head = [
    `HTTP/1.1 ${refusal.status}`,
    'connection: close',
    'content-type: application/json',
    'cache-control: no-store',
    'x-content-type-options: nosniff',
    `x-request-id: ${requestId}`,
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
};
