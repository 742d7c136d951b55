/** Reading what a person named on the command line: whatever is wrong with the file is said with its name. */
import { open } from 'node:fs/promises';
import { type ErrorCode, WorkprintError } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';

/** What is read, how long it may be, and the codes of what can be wrong with it. */
type InputKind = {
  readonly name: string;
  readonly mostBytes: number;
  readonly missing: ErrorCode;
  readonly unreadable: ErrorCode;
  readonly tooLarge: ErrorCode;
};

const script: InputKind = {
  ...{ name: 'script', mostBytes: limits.scriptBytes, missing: 'script-not-found' },
  ...{ unreadable: 'script-unreadable', tooLarge: 'script-too-large' },
};
const timeline: InputKind = {
  ...{ name: 'timeline', mostBytes: limits.timelineBytes, missing: 'timeline-not-found' },
  ...{ unreadable: 'timeline-not-found', tooLarge: 'timeline-invalid' },
};

type Reason = { readonly isMissing: boolean; readonly why: string };

const reasons: Readonly<Record<string, Reason>> = {
  ENOENT: { isMissing: true, why: 'does not exist. Check the path' },
  ENOTDIR: { isMissing: true, why: 'does not exist: a folder in its path is a file' },
  EACCES: { isMissing: false, why: 'may not be read. Check its permissions' },
  EPERM: { isMissing: false, why: 'may not be read. Check its permissions' },
  EISDIR: { isMissing: false, why: 'is a folder. Name the file inside it' },
};

const megabytes = (size: number): string => `${(size / 1024 / 1024).toFixed(1)} MB`;

/** `-` stands for what is piped in; it is read no further than a script may be long. */
const readStandardInput = async (kind: InputKind): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).byteLength;
    if (size > kind.mostBytes) {
      throw new WorkprintError(
        kind.tooLarge,
        `What is piped in is longer than a ${kind.name} may be (${megabytes(kind.mostBytes)}).`,
      );
    }
  }
  return Buffer.concat(chunks);
};

const readInput = async (path: string, kind: InputKind): Promise<Uint8Array> => {
  try {
    if (path === '-') return await readStandardInput(kind);
    const file = await open(path, 'r');
    try {
      const facts = await file.stat();
      if (facts.isDirectory()) throw Object.assign(new Error('folder'), { code: 'EISDIR' });
      if (facts.size > kind.mostBytes) {
        const [size, most] = [megabytes(facts.size), megabytes(kind.mostBytes)];
        const message = `${path} is ${size}; a ${kind.name} may be at most ${most}. Split it into parts.`;
        throw new WorkprintError(kind.tooLarge, message);
      }
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof WorkprintError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const { isMissing, why } = reasons[code] ?? {
      isMissing: false,
      why: `could not be read (${code || 'unknown reason'})`,
    };
    const message = `The ${kind.name} ${path} ${why}.`;
    throw new WorkprintError(isMissing ? kind.missing : kind.unreadable, message, { cause: error });
  }
};

/** The bytes of a script. Throws `script-not-found`, `script-unreadable` or `script-too-large`, naming the file. */
export const readScriptFile = (path: string): Promise<Uint8Array> => readInput(path, script);

/** UTF-8, UTF-16 with its mark, or else Windows-1252, as old captions are. */
const textOf = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
};

/** The text of a timeline file. Throws `timeline-not-found` or `timeline-invalid`, naming the file. */
export const readTimelineFile = async (path: string): Promise<string> => {
  return textOf(await readInput(path, timeline));
};
