/** What is deployed, read as its readers read it: image, compose, Kubernetes, dashboard, alerts, workflows. No container engine is needed. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readConfiguration, settings } from '../../src/main/settings/settings.ts';
import { compose, type Document, knowsOptions, read, root } from '../kit/deployed.ts';

const services = Object.entries(compose.services) as [string, Document][];
const documents = parseAllDocuments(read('deploy/kubernetes/studio.yaml')).map((each) => {
  expect(each.errors).toEqual([]);
  return each.toJS() as Document;
});
const ofKind = (kind: string, name?: string): Document =>
  documents.find((each) => each.kind === kind && (name === undefined || each.metadata.name === name));

/** Instructions of the Dockerfile, continued lines joined, comments gone. */
const instructions = read('Dockerfile')
  .split('\n')
  .filter((line) => !/^\s*#/.test(line))
  .join('\n')
  .replaceAll(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => ({ name: line.split(/\s/)[0] ?? '', words: line.slice(line.search(/\s/)).trim() }));
const last = (name: string): string => instructions.filter((each) => each.name === name).at(-1)?.words ?? '';

describe('the image', () => {
  test('OPS-4 it runs as nobody special, is watched, installs no script, and its base is named by version', () => {
    const froms = instructions.filter(({ name }) => name === 'FROM').map(({ words }) => words);
    expect(froms).toHaveLength(2);
    for (const from of froms) expect(from).toMatch(/^node:24[\w.-]*-slim(?: AS \w+)?$/);
    const afterLastFrom = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
    const user = afterLastFrom.findIndex(({ name }) => name === 'USER');
    expect(afterLastFrom[user]?.words).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(afterLastFrom.slice(user).some(({ name }) => ['RUN', 'COPY', 'ADD'].includes(name))).toBe(false);
    expect(instructions.some(({ name }) => name === 'ADD')).toBe(false);
    const installs = instructions.filter(({ words }) => /npm (?:ci|install)/.test(words)).map(({ words }) => words);
    expect(installs).toHaveLength(1);
    expect(installs[0]).toContain('npm ci --ignore-scripts --omit=dev');
    expect(read('Dockerfile')).not.toMatch(/curl .*\| *(?:ba)?sh|--unsafe|chmod 777|:latest/);
  });

  test('OPS-4 what it starts and asks is there', () => {
    const entry = JSON.parse(last('ENTRYPOINT')) as string[];
    const program = entry.find((word) => word.endsWith('.ts'))?.replace('/app/', '') ?? '';
    expect(existsSync(join(root, program))).toBe(true);
    const command = JSON.parse(last('CMD')) as string[];
    expect(command[0]).toBe('serve');
    knowsOptions('serve', command);
    const check = /CMD (\[.+\])$/.exec(last('HEALTHCHECK'))?.[1];
    expect(existsSync(join(root, (JSON.parse(check ?? '[]') as string[]).at(-1)?.replace('/app/', '') ?? '?'))).toBe(
      true,
    );
    for (const name of ['bubblewrap', 'ffmpeg', 'tini']) expect(read('Dockerfile')).toContain(name);
  });

  test('OPS-4 the context holds what runs and no secret', () => {
    const kept = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    expect(read('.dockerignore')).toMatch(/^\*$/m);
    for (const line of kept) expect(existsSync(join(root, line.slice(1)))).toBe(true);
    expect(kept.join(' ')).not.toMatch(/\.env|\.git\b|test|node_modules/);
    // Everything the sources read by path beside themselves.
    for (const folder of ['db', 'src', 'package.json', 'docs/errors']) expect(kept).toContain(`!${folder}`);
  });
});

test('OPS-4 what the image holds is enough: the program runs from a copy of it, and the doctor finds all he needs', () => {
  const place = mkdtempSync(join(tmpdir(), 'workprint-image-'));
  try {
    const kept = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    for (const path of kept)
      cpSync(join(root, path), join(place, path), { recursive: true, filter: (from) => !from.endsWith('.test.ts') });
    symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
    const run = (...words: readonly string[]) =>
      spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(place, 'src/main/cli.ts'), ...words], {
        encoding: 'utf8',
        env: { PATH: process.env.PATH, WORKPRINT_HOME: join(place, 'home'), ENCRYPTION_MASTER_KEY: 'none' },
      });
    for (const command of ['serve', 'work', 'backup', 'film'])
      expect([command, run(command, '--help').status]).toEqual([command, 0]);
    // Everything of them is loaded before the settings are read.
    for (const command of ['serve', 'work']) expect(run(command).stderr).toContain('ENCRYPTION_MASTER_KEY takes 64');
    const doctor = run('doctor', '--json');
    expect(doctor.stderr).toBe('');
    expect(JSON.parse(doctor.stdout)).toBeDefined();
    expect(doctor.stdout).not.toContain('what-to-type.sh');
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
});

describe('compose', () => {
  test('OPS-5 two servers and two workers stand behind a proxy, with database, store and eyes', () => {
    expect(Object.keys(compose.services).sort()).toEqual(
      ['alertmanager', 'bucket', 'database', 'grafana', 'prometheus', 'proxy', 'server', 'store', 'worker'].sort(),
    );
    expect(String(compose.services.server.deploy.replicas)).toContain('2');
    expect(String(compose.services.worker.deploy.replicas)).toContain('2');
    expect(compose.services.database.image).toMatch(/^postgres:18/);
  });

  test('OPS-5 images are named by version, nobody is privileged, and only the proxy is reached from outside', () => {
    for (const [name, service] of services) {
      if (!service.build) expect([name, service.image]).toEqual([name, expect.stringMatching(/:[\w.-]*\d[\w.-]*$/)]);
      expect([name, service.privileged, service.network_mode, service.pid, service.user]).toEqual([
        name,
        ...Array(4).fill(undefined),
      ]);
      expect([name, (service.volumes ?? []).some((each: string) => each.includes('docker.sock'))]).toEqual([
        name,
        false,
      ]);
      const open = ((service.ports ?? []) as string[]).filter((port) => !port.startsWith('127.0.0.1:'));
      if (name !== 'proxy') expect([name, open]).toEqual([name, []]);
    }
    for (const name of ['server', 'worker']) {
      const { read_only, cap_drop, security_opt } = compose.services[name];
      expect([read_only, cap_drop]).toEqual([true, ['ALL']]);
      expect(security_opt).toContain('no-new-privileges:true');
    }
  });

  test('OPS-5 what it names exists: services, networks, volumes, files, settings', () => {
    for (const [name, service] of services) {
      for (const other of Object.keys(service.depends_on ?? {})) {
        expect(Object.keys(compose.services)).toContain(other);
        if (service.depends_on[other].condition === 'service_healthy')
          expect([name, other, Boolean(compose.services[other].healthcheck ?? compose.services[other].build)]).toEqual([
            name,
            other,
            true,
          ]);
      }
      const networks = Array.isArray(service.networks) ? service.networks : Object.keys(service.networks);
      for (const network of networks) expect(Object.keys(compose.networks)).toContain(network);
      for (const volume of (service.volumes ?? []) as string[]) {
        const [source = ''] = volume.split(':');
        if (source.startsWith('./')) expect([source, existsSync(join(root, source))]).toEqual([source, true]);
        else if (!source.startsWith('/')) expect(Object.keys(compose.volumes)).toContain(source);
      }
      for (const secret of service.secrets ?? []) expect(Object.keys(compose.secrets)).toContain(secret);
    }
    expect(existsSync(join(root, 'deploy/seccomp.json'))).toBe(true);
    for (const name of ['server', 'worker'])
      for (const setting of Object.keys(compose.services[name].environment))
        expect(Object.keys(settings)).toContain(setting);
    knowsOptions('serve', compose.services.server.command);
    knowsOptions('work', compose.services.worker.command);
  });

  test('OPS-5 every blank of it is in the example, and filled in it is a configuration the studio takes', () => {
    const example = read('deploy/example.env');
    const named = new Set([...read('compose.yaml').matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name]) => name ?? ''));
    for (const { environment } of Object.values(compose.secrets) as { environment: string }[]) named.add(environment);
    const offered = new Set([...example.matchAll(/^(\w+)=/gm)].map(([, name]) => name ?? ''));
    expect([...named].sort()).toEqual([...offered].sort());
    // No secret has a value that everybody knows.
    for (const [, name, value] of example.matchAll(/^(\w*(?:KEY|PASSWORD|TOKEN|SECRET)\w*)=(.*)$/gm))
      expect([name, value]).toEqual([name, '']);
    const hex = '0123456789abcdef'.repeat(4);
    const filled = Object.fromEntries(
      Object.entries(compose.services.server.environment as Record<string, string>).map(([name, value]) => [
        name,
        value.replaceAll(
          /\$\{(\w+)(?::-([^}]*))?[^}]*\}/g,
          (_, variable: string, fallback?: string) => fallback ?? (variable.includes('MASTER') ? hex : 'x1'),
        ),
      ]),
    );
    expect(readConfiguration(filled)).toMatchObject({
      WORKPRINT_S3_BUCKET: 'workprint',
      WORKPRINT_PUBLIC_URL: 'https://localhost',
    });
  });

  test('OPS-5 the servers believe the proxy and nobody else, and it stands where they believe it', () => {
    const address = compose.services.proxy.networks.front.ipv4_address;
    expect(compose.services.server.environment.WORKPRINT_TRUSTED_PROXIES).toBe(address);
    expect(compose.networks.back.internal).toBe(true);
    expect(compose.services.database.networks).toEqual(['back']);
    expect(compose.services.store.networks).toEqual(['back']);
  });

  test('OPS-6 the proxy speaks TLS 1.3 and nothing older, and keeps numbers to itself', () => {
    const caddy = read('deploy/caddy/Caddyfile');
    expect(caddy).toMatch(/tls \{\s+protocols tls1\.3\s+\}/);
    expect(caddy).toMatch(/@inside path \/metrics\s+respond @inside 404/);
    expect((caddy.match(/\{/g) ?? []).length).toBe((caddy.match(/\}/g) ?? []).length);
  });

  test('OPS-7 the profile of system calls lets the jail be built and forbids what no studio needs', () => {
    const profile = JSON.parse(read('deploy/seccomp.json')) as {
      defaultAction: string;
      syscalls: { names: string[]; action: string }[];
    };
    const denied = new Set(
      profile.syscalls.filter(({ action }) => action === 'SCMP_ACT_ERRNO').flatMap(({ names }) => names),
    );
    for (const needed of [
      'clone',
      'clone3',
      'unshare',
      'mount',
      'umount2',
      'pivot_root',
      'seccomp',
      'prlimit64',
      'sethostname',
      'execve',
    ])
      expect(denied).not.toContain(needed);
    for (const never of [
      'ptrace',
      'bpf',
      'kexec_load',
      'init_module',
      'reboot',
      'userfaultfd',
      'perf_event_open',
      'keyctl',
      'open_by_handle_at',
      'io_uring_setup',
    ])
      expect(denied).toContain(never);
  });
});

describe('Kubernetes', () => {
  test('OPS-8 servers and workers grow to ten, are renewed without a gap, and run as nobody special', () => {
    for (const name of ['server', 'worker']) {
      const { spec } = ofKind('Deployment', name);
      const [container] = spec.template.spec.containers;
      expect(spec.strategy.type).toBe('RollingUpdate');
      expect(spec.selector.matchLabels).toEqual(spec.template.metadata.labels);
      expect(spec.template.spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 10001 });
      expect(container.securityContext).toMatchObject({
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
      });
      expect(container.image).toMatch(/:\d+\.\d+\.\d+$/);
      expect(container.resources.requests).toBeDefined();
      const volumes = spec.template.spec.volumes.map((each: Document) => each.name);
      for (const mount of container.volumeMounts) expect(volumes).toContain(mount.name);
      knowsOptions(container.args[0], container.args);
      const scaler = ofKind('HorizontalPodAutoscaler', name);
      expect(scaler.spec).toMatchObject({
        minReplicas: 2,
        maxReplicas: 10,
        scaleTargetRef: { kind: 'Deployment', name },
      });
      // Longer than the studio takes to end by itself.
      expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(15);
    }
    expect(ofKind('Deployment', 'server').spec.strategy.rollingUpdate.maxUnavailable).toBe(0);
    expect(ofKind('Service', 'server').spec.selector).toEqual(ofKind('Deployment', 'server').spec.selector.matchLabels);
    expect(ofKind('Ingress').spec.rules[0].http.paths[0].backend.service.name).toBe('server');
    for (const setting of Object.keys(ofKind('ConfigMap').data)) expect(Object.keys(settings)).toContain(setting);
    expect(documents.some((each) => each.kind === 'Secret')).toBe(false);
  });
});
