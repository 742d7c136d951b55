/**
 * Which addresses are out in the world. Sources: the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and its
 * updates), the multicast registries, and two ranges that clouds serve their own machinery from. Special is special, also where a
 * registry calls it globally reachable (AS112, AMT, anycast of protocols): no film lies there.
 */
import { type Address, isInRange, parseAddress, parseRange } from './address.ts';

const specialFours = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private use
  '100.64.0.0/10', // shared by carriers; also the metadata service of one cloud (100.100.100.200)
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // the wire server of Azure, inside every machine there
  '169.254.0.0/16', // link-local; the metadata service of most clouds
  '172.16.0.0/12', // private use
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // AMT
  '192.88.99.0/24', // 6to4 relays, deprecated
  '192.168.0.0/16', // private use
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarking
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and limited broadcast
].map(parseRange);

/** All that is assigned for the world; whatever lies outside is refused without being named. */
const globalSixes = parseRange('2000::/3');
const specialSixes = [
  '2001::/23', // protocol assignments: Teredo (2001::/32), benchmarking, ORCHID, drones
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4: carries an IPv4 address
  '2620:4f:8000::/48', // AS112
  '3ffe::/16', // 6bone, returned
  '3fff::/20', // documentation
].map(parseRange);

/** Machines with IPv6 alone reach IPv4 through it (RFC 6052): it is as public as the address it carries. */
const nat64 = parseRange('64:ff9b::/96');

/** ISATAP (RFC 5214): an IPv4 address of somebody's own network inside a global prefix. */
const isIsatap = ({ bytes }: Address): boolean =>
  (bytes[8] === 0 || bytes[8] === 2) && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe;

/** Whether an address, written as Node and DNS write it, may be spoken to. False for everything that is no address. */
export const isPublicAddress = (text: string): boolean => {
  const address = parseAddress(text);
  return address !== undefined && isPublic(address);
};

const isPublic = (address: Address): boolean => {
  if (address.family === 4) return !specialFours.some((range) => isInRange(address, range));
  if (isInRange(address, nat64)) return isPublic({ family: 4, bytes: address.bytes.slice(12) });
  return (
    isInRange(address, globalSixes) && !specialSixes.some((range) => isInRange(address, range)) && !isIsatap(address)
  );
};
