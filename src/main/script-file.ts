/** Reading a script from disk: whatever is wrong with the file is said with its name. */
import { open } from 'node:fs/promises';
import { WorkprintError } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';

const reasons: Readonly<Record<string, { code: 'script-not-found' | 'script-unreadable'; why: string }>> = {
  ENOENT: { code: 'script-not-found', why: 'does not exist. Check the path' },
  ENOTDIR: { code: 'script-not-found', why: 'does not exist: a folder in its path is a file' },
  EACCES: { code: 'script-unreadable', why: 'may not be read. Check its permissions' },
  EPERM: { code: 'script-unreadable', why: 'may not be read. Check its permissions' },
  EISDIR: { code: 'script-unreadable', why: 'is a folder. Name the script file inside it' },
};

/** `-` stands for what is piped in; it is read no further than a script may be long. */
const readStandardInput = async (): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).byteLength;
    if (size > limits.scriptBytes) {
      throw new WorkprintError(
        'script-too-large',
        `What is piped in is longer than a script may be (${limits.scriptBytes / 1024 / 1024} MB).`,
      );
    }
  }
  return Buffer.concat(chunks);
};

/** Throws `script-not-found`, `script-unreadable` or `script-too-large`, naming the file. */
export const readScriptFile = async (path: string): Promise<Uint8Array> => {
  try {
    if (path === '-') return await readStandardInput();
    const file = await open(path, 'r');
    try {
      const facts = await file.stat();
      if (facts.isDirectory()) throw Object.assign(new Error('folder'), { code: 'EISDIR' });
      if (facts.size > limits.scriptBytes) {
        const megabytes = (size: number): string => `${(size / 1024 / 1024).toFixed(1)} MB`;
        throw new WorkprintError(
          'script-too-large',
          `${path} is ${megabytes(facts.size)}; a script may be at most ${megabytes(limits.scriptBytes)}. Split it into parts.`,
        );
      }
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof WorkprintError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = reasons[code] ?? {
      code: 'script-unreadable' as const,
      why: `could not be read (${code || 'unknown reason'})`,
    };
    throw new WorkprintError(reason.code, `The script ${path} ${reason.why}.`, { cause: error });
  }
};
