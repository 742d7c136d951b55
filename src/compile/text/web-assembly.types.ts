/** The part of the WebAssembly JavaScript interface used here; the language version we compile against has no types for it. */
export type WebAssemblyInterface = {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};
