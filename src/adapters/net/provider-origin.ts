/** Where a vendor stands, and what that lets its fetch reach: one origin, judged by who named it. */
import { WorkprintError } from '../../domain/errors.ts';
import { createNetwork, type GuardedNetwork, type NetworkOptions } from './guarded-network.ts';
import { hostAndPort, type UrlPolicy, vetUrl } from './vet-url.ts';

/**
 * Who said where the vendor stands. `vendor`: the provider's own code. `operator`: a setting; it may lead into their own network, to exactly
 * that host and port. `person`: judged like every address people give.
 */
export type BaseUrlFrom = 'vendor' | 'operator' | 'person';

export type ProviderPlace = {
  /** What the operator allows people's addresses to reach. */
  readonly policy: UrlPolicy;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly baseUrlFrom: BaseUrlFrom;
  /** Parts of the machinery, for tests. */
  readonly ways?: NetworkOptions['ways'];
};

/** The origin of a base URL and a policy under which it, and no other private host, can be reached. Throws `url-refused`. */
export const originOf = ({
  baseUrl,
  baseUrlFrom,
  policy,
}: ProviderPlace): { readonly origin: string; readonly policy: UrlPolicy } => {
  const url = URL.parse(baseUrl);
  if (!url || url.search !== '' || url.hash !== '')
    throw new WorkprintError(
      'url-refused',
      'The address of a provider is a web address without “?” and “#”, like https://api.example.com/v1.',
    );
  const { host, port } = vetUrl(baseUrl, everyPort(url));
  const name = hostAndPort(host, port);
  const isAllowed = baseUrlFrom === 'operator' || (baseUrlFrom === 'person' && policy.privateHosts.has(name));
  if (baseUrlFrom === 'person' && !isAllowed && url.protocol !== 'https:')
    throw new WorkprintError(
      'url-refused',
      `“${host}” would be asked by http, and what is sent, with a key if there is one, would travel in the clear. Use its https address; for a server of your own network whoever runs the studio sets WORKPRINT_ALLOW_PRIVATE_HOSTS=${name}.`,
    );
  return {
    origin: url.origin,
    policy: {
      ports: baseUrlFrom === 'person' ? policy.ports : new Set([port]),
      privateHosts: new Set(isAllowed ? [name] : []),
    },
  };
};

/** Only the form of the address is judged by it; whether it may be reached is judged by the policy made of it. */
const everyPort = (url: URL): UrlPolicy => {
  const port = url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port);
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return { ports: new Set([port]), privateHosts: new Set([hostAndPort(host, port)]) };
};

/** A network that reaches the origin of this place and, of public hosts, these ports beside its own. Throws `url-refused` when the place itself is not allowed. */
export const networkTo = (
  place: ProviderPlace,
  timing: Pick<NetworkOptions, 'mostMsToAnswer' | 'mostMsToConnect' | 'rateWindowMs'>,
  otherPorts: readonly number[] = [],
): { readonly origin: string; readonly network: GuardedNetwork } => {
  const { origin, policy } = originOf(place);
  const allPorts = { ...policy, ports: new Set([...policy.ports, ...otherPorts]) };
  const network = createNetwork({ policy: allPorts, ...timing, ...(place.ways && { ways: place.ways }) });
  network.vet(place.baseUrl);
  return { origin, network };
};

/** Whether a host is named by one of these patterns: `files.example`, or `*.files.example` for that domain and all below. */
export const isFileHost = (host: string, patterns: readonly string[]): boolean =>
  patterns.some((known) =>
    known.startsWith('*.') ? host === known.slice(2) || host.endsWith(known.slice(1)) : host === known,
  );

/** The address a redirect leads to; undefined when the answer is none. Throws `url-refused` when it is no address. */
export const redirectOf = (
  status: number,
  headers: Readonly<Record<string, string>>,
  from: string,
): URL | undefined => {
  const location = headers['location'];
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  const url = URL.parse(Buffer.from(location, 'latin1').toString('utf8'), from);
  if (!url) throw new WorkprintError('url-refused', `“${new URL(from).hostname}” redirects to what is no web address.`);
  url.hash = '';
  return url;
};
