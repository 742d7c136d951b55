/**
 * Who the client is and by which scheme they came. The word of a proxy counts only when the proxy is one of ours, and then only the part
 * that our own proxies wrote: the first address from the right that is none of them.
 */
import { BlockList, isIP, isIPv6 } from 'node:net';
import { WorkprintError } from '../../domain/errors.ts';

export type Trust = {
  /** The address is one of our proxies. */
  isProxy(address: string): boolean;
};

/** An IPv4 address that arrived over an IPv6 socket, as IPv4; without a zone. */
export const plainAddress = (address: string): string => {
  const bare = address.trim().split('%')[0] ?? '';
  return /^::ffff:\d+\.\d+\.\d+\.\d+$/i.test(bare) ? bare.slice(7) : bare;
};

/** `proxies`: addresses and networks such as `10.0.0.0/8`, `fd00::/8`. Throws `configuration-invalid` when one is neither. */
export const trustOf = (proxies: readonly string[]): Trust => {
  const known = new BlockList();
  for (const one of proxies) {
    const [address = '', bits] = one.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    const most = family === 'ipv6' ? 128 : 32;
    const size = bits === undefined ? most : /^\d+$/.test(bits) ? Number(bits) : -1;
    if (isIP(address) === 0 || size < 0 || size > most)
      throw new WorkprintError(
        'configuration-invalid',
        'WORKPRINT_TRUSTED_PROXIES takes addresses and networks such as 10.0.0.0/8, separated by commas.',
      );
    known.addSubnet(address, size, family);
  }
  return {
    isProxy: (address) => {
      const kind = isIP(address);
      return kind !== 0 && known.check(address, kind === 6 ? 'ipv6' : 'ipv4');
    },
  };
};

type Said = { readonly forwardedFor: string | undefined; readonly forwardedProto: string | undefined };

export type Client = { readonly ipAddress: string; readonly isSecure: boolean; readonly isThroughProxy: boolean };

/** `peer`: the other end of the socket. A proxy's words that make no sense end the search where they stand. */
export const clientOf = (peer: string, { forwardedFor, forwardedProto }: Said, trust: Trust): Client => {
  const here = plainAddress(peer);
  if (!trust.isProxy(here)) return { ipAddress: here, isSecure: false, isThroughProxy: false };
  let ipAddress = here;
  for (const one of (forwardedFor ?? '').split(',').reverse()) {
    // Some proxies write the port too.
    const address = plainAddress(
      one
        .trim()
        .replace(/^\[(.+)\](?::\d+)?$/, '$1')
        .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1'),
    );
    if (isIP(address) === 0) break;
    ipAddress = address;
    if (!trust.isProxy(address)) break;
  }
  const schemes = (forwardedProto ?? '').split(',');
  return { ipAddress, isSecure: schemes.at(-1)?.trim().toLowerCase() === 'https', isThroughProxy: true };
};
