/** The jail in which media from strangers is decoded. Films of one's own are made without it, so its lack is a weakness only. */
import type { MachineCheck } from './machine-check.ts';
import { whatToType } from './what-to-type.ts';

/** Which jail is in use, and what is missing from it. */
export const checkSandbox = async (): Promise<MachineCheck> => {
  const { jailInUse } = await import('../../adapters/sandbox/sandbox.ts');
  const { kind, hidesFiles, limits, words } = jailInUse();
  if (hidesFiles && limits) return { name: 'Sandbox', state: 'ok', found: words };
  const advice =
    kind === 'bubblewrap'
      ? 'install util-linux, whose prlimit sets the limits'
      : `${await whatToType('bubblewrap')}; inside a container, allow user namespaces as well`;
  return { name: 'Sandbox', state: 'weak', found: words, advice };
};
