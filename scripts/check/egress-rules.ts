/**
 * Rules about ways out (PD5). A connection can be opened by a module of Node, by a global, by a package that brings its own, by a program;
 * each of them stays behind its door, so that whatever people give us goes through the one client that judges where it leads.
 */
import type { Import } from './imports.ts';
import { listeningDoor, listeningModules, networkDoor, networkModules, networkPackages } from './rooms.ts';
import type { Token } from './source-tokens.ts';
import { isTest, roomOf } from './source-tree.ts';
import type { Violation } from './violation.ts';

/** Globals that open connections when they are made. */
const connecting = new Set([
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'XMLHttpRequest',
  'WebTransport',
  'RTCPeerConnection',
]);
const globals = new Set(['globalThis', 'global', 'window', 'self']);
/** Programs whose trade is the network. */
const programs = new Set(
  'curl wget aria2c axel nc ncat netcat socat telnet ssh scp sftp ftp tftp rsync git svn hg dig nslookup host ping openssl lynx w3m links powershell pwsh npm npx yarn pnpm pip'.split(
    ' ',
  ),
);

const mayUseModule = (file: string, name: string): boolean =>
  file.startsWith(networkDoor) || (file.startsWith(listeningDoor) && listeningModules.includes(name));

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const isSign = (token: Token | undefined, text: string): boolean => token?.kind === 'sign' && token.text === text;
const isName = (token: Token | undefined, text: string): boolean => token?.kind === 'name' && token.text === text;

/** A global `fetch`, called or handed on. A field, a method or a type of that name is another thing. */
const isFetch = (tokens: readonly Token[], at: number): boolean => {
  const [before, after] = [tokens[at - 1], tokens[at + 1]];
  if (isSign(before, '.')) return globals.has(tokens[at - 2]?.text ?? '') && !isName(tokens[at - 3], 'typeof');
  return !isName(before, 'typeof') && !isSign(after, ':') && !isSign(after, '?');
};

const wayOutAt = (file: string, tokens: readonly Token[], at: number, startsPrograms: boolean): string | undefined => {
  const token = tokens[at] as Token;
  if (token.kind === 'string') {
    const module = token.text.replace(/^node:/, '');
    if (module !== token.text && networkModules.includes(module) && !mayUseModule(file, module)) return token.text;
    return startsPrograms && programs.has(token.text.split('/').at(-1) ?? '') ? token.text : undefined;
  }
  if (token.kind !== 'name') return undefined;
  if (token.text === 'fetch' && isFetch(tokens, at)) return 'fetch';
  if (connecting.has(token.text) && (isName(tokens[at - 1], 'new') || isName(tokens[at - 1], 'extends')))
    return token.text;
  if (globals.has(token.text) && isSign(tokens[at + 1], '[')) return `${token.text}[…]`;
  if (connecting.has(tokens[at + 2]?.text ?? '') && globals.has(token.text) && isSign(tokens[at + 1], '.'))
    return tokens[at + 2]?.text;
  return token.text === 'getBuiltinModule' || token.text === 'sendBeacon' ? token.text : undefined;
};

/** Every way out in one file that is not at its door. Tests are free, ports describe, the browser speaks to its own server. */
export const checkEgress = (
  file: string,
  tokens: readonly Token[],
  imports: readonly Import[],
): readonly Violation[] => {
  const room = roomOf(file);
  if (isTest(file) || room === undefined || room === 'ports' || room === 'web' || file.startsWith(networkDoor))
    return [];
  const startsPrograms = imports.some(({ specifier }) => /child_process$|\/sandbox\.ts$/.test(specifier ?? ''));
  const say = (line: number, what: string, door: string): Violation => ({
    ...{ file, line, rule: 'network' },
    message: `${what} opens connections; only ${door} does that, and others ask its port.`,
  });
  const packages = imports.flatMap(({ specifier, line }) => {
    const doors = networkPackages[packageOf(specifier ?? '')];
    return doors && !doors.some((door) => file.startsWith(door))
      ? [say(line, packageOf(specifier ?? ''), doors.join(' or '))]
      : [];
  });
  const imported = new Set(imports.map(({ line }) => line));
  const words = tokens.flatMap((token, at) => {
    // Imports of modules are judged with all other imports.
    if (token.kind === 'string' && imported.has(token.line)) return [];
    const what = wayOutAt(file, tokens, at, startsPrograms);
    return what === undefined ? [] : [say(token.line, `\`${what}\``, networkDoor)];
  });
  return [...packages, ...words];
};
