/** One question and one answer with one host: resolved once, every address judged, the judged one connected to, nothing kept open. */
import { type IncomingMessage, request as startRequest } from 'node:http';
import type { Socket } from 'node:net';
import { type SecureContextOptions, connect as startTls } from 'node:tls';
import { WorkprintError } from '../../domain/errors.ts';
import { isSameAddress } from './address.ts';
import { connectToAny, type Wire } from './connect.ts';
import { isPublicAddress } from './public-addresses.ts';
import type { Resolve } from './resolve.ts';
import { bracketed, hostAndPort, leadsInside, type Target } from './vet-url.ts';

/** The machinery under an exchange. */
export type Ways = {
  readonly resolve: Resolve;
  readonly resolveAllowed: Resolve;
  readonly wire: Wire;
  /** Certificates to trust; default: those of Node. */
  readonly trust: Pick<SecureContextOptions, 'ca'>;
  /** Addresses of this machine's own interfaces, public ones included: services that only listen here are nobody else's. */
  readonly ownAddresses: () => readonly string[];
};

export type Question = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
};

const mostHeaderBytes = 32 * 1024;

/** The addresses that may be connected to: all of a host's, or none when one of them is not public. Throws `url-refused`, `url-unreachable`. */
const vettedAddresses = async (target: Target, ways: Ways, signal: AbortSignal): Promise<readonly string[]> => {
  const { host, isAddress, isAllowedPrivate } = target;
  const resolve = isAllowedPrivate ? ways.resolveAllowed : ways.resolve;
  const addresses = isAddress ? [host] : await untilAborted(resolve(host, signal), signal);
  if (addresses.length === 0) throw new WorkprintError('url-unreachable', `There is no host “${host}”.`);
  const own = isAllowedPrivate ? [] : ways.ownAddresses();
  if (
    !isAllowedPrivate &&
    addresses.some((address) => !isPublicAddress(address) || own.some((each) => isSameAddress(each, address)))
  )
    throw leadsInside(host);
  return addresses;
};

/** A promise that cannot be cancelled is no longer waited for. */
const untilAborted = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });

const secure = (
  socket: Socket,
  { host, isAddress }: Target,
  trust: Ways['trust'],
  signal: AbortSignal,
): Promise<Socket> =>
  new Promise((resolve, reject) => {
    // `rejectUnauthorized` is said aloud, so that no environment variable turns it off.
    const options = {
      ...trust,
      socket,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2' as const,
      ALPNProtocols: ['http/1.1'],
    };
    const encrypted = startTls({ ...options, host, ...(!isAddress && { servername: host }) });
    const onAbort = (): void => {
      encrypted.destroy();
      socket.destroy();
      reject(signal.reason);
    };
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    const settle = (act: () => void): void => {
      signal.removeEventListener('abort', onAbort);
      act();
    };
    encrypted.once('secureConnect', () => settle(() => resolve(encrypted)));
    encrypted.once('error', (error) => {
      socket.destroy();
      settle(() => reject(error));
    });
    encrypted.once('close', () => settle(() => reject(new Error('the connection was closed before it was secure'))));
  });

const ask = (
  socket: Socket,
  target: Target,
  question: Question,
  signal: AbortSignal,
  onSending: () => void,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { url, host, port, isSecure } = target;
    const isUsualPort = port === (isSecure ? 443 : 80);
    const request = startRequest({
      // A socket of our own: no agent, so no reuse, no proxy of the environment and no second look at the name.
      createConnection: () => socket,
      method: question.method,
      path: `${url.pathname}${url.search}`,
      headers: { ...question.headers, host: isUsualPort ? bracketed(host) : hostAndPort(host, port) },
      maxHeaderSize: mostHeaderBytes,
      insecureHTTPParser: false,
    });
    const onAbort = (): void => {
      request.destroy();
      socket.destroy();
      reject(signal.reason);
    };
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    const settle = (act: () => void): void => {
      signal.removeEventListener('abort', onAbort);
      act();
    };
    request.once('response', (answer) => settle(() => resolve(answer)));
    request.on('error', (error) => {
      socket.destroy();
      settle(() => reject(error));
    });
    request.once('close', () => settle(() => reject(new Error('the connection was closed without an answer'))));
    onSending();
    request.end(question.body);
  });

/** What a failure of the machinery means to people; the address stays in `cause`. */
const explain = (error: unknown, host: string): WorkprintError => {
  if (error instanceof WorkprintError) return error;
  const code = (error as { code?: unknown }).code;
  const known = typeof code === 'string' ? code : '';
  if (known === 'HPE_HEADER_OVERFLOW')
    return new WorkprintError(
      'url-too-large',
      `“${host}” answers with headers of more than ${mostHeaderBytes} bytes.`,
      {
        cause: error,
      },
    );
  const why = known.startsWith('HPE_')
    ? 'does not speak HTTP as it should'
    : /CERT|SSL|TLS|ALTNAME|SIGNATURE|ISSUER/.test(known)
      ? 'shows no certificate that can be trusted'
      : 'cannot be reached';
  return new WorkprintError('url-unreachable', `“${host}” ${why}${known && ` (${known})`}.`, { cause: error });
};

/** The answer's headers have come; its body waits in the socket. `onSending`: called before the first byte goes out. Throws what `Network.request` throws. */
export const exchange = async (
  target: Target,
  question: Question,
  ways: Ways,
  signal: AbortSignal,
  onSending: () => void = () => undefined,
): Promise<IncomingMessage> => {
  try {
    const addresses = await vettedAddresses(target, ways, signal);
    const socket = await connectToAny(addresses, target.port, ways.wire, signal);
    socket.setNoDelay(true);
    const wire = target.isSecure ? await secure(socket, target, ways.trust, signal) : socket;
    return await ask(wire, target, question, signal, onSending);
  } catch (error) {
    throw signal.aborted ? signal.reason : explain(error, target.host);
  }
};
