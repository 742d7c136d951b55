/** The way out, in a loopback Internet. The attacks on it are rows of their own (test/attack/network.test.ts). */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type LoopbackInternet, openInternet, textOf } from '../../../test/kit/loopback-internet.ts';
import type { OutgoingRequest } from '../../ports/network.ts';
import { parseAddress } from './address.ts';
import { readUrlPolicy } from './net.ts';
import { isPublicAddress } from './public-addresses.ts';

const publicFour = '93.184.215.14';
const publicSix = '2606:2800:21f:cb07:6820:80da:af6b:8b2c';

let internet: LoopbackInternet;
beforeEach(() => {
  internet = openInternet();
});
afterEach(() => internet.close());

const asking = (url: string, more: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
  url,
  timeoutMs: 20_000,
  mostBytes: 1_000_000,
  ...more,
});

test('NET-1 an address means the same however it is written, seed 42', () => {
  const groups = fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(groups, (words) => {
      const plain = words.map((word) => word.toString(16)).join(':');
      const canonical = new URL(`http://[${plain}]/`).hostname.slice(1, -1);
      const four = words.slice(6).flatMap((word) => [word >> 8, word & 255]);
      const mixed = `${words
        .slice(0, 6)
        .map((word) => word.toString(16))
        .join(':')}:${four.join('.')}`;
      expect(parseAddress(canonical)).toEqual(parseAddress(plain));
      expect(parseAddress(mixed)).toEqual(parseAddress(plain));
      expect(isPublicAddress(canonical)).toBe(isPublicAddress(plain));
    }),
    { seed: 42, numRuns: 300 },
  );
});

test.each([
  '',
  '1',
  '1.2.3',
  '1.2.3.4.5',
  '01.2.3.4',
  '1.2.3.256',
  ' 1.2.3.4',
  ':',
  ':::',
  '1::2::3',
  '1:2',
  'fe80::1%eth0',
  '1.2.3.4::',
  '12345::',
  '::1.2.3',
  '1:2:3:4:5:6:7::8:9',
])('NET-1 “%s” is no address, and what is none is not public', (text) => {
  expect(parseAddress(text)).toBeUndefined();
  expect(isPublicAddress(text)).toBe(false);
});

test.each([
  '8.8.8.8',
  '1.1.1.1',
  '223.255.255.255',
  '11.0.0.1',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700::1111',
  '2a00:1450::1',
  '64:ff9b::8.8.8.8',
])('NET-1 %s is public', (address) => expect(isPublicAddress(address)).toBe(true));

describe('an exchange', () => {
  beforeEach(async () => {
    internet.name('example.com', [publicFour]);
    await internet.serve(publicFour, 80, (asked, answer) => {
      answer.setHeader(
        'x-seen',
        JSON.stringify([asked.method, asked.url, asked.headers.host, asked.headers['x-api-key'] ?? null]),
      );
      asked.pipe(answer);
    });
  });

  test('NET-2 asks and hears, with path, query, host and body', async () => {
    const body = new TextEncoder().encode('a film');
    const answer = await internet
      .network()
      .request(asking('http://EXAMPLE.com./a%20b?c=d#e', { method: 'POST', body, headers: { 'X-Api-Key': 'k' } }));
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.headers['x-seen'] ?? '')).toEqual(['POST', '/a%20b?c=d', 'example.com', 'k']);
    expect(await textOf(answer.body)).toBe('a film');
    expect(internet.dials).toEqual([{ address: publicFour, port: 80 }]);
  });

  test('NET-3 the name is resolved once, and the vetted address is the one that is dialled', async () => {
    internet.name('example.com', [publicFour], ['127.0.0.1']);
    const answer = await internet.network().request(asking('http://example.com/'));
    await textOf(answer.body);
    expect(internet.lookups).toEqual(['example.com']);
    expect(internet.dials).toEqual([{ address: publicFour, port: 80 }]);
  });

  test('NET-4 a connection that ends elsewhere, or at this machine, carries nothing', async () => {
    internet.divert(publicFour, '127.0.0.1');
    await expect(internet.network().request(asking('http://example.com/'))).rejects.toMatchObject({
      code: 'url-unreachable',
    });
    const ways = { ownAddresses: () => [publicFour] };
    const own = internet.network({ ways }).request(asking('http://example.com/'));
    await expect(own).rejects.toMatchObject({ code: 'url-refused' });
    expect(internet.dials).toHaveLength(1);
  });

  test('NET-5 the next address is tried after a silence or a refusal, and DNS is not asked again', async () => {
    internet.silence(publicSix);
    internet.name('example.com', ['93.184.215.13', '93.184.215.15', publicSix, publicFour]);
    const answer = await internet.network().request(asking('http://example.com/'));
    await textOf(answer.body);
    expect(internet.dials.map(({ address }) => address)).toEqual([
      publicSix,
      '93.184.215.13',
      '93.184.215.15',
      publicFour,
    ]);
    expect(internet.lookups).toHaveLength(1);
  });

  test('NET-5 a host that refuses on all of its addresses is unreachable', async () => {
    internet.name('example.com', ['93.184.215.13', '93.184.215.15']);
    await expect(internet.network().request(asking('http://example.com/'))).rejects.toMatchObject({
      code: 'url-unreachable',
      message: expect.stringContaining('“example.com” cannot be reached'),
    });
    internet.name('nobody.example', []);
    await expect(internet.network().request(asking('http://nobody.example/'))).rejects.toMatchObject({
      code: 'url-unreachable',
      message: expect.stringContaining('no host “nobody.example”'),
    });
  });

  test('NET-13 cancelling ends it at once, before and within the answer', async () => {
    internet.name('slow.example', ['93.184.215.20']);
    internet.silence('93.184.215.20');
    const stop = new AbortController();
    const pending = internet.network().request(asking('http://slow.example/', { signal: stop.signal }));
    setTimeout(() => stop.abort(), 10);
    await expect(pending).rejects.toMatchObject({ code: 'cancelled' });

    let isClosed: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (isClosed = resolve));
    await internet.serve('93.184.215.20', 8080, (_, answer) => {
      answer.write('a');
      answer.on('close', isClosed);
    });
    internet.name('half.example', ['93.184.215.21']);
    await internet.serve('93.184.215.21', 8080, (_, answer) => {
      answer.write('a');
      answer.on('close', isClosed);
    });
    const half = new AbortController();
    const answer = await internet.network().request(asking('http://half.example:8080/', { signal: half.signal }));
    setTimeout(() => half.abort(), 10);
    await expect(textOf(answer.body)).rejects.toMatchObject({ code: 'cancelled' });
    await closed;
    const dropped = await internet.network().request(asking('http://half.example:8080/'));
    await dropped.body.cancel();
    await expect(
      internet.network().request(asking('http://half.example:8080/', { signal: half.signal })),
    ).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  test('NET-2 a header that would change what is sent is refused', async () => {
    for (const headers of [
      { Host: 'x' },
      { 'transfer-encoding': 'chunked' },
      { 'x-a': 'b\r\nc: d' },
      { 'a b': 'c' },
      { 'Proxy-Authorization': 'x' },
    ])
      await expect(
        internet
          .network()
          .request(asking('http://example.com/', { headers: headers as unknown as Record<string, string> })),
      ).rejects.toMatchObject({ code: 'url-refused' });
    expect(internet.dials).toEqual([]);
  });
});

describe('TLS', () => {
  const serve = (names: readonly string[]): Promise<void> =>
    internet.serveSecurely(publicFour, 443, names, (_, answer) => void answer.end('secret'));

  test('NET-7 a certificate for this name is trusted, another never, whatever the environment says', async () => {
    internet.name('example.com', [publicFour]);
    internet.name('example.org', [publicFour]);
    await serve(['example.com']);
    const answer = await internet.network().request(asking('https://example.com/'));
    expect(await textOf(answer.body)).toBe('secret');
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    try {
      await expect(internet.network().request(asking('https://example.org/'))).rejects.toMatchObject({
        code: 'url-unreachable',
        message: expect.stringContaining('no certificate that can be trusted'),
      });
      await expect(
        internet.network({ ways: { trust: {} } }).request(asking('https://example.com/')),
      ).rejects.toMatchObject({ code: 'url-unreachable' });
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test('NET-7 no proxy of the environment is used', async () => {
    let asked = 0;
    await internet.serve('127.0.0.1', 3128, () => asked++);
    internet.name('example.com', [publicFour]);
    await internet.serve(publicFour, 80, (_, answer) => void answer.end('direct'));
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'HTTPS_PROXY'])
      vi.stubEnv(name, 'http://127.0.0.1:3128');
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    try {
      const answer = await internet.network().request(asking('http://example.com/'));
      expect([await textOf(answer.body), asked]).toEqual(['direct', 0]);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test('NET-7 the connection is not kept', async () => {
    internet.name('example.com', [publicFour]);
    const seen: (string | undefined)[] = [];
    await internet.serve(publicFour, 80, (asked, answer) => {
      seen.push(asked.headers.connection);
      answer.end('x');
    });
    for (let i = 0; i < 2; i++) await textOf((await internet.network().request(asking('http://example.com/'))).body);
    expect([seen, internet.dials.length]).toEqual([['close', 'close'], 2]);
  });
});

test('NET-9 an operator allows a private host by name and port, and nothing beside it', async () => {
  const policy = readUrlPolicy({ privateHosts: ['NAS.local:8080', '[fd00::5]:80', '10.0.0.7:81'] });
  expect([...policy.privateHosts]).toEqual(['nas.local:8080', '[fd00::5]:80', '10.0.0.7:81']);
  internet.name('nas.local', ['10.0.0.9']);
  await internet.serve('10.0.0.9', 8080, (_, answer) => void answer.end('mine'));
  const network = internet.network({ policy });
  expect(await textOf((await network.request(asking('http://nas.local:8080/film.mp4'))).body)).toBe('mine');
  for (const url of [
    'http://nas.local/',
    'https://nas.local:8443/',
    'http://10.0.0.9:8080/',
    'http://x.nas.local:8080/',
    'http://10.0.0.7:80/',
  ])
    await expect(network.request(asking(url))).rejects.toMatchObject({ code: 'url-refused' });
  expect(internet.dials).toEqual([{ address: '10.0.0.9', port: 8080 }]);
});

test.each([
  ['privateHosts', 'nas.local'],
  ['privateHosts', 'nas.local:0'],
  ['privateHosts', 'http://nas.local:80'],
  ['privateHosts', 'me@nas.local:80'],
  ['privateHosts', 'nas.local/x:80'],
  ['privateHosts', ':80'],
  ['ports', 'any'],
  ['ports', '65536'],
])('NET-9 %s: “%s” is refused', (name, word) => {
  expect(() => readUrlPolicy({ [name]: [word] })).toThrow(expect.objectContaining({ code: 'configuration-invalid' }));
});

test('NET-9 without words of the operator nothing private is allowed, and the ports are those of pages', () => {
  const { ports, privateHosts } = readUrlPolicy({});
  expect([[...ports], privateHosts.size]).toEqual([[80, 443, 8080, 8443], 0]);
  expect([...readUrlPolicy({ ports: ['443', '9000'] }).ports]).toEqual([443, 9000]);
});

test('NET-11 a packed answer is unpacked, and its headers speak of what is handed over', async () => {
  internet.name('example.com', [publicFour]);
  const packed = gzipSync('a long film '.repeat(1000));
  await internet.serve(publicFour, 80, (_, answer) => {
    answer.writeHead(200, {
      'content-encoding': 'gzip',
      'content-length': packed.byteLength,
      'content-type': 'text/plain',
    });
    answer.end(packed);
  });
  const answer = await internet.network().request(asking('http://example.com/'));
  expect(await textOf(answer.body)).toHaveLength(12_000);
  expect(answer.headers).toMatchObject({ 'content-type': 'text/plain' });
  expect(answer.headers).not.toHaveProperty('content-length');
  const whole = await internet.network().request(asking('http://example.com/', { mostBytes: 12_000 }));
  expect(await textOf(whole.body)).toHaveLength(12_000);
  const cut = await internet.network().request(asking('http://example.com/', { mostBytes: 11_999 }));
  await expect(textOf(cut.body)).rejects.toMatchObject({ code: 'url-too-large' });
});

test('NET-11 an answer to HEAD may speak of any length', async () => {
  internet.name('example.com', [publicFour]);
  await internet.serve(
    publicFour,
    80,
    (_, answer) => void answer.writeHead(200, { 'content-length': '5000000000' }).end(),
  );
  const answer = await internet.network().request(asking('http://example.com/', { method: 'HEAD', mostBytes: 10 }));
  expect([await textOf(answer.body), answer.headers['content-length']]).toEqual(['', '5000000000']);
});

test('NET-10 a slow reader is not blamed on the host', async () => {
  internet.name('example.com', [publicFour]);
  await internet.serve(publicFour, 80, (_, answer) => {
    answer.write('first');
    answer.end('second');
  });
  const network = internet.network({ rateWindowMs: 100 });
  const answer = await network.request(asking('http://example.com/', { leastBytesPerSecond: 1_000_000 }));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await textOf(answer.body)).toBe('firstsecond');
});

test('NET-8 neither the path nor the query nor the address is told', async () => {
  internet.name('inside.example', ['10.11.12.13']);
  const urls = [
    'http://inside.example/secret?token=t0ken',
    'http://example.com:22/secret?token=t0ken',
    'ftp://example.com/secret',
    'http://user:t0ken@example.com/secret',
  ];
  for (const url of urls) {
    const error = await internet
      .network()
      .request(asking(url))
      .catch((reason: Error) => reason);
    expect((error as Error).message).not.toMatch(/secret|t0ken|10\.11\.12\.13|user:/);
  }
});
