/** Judges an address before anything is looked up: what no answer of DNS could make right is refused here. */
import { WorkprintError } from '../../domain/errors.ts';
import { parseAddress } from './address.ts';
import { isPublicAddress } from './public-addresses.ts';

export type UrlPolicy = {
  /** Ports of public hosts that may be spoken to. */
  readonly ports: ReadonlySet<number>;
  /** `host:port` of private hosts that the operator allows. */
  readonly privateHosts: ReadonlySet<string>;
};

/** An address that was vetted. Its host may still turn out to lead to a private network. */
export type Target = {
  readonly url: URL;
  /** Lower case, ASCII, without brackets or a last dot. */
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
  /** The host is an address, not a name. */
  readonly isAddress: boolean;
  /** The operator allows it by name, wherever it leads. */
  readonly isAllowedPrivate: boolean;
};

const longestUrl = 4096;
/** Names that never stand for a host in the world (RFC 6761, 6762, 7686, 8375, 9476 and ICANN's private use). */
const localNames = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|home\.arpa|onion|alt|invalid)$/;
const hostName = /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A refusal. The sentence names the host, never the path or the query: they may hold somebody's secrets. */
export const refused = (sentence: string, cause?: unknown): WorkprintError =>
  new WorkprintError('url-refused', sentence, { cause });

/** A name or an address as URLs write it, in the one form we compare; undefined when it is none. */
export const normaliseHost = (text: string): string | undefined => {
  const url = URL.parse(`http://${text}/`);
  return url && url.pathname === '/' && url.username === '' && url.port === '' ? bareHost(url) : undefined;
};

const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

/** Throws `url-refused`: other schemes, user names, odd characters, local names, special addresses, ports of other services. */
export const vetUrl = (text: string, policy: UrlPolicy): Target => {
  if (text.length > longestUrl)
    throw refused(`A web address may have ${longestUrl} characters; this one has ${text.length}.`);
  // Parsers drop or turn these characters, each in its own way; what two parsers read differently is not let in.
  if (/[\s\\\p{Cc}\p{Cf}]/u.test(text))
    throw refused('A web address holds no blanks, backslashes or invisible characters.');
  const url = URL.parse(text);
  if (!url) throw refused('This is no web address; it would look like https://example.com/film.mp4.');
  const isSecure = url.protocol === 'https:';
  if (!isSecure && url.protocol !== 'http:')
    throw refused(`Only https and http addresses are fetched, not “${url.protocol.slice(0, 20)}”.`);
  if (url.username !== '' || url.password !== '')
    throw refused(`The address of “${url.hostname}” holds a user name or password; leave that out.`);
  const host = bareHost(url);
  const port = url.port === '' ? (isSecure ? 443 : 80) : Number(url.port);
  const target: Target = {
    ...{ url, host, port, isSecure },
    isAddress: parseAddress(host) !== undefined,
    isAllowedPrivate: policy.privateHosts.has(hostAndPort(host, port)),
  };
  if (!target.isAllowedPrivate) vetHost(target, policy);
  return target;
};

/** As URLs write a host: an address of IPv6 in brackets. */
export const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** `example.com:443`, `[::1]:80`. */
export const hostAndPort = (host: string, port: number): string => `${bracketed(host)}:${port}`;

const vetHost = ({ host, port, isAddress }: Target, { ports }: UrlPolicy): void => {
  if (isAddress ? !isPublicAddress(host) : localNames.test(host)) throw leadsInside(host);
  if (!isAddress && !hostName.test(host)) throw refused(`“${host}” is no name of a host on the Internet.`);
  if (!ports.has(port))
    throw refused(`Port ${port} of “${host}” is not one that web pages use; allowed are ${[...ports].join(', ')}.`);
};

/** The refusal of what is, or leads to, an address that is not public. It tells nobody which. */
export const leadsInside = (host: string): WorkprintError =>
  refused(
    `“${host}” does not lead to a public address. An operator can allow a host of their own with WORKPRINT_ALLOW_PRIVATE_HOSTS.`,
  );
