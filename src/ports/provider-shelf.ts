/** All vendors this studio knows, and the way to each: main fills it, one line a vendor. */
import type { Provider, ProviderKind } from './provider.ts';

export interface ProviderShelf {
  /** In the order in which people see them. */
  readonly kinds: readonly ProviderKind[];
  /** By name or alias (`google`); undefined: unknown. */
  kind(name: string): ProviderKind | undefined;
  /**
   * The vendor with this key. `baseUrl`: of a server of one's own, else what the operator set, else the vendor's. Throws `url-refused` for an
   * address that must not be reached.
   */
  open(name: string, access: { readonly key: string | undefined; readonly baseUrl?: string }): Provider;
}
