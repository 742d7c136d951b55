/** PD1 to PD3: whatever address, answer of DNS or redirect is tried, no connection into the inside is made. */
import type { ErrorCode } from '../../src/domain/errors.ts';
import type { IncomingAnswer, OutgoingRequest } from '../../src/ports/network.ts';
import { type LoopbackInternet, openInternet, textOf } from '../kit/loopback-internet.ts';
import type { Facts, ProofCase, ProofRow } from '../prove/row.types.ts';
import { innerFours, innerSixes, refusedUrls, wildcardNames } from './network-addresses.ts';

const publicFour = '93.184.215.14';
const otherFour = '151.101.1.140';

export const asking = (url: string, more: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
  url,
  timeoutMs: 20_000,
  mostBytes: 1_000_000,
  ...more,
});

/** A case in an Internet of its own. */
export const inInternet = (name: string, run: (internet: LoopbackInternet) => Promise<Facts>): ProofCase => ({
  name,
  run: async () => {
    const internet = openInternet();
    try {
      return await run(internet);
    } finally {
      await internet.close();
    }
  },
});

/** Reads all of it and keeps nothing, as whoever writes to a disk does. */
const readAway = async (body: ReadableStream<Uint8Array>): Promise<string> => {
  let bytes = 0;
  for await (const chunk of body) bytes += chunk.byteLength;
  return `${bytes} bytes`;
};

/** Throws unless the exchange, its body included, ends with one of these codes; answers the code. */
export const mustFail = async (answer: Promise<IncomingAnswer>, ...codes: readonly ErrorCode[]): Promise<ErrorCode> => {
  const error = await answer.then(({ body }) => readAway(body)).catch((reason: Error & { code?: ErrorCode }) => reason);
  const code = typeof error === 'string' ? undefined : error.code;
  if (!code || !codes.includes(code))
    throw new Error(
      `it ended as ${typeof error === 'string' ? 'an answer' : error.message}, not as ${codes.join(' or ')}`,
    );
  return code;
};

const noDial = (internet: LoopbackInternet): Facts => {
  if (internet.dials.length > 0) throw new Error(`it connected to ${internet.dials[0]?.address}`);
  return { connects: 0 };
};

/** The proof proves something: an address of the world is connected to, once. */
const tripwire = inInternet('tripwire: a public address is connected to', async (internet) => {
  internet.name('example.com', [publicFour]);
  await internet.serve(publicFour, 80, (_, answer) => void answer.end('public'));
  const answer = await internet.network().request(asking('http://example.com/'));
  if ((await textOf(answer.body)) !== 'public' || internet.dials.length !== 1)
    throw new Error('the kit records nothing');
  return { connects: 0 };
});

export const privateAddresses: ProofRow = {
  id: 'PD1',
  promise: 'No spelling of an inner address, scheme, port or name makes the studio connect to it.',
  counts: 'urls',
  facts: { connects: 'sum' },
  open: async () => ({
    cases: [
      tripwire,
      ...refusedUrls.map((url) =>
        inInternet(`url: ${JSON.stringify(url)}`, async (internet) => {
          internet.name('example.com', [publicFour]);
          // Whatever else is looked up leads inside, as it does with a name of the attacker's own.
          const resolve = async (host: string): Promise<readonly string[]> =>
            host === 'example.com' ? [publicFour] : [wildcardNames[host] ?? '127.0.0.1'];
          await mustFail(internet.network({ ways: { resolve } }).request(asking(url)), 'url-refused');
          return noDial(internet);
        }),
      ),
      ...[...innerFours, ...innerSixes].map((address) =>
        inInternet(`name that leads to ${address}`, async (internet) => {
          internet.name('evil.example', [address]);
          await mustFail(internet.network().request(asking('https://evil.example/')), 'url-refused');
          return noDial(internet);
        }),
      ),
    ],
  }),
};

const rebindings: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'public, then private': [[publicFour], ['127.0.0.1']],
  'private, then public': [['127.0.0.1'], [publicFour]],
  'both in one answer, public first': [[publicFour, '10.0.0.1']],
  'both in one answer, private first': [['10.0.0.1', publicFour]],
  'public IPv4, private IPv6': [[publicFour, '::1']],
  'public IPv4, mapped private IPv6': [[publicFour, '::ffff:127.0.0.1']],
  'a hundred public ones and one private': [
    [...Array.from({ length: 100 }, (_, at) => `93.184.216.${at}`), '192.168.0.1'],
  ],
  'an answer that is no address': [['localhost']],
  'an answer with a zone': [['fe80::1%lo']],
};

export const rebinding: ProofRow = {
  id: 'PD2',
  promise:
    'A name is asked once; one inner address among its answers refuses it, and what was vetted is what is connected to.',
  counts: 'resolvers',
  facts: { inner_connects: 'sum', lookups: 'max' },
  open: async () => ({
    cases: Object.entries(rebindings).map(([name, answers]) =>
      inInternet(name, async (internet) => {
        let connected = 0;
        await internet.serve('127.0.0.1', 80, () => connected++);
        await internet.serve(publicFour, 80, (_, answer) => void answer.end('public'));
        internet.name('evil.example', ...answers);
        const isClean = answers[0]?.every((address) => address === publicFour);
        const request = internet.network().request(asking('http://evil.example/'));
        if (isClean) await request.then(({ body }) => textOf(body));
        else await mustFail(request, 'url-refused');
        const inner = internet.dials.filter(({ address }) => address !== publicFour);
        if (inner.length > 0 || connected > 0) throw new Error(`it connected to ${inner[0]?.address}`);
        if (internet.lookups.length !== 1) throw new Error(`it asked DNS ${internet.lookups.length} times`);
        return { inner_connects: 0, lookups: internet.lookups.length };
      }),
    ),
  }),
};

const innerLocations = [
  ...[
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://169.254.169.254/latest/meta-data/',
    '//10.0.0.1/',
    'http://2130706433/',
  ],
  ...[
    'http://localhost/',
    'http://inner.example/',
    'file:///etc/passwd',
    'gopher://127.0.0.1:6379/_SET',
    'data:text/html,x',
  ],
  ...[
    'ftp://example.com/',
    'http://example.com:6379/',
    'http://user:pass@example.com/',
    'http://exa\\mple.com/',
    'javascript:alert(1)',
  ],
];

/** A world with two public hosts, one that redirects and one that tells what it heard. */
const withTwoHosts = async (
  internet: LoopbackInternet,
  redirect: (asked: { readonly url: string }) => readonly [status: number, location: string],
): Promise<void> => {
  internet.name('first.example', [publicFour]);
  internet.name('second.example', [otherFour]);
  internet.name('inner.example', ['10.0.0.1']);
  await internet.serve(publicFour, 80, (asked, answer) => {
    const [status, location] = redirect({ url: asked.url ?? '/' });
    if (status === 200) answer.end(JSON.stringify([asked.method, asked.headers]));
    else answer.writeHead(status, { location }).end('moved');
  });
  await internet.serve(otherFour, 80, async (asked, answer) => {
    const body = await textOf(asked);
    answer.end(JSON.stringify([asked.method, asked.headers, body]));
  });
};

const heard = async (answer: IncomingAnswer): Promise<[string, Record<string, string>, string?]> =>
  JSON.parse(await textOf(answer.body)) as [string, Record<string, string>, string?];

const credentials = {
  authorization: 'Bearer secret',
  cookie: 'session=secret',
  'x-api-key': 'secret',
  'xi-api-key': 'secret',
  'x-goog-api-key': 'secret',
  'webhook-signature': 'secret',
  accept: 'video/mp4',
};

const expectThat = (isSo: boolean, words: string): void => {
  if (!isSo) throw new Error(words);
};

const redirectCases = (): readonly ProofCase[] => [
  ...[301, 302, 303, 307, 308].flatMap((status) =>
    innerLocations.map((location) =>
      inInternet(`${status} to ${location}`, async (internet) => {
        await withTwoHosts(internet, () => [status, location]);
        await mustFail(internet.network().request(asking('http://first.example/')), 'url-refused', 'url-unreachable');
        const inner = internet.dials.filter(({ address, port }) => address !== publicFour || port !== 80);
        expectThat(inner.length === 0, `it connected to ${inner[0]?.address}:${inner[0]?.port}`);
        return { inner_connects: 0 };
      }),
    ),
  ),
  ...[301, 302, 303, 307, 308].map((status) =>
    inInternet(`${status} to another origin tells it no credential`, async (internet) => {
      await withTwoHosts(internet, () => [status, 'http://second.example/']);
      const answer = await internet.network().request(asking('http://first.example/', { headers: credentials }));
      const [, headers] = await heard(answer);
      expectThat(!JSON.stringify(headers).includes('secret'), `it told ${JSON.stringify(headers)}`);
      expectThat(headers.accept === 'video/mp4', 'it lost a harmless header');
      return { inner_connects: 0 };
    }),
  ),
  inInternet('credentials come back to nobody: there and back again', async (internet) => {
    await withTwoHosts(internet, ({ url }) => (url === '/' ? [302, 'http://first.example:80/back'] : [200, '']));
    const same = await heard(
      await internet.network().request(asking('http://first.example/', { headers: credentials })),
    );
    expectThat(same[1]['x-api-key'] === 'secret', 'it lost a credential on the way to the same origin');
    return { inner_connects: 0 };
  }),
  ...[307, 308].map((status) =>
    inInternet(`${status} with a body to another origin is refused`, async (internet) => {
      await withTwoHosts(internet, () => [status, 'http://second.example/']);
      const body = new TextEncoder().encode('private words');
      await mustFail(
        internet.network().request(asking('http://first.example/', { method: 'POST', body })),
        'url-refused',
      );
      expectThat(internet.dials.length === 1, 'it went on');
      return { inner_connects: 0 };
    }),
  ),
  inInternet('303 after a POST asks again without its body', async (internet) => {
    await withTwoHosts(internet, () => [303, 'http://second.example/']);
    const body = new TextEncoder().encode('private words');
    const answer = await internet.network().request(asking('http://first.example/', { method: 'POST', body }));
    const [method, , words] = await heard(answer);
    expectThat(method === 'GET' && words === '', `it sent ${method} with ${words}`);
    return { inner_connects: 0 };
  }),
  inInternet('a chain of 20 ends after five', async (internet) => {
    await withTwoHosts(internet, ({ url }) => [302, `/${Number(url.slice(1) || 0) + 1}`]);
    await mustFail(internet.network().request(asking('http://first.example/')), 'url-refused');
    expectThat(internet.dials.length === 6, `it made ${internet.dials.length} requests`);
    return { inner_connects: 0 };
  }),
  inInternet('a redirect to itself ends', async (internet) => {
    await withTwoHosts(internet, () => [302, 'http://first.example/']);
    await mustFail(internet.network().request(asking('http://first.example/')), 'url-refused');
    return { inner_connects: 0 };
  }),
  inInternet('a redirect is an answer when none may be followed', async (internet) => {
    await withTwoHosts(internet, () => [302, 'http://127.0.0.1/']);
    const answer = await internet.network().request(asking('http://first.example/', { mostRedirects: 0 }));
    expectThat(answer.status === 302 && internet.dials.length === 1, 'it was followed');
    await answer.body.cancel();
    return { inner_connects: 0 };
  }),
  inInternet('the second hop rebinds', async (internet) => {
    await withTwoHosts(internet, () => [302, 'http://second.example/']);
    internet.name('second.example', ['127.0.0.1']);
    await mustFail(internet.network().request(asking('http://first.example/')), 'url-refused');
    expectThat(internet.dials.length === 1, 'it connected');
    return { inner_connects: 0 };
  }),
  inInternet('trying again is vetted again', async (internet) => {
    internet.name('flaky.example', [publicFour], ['127.0.0.1']);
    const network = internet.network();
    await mustFail(network.request(asking('http://flaky.example/')), 'url-unreachable');
    await mustFail(network.request(asking('http://flaky.example/')), 'url-refused');
    expectThat(internet.dials.length === 1, 'the second try connected');
    return { inner_connects: 0 };
  }),
];

export const hostileRedirects: ProofRow = {
  id: 'PD3',
  promise: 'No redirect leads inside, to another scheme or on for ever; credentials and bodies stay with their origin.',
  counts: 'redirects',
  facts: { inner_connects: 'sum' },
  open: async () => ({ cases: redirectCases() }),
};
