/** Keys of vendors in the environment: the operator's own, for the command line and for the owner of a personal machine. */
import type { FoundKey, KeyRing, NoKey } from '../../ports/key-ring.ts';
import type { ProviderKind } from '../../ports/provider.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The key of the first of the vendor's variables that is set; blanks around it are the shell's. */
export const keyInEnvironment = (environment: Environment, kind: ProviderKind): string | undefined => {
  for (const name of kind.keyVariables) {
    const given = environment[name]?.trim();
    if (given) return given;
  }
  return undefined;
};

const keyless: FoundKey = { open: async () => undefined };

/** The key of this vendor in the environment, or that none is needed. */
export const environmentKey = (environment: Environment, kind: ProviderKind): FoundKey | undefined => {
  if (kind.needsKey === 'none') return keyless;
  if (keyInEnvironment(environment, kind) === undefined) return undefined;
  return { open: async () => keyInEnvironment(environment, kind) };
};

/** Where nothing else was found: servers at home may want no key. */
export const withoutKeyAtAll = (kind: ProviderKind | undefined): FoundKey | NoKey =>
  kind?.needsKey === 'optional' ? keyless : 'missing';

/** The ring of the command line: whoever started it is the operator, and pays with what their environment holds. */
export const createEnvironmentKeys = (environment: Environment, kinds: readonly ProviderKind[]): KeyRing => {
  const find = (name: string): FoundKey | NoKey => {
    const kind = kinds.find((one) => one.name === name);
    return (kind && environmentKey(environment, kind)) ?? withoutKeyAtAll(kind);
  };
  return {
    find: async (provider) => find(provider),
    providers: async () => new Set(kinds.map(({ name }) => name).filter((name) => typeof find(name) !== 'string')),
    // The environment cannot be written to; the next call finds out again.
    report: async () => undefined,
  };
};
