/** The thread that looks at faces: finds them, and gives a vector of identity for each. Everything it loads lies on this machine. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { serveJobs } from '../worker-crew/serve-jobs.ts';
import type { FaceFiles, FaceQuestion, FaceVectors } from './face-messages.ts';

/** What is used of the library, which brings no types for the build that runs here. */
type Tensor = { dispose(): void };
type Human = {
  readonly tf: {
    setBackend(name: string): Promise<boolean>;
    ready(): Promise<void>;
    tensor(values: Float32Array, shape: readonly number[], type: string): Tensor;
  };
  load(): Promise<void>;
  detect(input: Tensor): Promise<{
    readonly error: string | null;
    readonly face: readonly {
      readonly score: number;
      readonly box: readonly [number, number, number, number];
      readonly embedding?: readonly number[];
    }[];
  }>;
};

/** Found with less certainty it is a cloud or a curtain. */
const leastScore = 0.5;

/** What the library loads are models of its own folder, whatever address it asks for. */
const modelFile =
  (folder: string) =>
  async (address: unknown): Promise<Response> => {
    const name = basename(String(address));
    const type = name.endsWith('.json') ? 'application/json' : 'application/octet-stream';
    return new Response(readFileSync(join(folder, name)), { headers: { 'content-type': type } });
  };

const open = async ({ library, modelsFolder, wasmFolder }: FaceFiles): Promise<Human> => {
  const load = createRequire(import.meta.url);
  Reflect.set(globalThis, 'fetch', modelFile(modelsFolder));
  (load('@tensorflow/tfjs-backend-wasm') as { setWasmPaths(folder: string): void }).setWasmPaths(wasmFolder);
  const { Human: Library } = load(library) as { Human: new (options: unknown) => Human };
  const off = { enabled: false };
  const human = new Library({
    ...{ backend: 'wasm', wasmPath: wasmFolder, modelBasePath: `file://${modelsFolder}/`, debug: false, filter: off },
    face: {
      enabled: true,
      detector: { rotation: true, return: false, maxDetected: 12, minConfidence: leastScore },
      // The attention mesh fails on this backend.
      mesh: { enabled: true },
      description: { enabled: true },
      ...{ iris: off, emotion: off, antispoof: off, liveness: off },
    },
    ...{ body: off, hand: off, object: off, gesture: off },
  });
  await human.tf.setBackend('wasm');
  await human.tf.ready();
  await human.load();
  return human;
};

let opened: Promise<Human> | undefined;

const rgbOf = ({ width, height, rgba }: FaceQuestion): Float32Array => {
  const rgb = new Float32Array(width * height * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from] as number;
    rgb[to + 1] = rgba[from + 1] as number;
    rgb[to + 2] = rgba[from + 2] as number;
  }
  return rgb;
};

serveJobs(async (question: FaceQuestion): Promise<FaceVectors> => {
  opened ??= open(question.files);
  const human = await opened;
  const input = human.tf.tensor(rgbOf(question), [1, question.height, question.width, 3], 'float32');
  try {
    const { error, face } = await human.detect(input);
    if (error) throw new Error(error);
    return face
      .filter(({ score }) => score >= leastScore)
      .toSorted((a, b) => b.box[2] * b.box[3] - a.box[2] * a.box[3])
      .flatMap(({ embedding }) => (embedding && embedding.length > 0 ? [[...embedding]] : []));
  } finally {
    input.dispose();
  }
});
