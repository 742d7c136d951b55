/** What goes to the thread that looks at faces, and what comes back. */
export type FaceFiles = {
  readonly version: string;
  /** The library as a file: its packaging hides it from imports. */
  readonly library: string;
  readonly modelsFolder: string;
  readonly wasmFolder: string;
};

export type FaceQuestion = {
  readonly files: FaceFiles;
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel; transparency is not looked at. */
  readonly rgba: Uint8Array;
};

/** A vector of identity (1024 numbers) for each face that was found well enough, the largest face first. */
export type FaceVectors = readonly (readonly number[])[];
