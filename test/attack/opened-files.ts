/**
 * The audit of PC1: the whole corpus once more in a process of its own under `strace`, and every file that a child with media in its
 * hands opened is looked up. Allowed are the program's libraries and the job's folder. Where there is no strace there is no audit.
 */
import { execFile, spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram, visibleFilesOf } from '../../src/adapters/sandbox/visible-files.ts';
import type { ProofCase } from '../prove/row.types.ts';

const script = fileURLToPath(new URL('./look-at-files.ts', import.meta.url));

/** Calls that start processes, open files and reach out. */
const watched = 'trace=execve,clone,clone3,fork,vfork,open,openat,openat2,connect,sendto';

/** Files and addresses that FFmpeg's processes opened, whether strace's log says they got them or not asked only. */
export const openedByDecoders = (log: string): readonly string[] => {
  const decoders = new Set<string>();
  const opened: string[] = [];
  for (const line of log.split('\n')) {
    const [, pid = '', call = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    const program = /^execve\("([^"]*)".* = 0$/.exec(call)?.[1];
    if (program !== undefined) {
      // Asked for its version, FFmpeg runs without a jail and without media.
      if (/\/ff(?:mpeg|probe)$/.test(program) && call.includes('"file:media"')) decoders.add(pid);
      else decoders.delete(pid);
    }
    if (!decoders.has(pid)) continue;
    const thread = /^(?:<\.\.\. )?(?:clone3?|v?fork)\b.* = (\d+)$/.exec(call)?.[1];
    if (thread !== undefined) decoders.add(thread);
    const file = /^open(?:at2?)?\((?:AT_FDCWD, )?"([^"]*)".* = \d+/.exec(call)?.[1];
    if (file !== undefined) opened.push(file);
    if (/^(?:connect|sendto)\(.* = \d+$/.test(call)) opened.push(call);
  }
  return opened;
};

/** The audit as a case, over at most `most` files of `files`. None where strace is missing. */
export const openedFilesCase = (files: string, folder: string, most: number): readonly ProofCase[] => {
  const strace = findProgram('strace');
  const ffmpeg = findProgram('ffmpeg');
  // In many containers it is there and may trace nothing.
  const mayTrace = strace !== undefined && spawnSync(strace, ['-f', '-o', '/dev/null', 'true']).status === 0;
  if (!mayTrace || ffmpeg === undefined) return [];
  return [
    {
      name: 'the audit of opened files',
      run: async () => {
        const log = join(folder, 'opened.log');
        const list = join(folder, 'files.json');
        // Spoiled files are many and alike: the crafted ones are the ones that name other files.
        const names = (await readdir(files)).filter((name) => !/-spoiled-(?!0\.)/.test(name)).slice(0, most);
        await writeFile(list, JSON.stringify(names.map((name) => join(files, name))));
        const node = [process.execPath, '--disable-warning=ExperimentalWarning', script, list, folder];
        await new Promise<void>((resolve, reject) => {
          execFile(
            strace,
            ['-f', '-q', '-e', watched, '-s', '300', '-o', log, ...node],
            { maxBuffer: 1 << 26 },
            (error) => (error ? reject(error) : resolve()),
          );
        });
        const opened = openedByDecoders(await readFile(log, 'latin1'));
        if (opened.length === 0) throw new Error('the audit saw nothing');
        const { paths, libraryFolders } = visibleFilesOf(ffmpeg);
        const allowed = [...paths, ...libraryFolders, '/lib', '/lib64', '/usr/lib', '/usr/lib64'];
        const outside = opened.filter(
          (path) =>
            !['media', '/dev/null', '/etc/ld.so.cache', '/etc/ld.so.preload'].includes(path) &&
            !allowed.some((folder) => path === folder || path.startsWith(`${folder}/`)),
        );
        if (outside.length > 0)
          throw new Error(`opened outside of the job: ${[...new Set(outside)].slice(0, 10).join(', ')}`);
        return { opened_outside: 0 };
      },
    },
  ];
};
