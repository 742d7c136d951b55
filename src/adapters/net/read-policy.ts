/** What operators may change about the way out, read from their own words. */
import { WorkprintError } from '../../domain/errors.ts';
import { hostAndPort, normaliseHost, type UrlPolicy } from './vet-url.ts';

/** Ports of web pages and of what often stands beside them. Mail, databases and consoles are no business of ours. */
const usualPorts = [80, 443, 8080, 8443] as const;

export type PolicyWords = {
  /** `nas.local:8080`, `[fd00::5]:80`. */
  readonly privateHosts?: readonly string[];
  readonly ports?: readonly string[];
};

const isPort = (text: string): boolean => /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535;

const readPrivateHost = (word: string): string => {
  const colon = word.lastIndexOf(':');
  const [host, port] = [normaliseHost(word.slice(0, Math.max(colon, 0))), word.slice(colon + 1)];
  if (colon > 0 && host && isPort(port)) return hostAndPort(host, Number(port));
  throw new WorkprintError(
    'configuration-invalid',
    `WORKPRINT_ALLOW_PRIVATE_HOSTS holds “${word}”; each entry names a host and its port, like nas.local:8080 or [fd00::5]:80.`,
  );
};

const readPort = (word: string): number => {
  if (isPort(word)) return Number(word);
  throw new WorkprintError(
    'configuration-invalid',
    `WORKPRINT_OUTGOING_PORTS holds “${word}”; it is a list of port numbers, like 80,443,8443.`,
  );
};

/** The policy that these words of an operator mean; without any, no private host and the usual ports. Throws `configuration-invalid`. */
export const readUrlPolicy = ({ privateHosts = [], ports = [] }: PolicyWords): UrlPolicy => ({
  ports: new Set(ports.length > 0 ? ports.map(readPort) : usualPorts),
  privateHosts: new Set(privateHosts.map(readPrivateHost)),
});
