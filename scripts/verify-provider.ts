/**
 * npm run verify:provider NAME [-- --only text,image] [--yes] [--voice ID] [--sound FILE] [--face FILE] [--picture FILE]…
 * Runs a provider against its vendor with the key of the environment: the cheapest true request of each kind of work, after saying what that
 * costs and asking. Exit code 1: something differs from the contract.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createMadeFileFetch, createProviderFetch, readUrlPolicy } from '../src/adapters/net/net.ts';
import { type AskType, askTypes, type Reference } from '../src/domain/generation/ask.types.ts';
import type { BlobRef } from '../src/domain/media.ts';
import { baseUrlSetting, providerKinds } from '../src/main/provider-shelf.ts';
import { readConfiguration } from '../src/main/settings/settings.ts';
import { finishAll } from '../test/contract/providers/finish-all.ts';
import { openUnderTest } from '../test/contract/providers/provider-under-test.ts';
import { providersUnderTest } from '../test/contract/providers/providers-under-test.ts';
import { type Shapes, watched } from './verify/answer-shapes.ts';
import { verifyProvider } from './verify/verify-provider.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    yes: { type: 'boolean', default: false },
    only: { type: 'string' },
    voice: { type: 'string' },
    sound: { type: 'string' },
    face: { type: 'string' },
    picture: { type: 'string', multiple: true, default: [] },
  },
});

const complain = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
};

const kind =
  providerKinds.find(({ name }) => name === positionals[0]) ??
  complain(`Name one of ${providerKinds.map(({ name }) => name).join(', ')}.`);
const key = kind.keyVariables.map((name) => process.env[name]?.trim()).find(Boolean);
if (!key && kind.needsKey === 'yes') complain(`Set ${kind.keyVariables.join(' or ')} to a key of ${kind.title}.`);

const only = values.only
  ?.split(',')
  .map(
    (word) => askTypes.find((type) => type === word.trim()) ?? complain(`“${word}” is none of ${askTypes.join(', ')}.`),
  );

const kept = new Map<string, Uint8Array>();
const remember = (bytes: Uint8Array, mediaType: string): BlobRef => {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  kept.set(sha256, bytes);
  return { sha256, sizeBytes: bytes.byteLength, mediaType };
};
const mediaTypes: Readonly<Record<string, string>> = {
  ...{ png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', webp: 'image/webp' },
  ...{ mp4: 'video/mp4', mov: 'video/quicktime', wav: 'audio/wav', mp3: 'audio/mpeg' },
};
const referenceTo = (path: string, role: Reference['role']): Reference => {
  const mediaType =
    mediaTypes[path.split('.').at(-1)?.toLowerCase() ?? ''] ??
    complain(`“${path}” is no png, jpg, webp, mp4, mov, wav or mp3.`);
  const media = remember(readFileSync(path), mediaType);
  return { role, kind: mediaType.split('/')[0] as Reference['kind'], media };
};

/** What the contract's own vendor answers to everything the contract asks. */
const expectedShapes = async (): Promise<Shapes> => {
  const shapes: Shapes = new Map();
  const under = providersUnderTest.find((one) => one.kind.name === kind.name);
  if (!under) return shapes;
  const opened = await openUnderTest(under, (send, baseUrl) => watched(send, baseUrl, shapes));
  await finishAll(under, opened);
  await opened.close();
  return shapes;
};

const configuration: Readonly<Record<string, unknown>> = readConfiguration(process.env);
const set = configuration[baseUrlSetting(kind.name)];
const place = {
  policy: readUrlPolicy({}),
  baseUrl: typeof set === 'string' ? set : kind.baseUrl,
  baseUrlFrom: typeof set === 'string' ? ('operator' as const) : ('vendor' as const),
};
/** Opened for the one question: what is piped in waits for it. */
const agrees = async (question: string): Promise<boolean> => {
  const person = createInterface({ input: stdin, output: stdout });
  const answer = await person.question(`${question} [y/N] `);
  person.close();
  return /^y(?:es)?$/i.test(answer.trim());
};
const differing = await verifyProvider({
  ...{ kind, key, remember, wait: (ms: number) => wait(ms) },
  baseUrl: place.baseUrl,
  send: createProviderFetch({
    ...place,
    ...(kind.otherOrigins && { otherOrigins: kind.otherOrigins }),
    ...(kind.uploadHosts && { uploadHosts: kind.uploadHosts }),
    ...(kind.answers?.withinMs !== undefined && { answersWithinMs: kind.answers.withinMs }),
    ...(kind.answers?.mostBytes !== undefined && { mostAnswerBytes: kind.answers.mostBytes }),
  }),
  fetchMade: createMadeFileFetch({ ...place, fileHosts: kind.fileHosts }),
  ...(only && { only: only as readonly AskType[] }),
  given: {
    ...(values.voice !== undefined && { voice: values.voice }),
    ...(values.sound !== undefined && { sound: referenceTo(values.sound, 'source') }),
    ...(values.face !== undefined && { face: referenceTo(values.face, 'source') }),
    pictures: values.picture.map((path) => referenceTo(path, 'training')),
  },
  read: async ({ sha256 }) => kept.get(sha256) ?? new Uint8Array(),
  expected: await expectedShapes(),
  today: new Date().toISOString().slice(0, 10),
  mayCost: async (question) => values.yes || agrees(question),
  print: (line) => void process.stdout.write(`${line}\n`),
});
process.stdout.write(
  differing === 0
    ? `${kind.name} keeps the contract. Set its \`verifiedLive\` to '${new Date().toISOString().slice(0, 10)}'.\n`
    : `${kind.name} differs in ${differing} ${differing === 1 ? 'place' : 'places'}.\n`,
);
process.exitCode = differing === 0 ? 0 : 1;
