/** Addresses that must never be spoken to, in every spelling we know of: what PD1 tries. */

/** One in each special range, at its edges where it has any; as an answer of DNS and as a host in a URL. */
export const innerFours = [
  ...['0.0.0.0', '0.0.0.1', '0.255.255.255', '10.0.0.0', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255'],
  ...[
    '100.100.100.200',
    '127.0.0.1',
    '127.0.1.1',
    '127.255.255.255',
    '168.63.129.16',
    '169.254.0.1',
    '169.254.169.254',
  ],
  ...[
    '169.254.170.2',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.0.9',
    '192.0.0.170',
    '192.0.0.192',
    '192.0.2.1',
  ],
  ...['192.31.196.1', '192.52.193.1', '192.88.99.1', '192.168.0.1', '192.168.255.255', '192.175.48.1', '198.18.0.1'],
  ...['198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255'],
];

export const innerSixes = [
  ...[
    '::',
    '::1',
    '::2',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:169.254.169.254',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
  ],
  ...['::ffff:0:127.0.0.1', '64:ff9b::127.0.0.1', '64:ff9b::10.0.0.1', '64:ff9b::169.254.169.254', '64:ff9b:1::1'],
  ...['64:ff9b:1::8.8.8.8', '100::1', '100:0:0:1::1', '2001::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '2001:1::1'],
  ...[
    '2001:2::1',
    '2001:3::1',
    '2001:4:112::1',
    '2001:10::1',
    '2001:20::1',
    '2001:30::1',
    '2001:db8::1',
    '2002:7f00:1::1',
  ],
  ...['2002:a00:1::1', '2002:a9fe:a9fe::1', '2620:4f:8000::1', '3ffe::1', '3fff::1', '4000::1', '5f00::1', '8000::1'],
  ...[
    'fc00::1',
    'fd00::1',
    'fd00:ec2::254',
    'fdff:ffff::1',
    'fe80::1',
    'febf::1',
    'fec0::1',
    'feff::1',
    'ff01::1',
    'ff02::1',
  ],
  ...['ff0e::1', '2606:2800:21f:cb07:0:5efe:127.0.0.1', '2606:2800:21f:cb07:200:5efe:10.0.0.1'],
];

/** Numbers that are hosts: decimal, octal, hexadecimal, shortened, padded, full-width. */
const spelledFours = [
  ...[
    '2130706433',
    '017700000001',
    '0x7f000001',
    '0x7f.1',
    '0x7F.0x0.0x0.0x1',
    '0177.0.0.1',
    '127.1',
    '127.0.1',
    '0177.1',
  ],
  ...[
    '127.0.0.1.',
    '0',
    '0x0',
    '00',
    '0.0.0.0.',
    '3232235777',
    '0xc0a80101',
    '0300.0250.1.1',
    '2852039166',
    '0xa9fea9fe',
  ],
  ...[
    '0251.0376.0251.0376',
    '169.16689662',
    '169.254.43518',
    '１２７.０.０.１',
    '127。0。0。1',
    '①②⑦.⓪.⓪.①',
    '%31%32%37.0.0.1',
    '127%2e0.0.1',
  ],
  ...['0x7f.0.0.0x1', '127.0x000000000000000001', '4294967295', '10.1', '192.168.257', '0xa.1'],
];

const spelledSixes = [
  ...[
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[0000:0000:0000:0000:0000:0000:0000:0001]',
    '[::ffff:7f00:1]',
    '[::FFFF:127.0.0.1]',
  ],
  ...[
    '[0:0:0:0:0:ffff:a9fe:a9fe]',
    '[::ffff:a9fe:a9fe]',
    '[64:ff9b::7f00:1]',
    '[fe80::1%25lo]',
    '[fe80::1%25eth0]',
    '[fe80::1%lo]',
  ],
  ...['[::]', '[::%2531]', '[::1].', '[::1', '::1'],
];

const localNames = [
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'localhost.localdomain',
    'ip6-localhost',
    'ｌｏｃａｌｈｏｓｔ',
    'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
  ],
  ...[
    'printer.local',
    'metadata.google.internal',
    'metadata',
    'kubernetes.default.svc',
    'kubernetes.default.svc.cluster.local',
  ],
  ...[
    'router.lan',
    'nas.home',
    'host.docker.internal',
    'gateway.home.arpa',
    'abc.onion',
    'x.alt',
    'intranet',
    'db.corp',
    'postgres',
    'loc\u00ADalhost',
  ],
];

/** Names of the public kind; DNS answers them with the address after the arrow. */
export const wildcardNames: Readonly<Record<string, string>> = {
  '127.0.0.1.nip.example': '127.0.0.1',
  '7f000001.nip.example': '127.0.0.1',
  'localtest.example': '127.0.0.1',
  'spoofed.burp.example': '::1',
  'metadata.nip.example': '169.254.169.254',
  'xn--mnchen-3ya.example': '10.0.0.1',
  'münchen.example': '10.0.0.1',
  'under_score.example': '192.168.1.1',
};

const otherSchemes = [
  ...[
    'file:///etc/passwd',
    'file://localhost/etc/passwd',
    'gopher://example.com:70/_GET',
    'data:text/plain,hello',
    'ftp://example.com/a',
  ],
  ...[
    'blob:http://example.com/1',
    'dict://example.com:2628/d',
    'ldap://example.com/',
    'jar:http://example.com!/',
    'javascript:alert(1)',
  ],
  ...[
    'about:blank',
    'ws://example.com/',
    'wss://example.com/',
    'tftp://example.com/a',
    'smb://example.com/a',
    'unix:/var/run/docker.sock',
  ],
  ...[
    '//example.com/',
    'example.com',
    '/etc/passwd',
    '',
    'http:',
    'http://',
    'http:///',
    'https:///example.com:99999/',
  ],
  ...[
    'view-source:http://example.com/',
    'netdoc:///etc/passwd',
    'sftp://example.com/a',
    'http+unix://%2Frun%2Fdocker.sock/info',
  ],
];

const withUserNames = [
  ...[
    'http://user@example.com/',
    'http://user:pass@example.com/',
    'http://example.com@127.0.0.1/',
    'http://:pass@example.com/',
  ],
  ...['http://127.0.0.1#@example.com:pass@example.com/', 'http://example.com%40127.0.0.1/', 'http://a:b@localhost:80/'],
];

const ambiguous = [
  ...[
    'http://example.com\\@127.0.0.1/',
    'http://127.0.0.1\\.example.com/',
    'http://example.com\t.evil/',
    'http://exam\nple.com/',
  ],
  ...[
    ' http://example.com/',
    'http://example.com/ a',
    'http://example.com/\u0000',
    'http://example.com/\u202e',
    'http:\\\\127.0.0.1\\',
  ],
  ...['http://127.0.0.1\u200b/', 'http://example.com\r\nHost: localhost/', 'http://[::ffff:127.0.0.1%00.example.com]/'],
];

const otherPorts = [
  21, 22, 23, 25, 53, 110, 143, 445, 465, 587, 1433, 2375, 3306, 5432, 5900, 6379, 8500, 9200, 11211, 27017, 0, 65535,
];

/** URLs that must be refused before a connection is made. `http` and `https` alternate. */
export const refusedUrls: readonly string[] = [
  ...[...innerFours, ...spelledFours, ...spelledSixes, ...localNames, ...Object.keys(wildcardNames)].map(
    (host, at) => `${at % 2 === 0 ? 'http' : 'https'}://${host}/`,
  ),
  ...innerSixes.map((address, at) => `${at % 2 === 0 ? 'http' : 'https'}://[${address}]:8080/`),
  ...otherSchemes,
  ...withUserNames,
  ...ambiguous,
  ...otherPorts.map((port) => `http://example.com:${port}/`),
];
