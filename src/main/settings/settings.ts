/**
 * Everything an operator can set from outside, in one table: its name, what it means, how it is read. A setting half understood would be
 * worse than not starting, so the first wrong one ends the start with a sentence that names it.
 */
import { WorkprintError } from '../../domain/errors.ts';

type Setting<T> = {
  /** What it means, for docs/configuration.md and `serve --help`. */
  readonly meaning: string;
  /** Used when the variable is unset or empty. */
  readonly fallback: T;
  /** Undefined: it is not what it must be. */
  readonly read: (text: string) => T | undefined;
  /** What would be right, to follow “takes”. */
  readonly takes: string;
};

const text = (meaning: string, takes = 'text'): Setting<string | undefined> => ({
  ...{ meaning, takes, fallback: undefined },
  read: (given) => given,
});

const whole = (meaning: string, fallback: number, least: number, most: number): Setting<number> => ({
  ...{ meaning, fallback, takes: `a whole number from ${least} to ${most}` },
  read: (given) => (/^\d{1,15}$/.test(given) && +given >= least && +given <= most ? +given : undefined),
});

const oneOf = <const T extends string>(meaning: string, fallback: T, ...others: readonly T[]): Setting<T> => ({
  ...{ meaning, fallback, takes: [fallback, ...others].join(' or ') },
  read: (given) => [fallback, ...others].find((name) => name === given),
});

const list = (meaning: string, takes: string, isRight: (one: string) => boolean): Setting<readonly string[]> => ({
  ...{ meaning, takes: `${takes}, separated by commas`, fallback: [] },
  read: (given) => {
    const ones = given.split(',').map((one) => one.trim());
    return ones.every(isRight) ? ones : undefined;
  },
});

/** A web address without path, `https://studio.example`. */
const origin = (given: string): boolean => {
  const url = URL.parse(given);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === given.replace(/\/$/, '');
};

const address = (meaning: string): Setting<string | undefined> => ({
  ...{ meaning, takes: 'an address such as https://studio.example, without a path', fallback: undefined },
  read: (given) => (origin(given) ? given.replace(/\/$/, '') : undefined),
});

/** A web address that requests are made below, `https://gateway.example/openai/v1`. */
const baseUrl = (given: string): string | undefined => {
  const url = URL.parse(given);
  const isPlain = url && /^https?:$/.test(url.protocol) && url.username === '' && url.search === '' && url.hash === '';
  return isPlain && !/[\s?#]/.test(given) ? given.replace(/\/+$/, '') : undefined;
};

/** Where a vendor of models is asked instead of at its own address; it may be a host of the operator's own network. */
const vendorAddress = (vendor: string): Setting<string | undefined> => ({
  meaning: `where ${vendor} is asked instead of at its own address; it may lead into your own network`,
  takes: 'an address such as https://gateway.example/v1, without a question mark',
  fallback: undefined,
  read: baseUrl,
});

const mebibyte = 1024 * 1024;

/** All settings by the name of their variable. */
export const settings = {
  DATABASE_URL: {
    meaning: 'a PostgreSQL (15 or newer) or Supabase to use instead of the one that comes along',
    takes: 'an address that begins with postgres:// or postgresql://',
    fallback: undefined as string | undefined,
    read: (given: string) => (/^postgres(?:ql)?:$/.test(URL.parse(given)?.protocol ?? '') ? given : undefined),
  },
  WORKPRINT_PUBLIC_URL: address('where people reach this studio, when it stands behind a proxy'),
  WORKPRINT_TRUSTED_PROXIES: list(
    'proxies whose word about the client’s address is taken',
    'addresses or networks such as 10.0.0.0/8',
    (one) => /^[\da-f.:]+(?:\/\d{1,3})?$/i.test(one),
  ),
  WORKPRINT_CORS_ORIGINS: list(
    'other sites whose pages may use the API',
    'addresses such as https://app.example',
    origin,
  ),
  WORKPRINT_SIGN_UP: oneOf('whether strangers may make an account', 'open', 'closed'),
  WORKPRINT_RATE_LIMIT: whole('requests a minute for one person or key, on all servers together', 100, 1, 10_000_000),
  WORKPRINT_QUICK_MS: whole('a video whose estimate is below this is answered in the same request', 30_000, 0, 600_000),
  WORKPRINT_VIDEO_ELEMENTS: whole('clips, gaps, transitions and captions of one video', 10_000, 1, 50_000),
  WORKPRINT_VIDEO_SIDE_PX: whole('pixels of the longest side of a video', 3840, 16, 7680),
  WORKPRINT_VIDEO_MINUTES: whole('minutes of one video', 180, 1, 1440),
  WORKPRINT_VIDEO_BODY_BYTES: whole(
    'largest body that holds a timeline or a script',
    16 * mebibyte,
    1024,
    64 * mebibyte,
  ),
  WORKPRINT_FETCH_BYTES: whole('largest file that a video fetches from an address', 1024 * mebibyte, 1, 2 ** 40),
  WORKPRINT_UPLOAD_BYTES: whole(
    'largest file of one multipart upload; larger ones go by tus',
    100 * mebibyte,
    1,
    2 ** 40,
  ),
  WORKPRINT_STORAGE_BYTES: whole('bytes of assets one person may keep; 0: no limit', 0, 0, 2 ** 50),
  WORKPRINT_RESULT_HOURS: whole('hours that results of jobs can be fetched', 24, 1, 8760),
  WORKPRINT_ALLOW_PRIVATE_HOSTS: list(
    'hosts of your own network that may be fetched from and sent to',
    'host:port such as nas.lan:8080',
    (one) => /^[\w.:[\]-]+:\d{1,5}$/.test(one),
  ),
  WORKPRINT_OUTGOING_PORTS: list(
    'ports of public hosts that may be fetched from and sent to (default: 80, 443, 8080, 8443)',
    'port numbers',
    (one) => /^[1-9]\d{0,4}$/.test(one) && Number(one) < 65_536,
  ),
  WORKPRINT_ALLOW_UNSANDBOXED: oneOf('starts although media cannot be decoded in a jail on this machine', 'no', 'yes'),
  WORKPRINT_METRICS_TOKEN: text('the bearer token of /metrics when it is asked from another machine'),
  WORKPRINT_LOG_LEVEL: oneOf('how much is logged', 'info', 'debug', 'warn', 'error'),
  WORKPRINT_S3_ENDPOINT: address('an S3-compatible store instead of a folder of this machine'),
  WORKPRINT_S3_BUCKET: text('its bucket'),
  WORKPRINT_S3_REGION: text('its region (default: auto)'),
  WORKPRINT_S3_ACCESS_KEY_ID: text('the access key id'),
  WORKPRINT_S3_SECRET_ACCESS_KEY: text('the secret access key'),
  WORKPRINT_OPENAI_BASE_URL: vendorAddress('OpenAI'),
  WORKPRINT_ANTHROPIC_BASE_URL: vendorAddress('Anthropic'),
  WORKPRINT_GEMINI_BASE_URL: vendorAddress('Gemini'),
  WORKPRINT_OPENROUTER_BASE_URL: vendorAddress('OpenRouter'),
  WORKPRINT_FAL_BASE_URL: vendorAddress('fal'),
  WORKPRINT_ELEVENLABS_BASE_URL: vendorAddress('ElevenLabs'),
  WORKPRINT_SYNC_BASE_URL: vendorAddress('sync.so'),
  WORKPRINT_OPENAI_COMPATIBLE_BASE_URL: vendorAddress('a server that speaks as OpenAI does (Ollama, vLLM, LM Studio)'),
  ENCRYPTION_MASTER_KEY: {
    meaning: 'the key that seals secrets; without it one is made in the home folder',
    takes: '64 hexadecimal digits, such as `openssl rand -hex 32` prints',
    fallback: undefined as string | undefined,
    read: (given: string) => (/^[\da-f]{64}$/i.test(given) ? given : undefined),
  },
  ENCRYPTION_MASTER_KEY_PREVIOUS: list(
    'keys that were ENCRYPTION_MASTER_KEY before, while what they sealed is sealed anew (`workprint rotate-key`)',
    'keys of 64 hexadecimal digits',
    (one) => /^[\da-f]{64}$/i.test(one),
  ),
  GOOGLE_CLIENT_ID: text('signing in with Google'),
  GOOGLE_CLIENT_SECRET: text('signing in with Google'),
  GITHUB_CLIENT_ID: text('signing in with GitHub'),
  GITHUB_CLIENT_SECRET: text('signing in with GitHub'),
} as const satisfies Record<string, Setting<unknown>>;

type Settings = typeof settings;
export type Configuration = {
  readonly [Name in keyof Settings]: Settings[Name]['fallback'] | NonNullable<ReturnType<Settings[Name]['read']>>;
};

/** Variables that only make sense together. */
const together: readonly (readonly (keyof Settings)[])[] = [
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
  ['WORKPRINT_S3_ENDPOINT', 'WORKPRINT_S3_BUCKET', 'WORKPRINT_S3_ACCESS_KEY_ID', 'WORKPRINT_S3_SECRET_ACCESS_KEY'],
];

/** Reads the environment; throws `configuration-invalid` naming the variable, never showing a value. */
export const readConfiguration = (environment: Readonly<Record<string, string | undefined>>): Configuration => {
  const entries = Object.entries(settings as Record<string, Setting<unknown>>).map(([name, setting]) => {
    const given = environment[name]?.trim();
    if (!given) return [name, setting.fallback];
    const value = setting.read(given);
    if (value === undefined) throw new WorkprintError('configuration-invalid', `${name} takes ${setting.takes}.`);
    return [name, value];
  });
  const configuration = Object.fromEntries(entries) as Configuration;
  for (const names of together) {
    const missing = names.filter((name) => configuration[name] === undefined);
    if (missing.length > 0 && missing.length < names.length)
      throw new WorkprintError(
        'configuration-invalid',
        `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing: ${names.join(', ')} go together.`,
      );
  }
  return configuration;
};
