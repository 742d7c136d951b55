/** What lies in a folder and is no file: pipes that nobody writes, devices without an end, links that lead in circles. */
import { execFileSync } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Facts, ProofCase } from '../prove/row.types.ts';

/** Cases for each of them; `judge` must find them refused, and never wait for them. */
export const specialFiles = async (
  folder: string,
  judge: (path: string) => Promise<Facts>,
): Promise<readonly ProofCase[]> => {
  await mkdir(join(folder, 'a folder.mp4'), { recursive: true });
  execFileSync('mkfifo', [join(folder, 'pipe.mp4')]);
  await symlink('loop-b.mp4', join(folder, 'loop-a.mp4'));
  await symlink('loop-a.mp4', join(folder, 'loop-b.mp4'));
  await symlink('nowhere.mp4', join(folder, 'dangling.mp4'));
  await symlink('/dev/zero', join(folder, 'zeros.mp4'));
  await symlink('/proc/self/environ', join(folder, 'environment.mp4'));
  const socket = join(folder, 's.mp4');
  const listen = async (): Promise<() => void> => {
    const server = createServer();
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(socket, resolve));
    return () => server.close();
  };
  const plain = (name: string, path: string): ProofCase => ({ name: `special: ${name}`, run: () => judge(path) });
  return [
    plain('a folder', join(folder, 'a folder.mp4')),
    plain('a pipe that nobody writes', join(folder, 'pipe.mp4')),
    plain('links in a circle', join(folder, 'loop-a.mp4')),
    plain('a link to nothing', join(folder, 'dangling.mp4')),
    plain('a link to a device without an end', join(folder, 'zeros.mp4')),
    plain('a link to this process’s environment', join(folder, 'environment.mp4')),
    plain('a file that is not there', join(folder, 'missing.mp4')),
    plain('a name with a zero in it', join(folder, 'a\u0000b.mp4')),
    {
      name: 'special: a socket',
      run: async () => {
        const close = await listen();
        try {
          return await judge(socket);
        } finally {
          close();
        }
      },
    },
  ];
};
