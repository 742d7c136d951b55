/** How the studio is watched and by what it is checked: dashboard, alerts, workflows, the page for operators. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { metricNames } from '../../src/adapters/telemetry/telemetry.ts';
import { settings } from '../../src/main/settings/settings.ts';
import { compose, type Document, knowsOptions, read, root, yaml } from '../kit/deployed.ts';

describe('eyes', () => {
  /** Names of numbers in an expression, without what Prometheus adds to a histogram's. */
  const numbersIn = (expression: string): readonly string[] =>
    [...expression.matchAll(/\b(?:workprint|process|nodejs)_\w+/g)].map(([name]) =>
      name.replace(/_(?:bucket|sum|count)$/, ''),
    );
  const alerts = yaml('deploy/prometheus/alerts.yml').groups.flatMap((group: Document) => group.rules) as Document[];
  const dashboard = JSON.parse(read('deploy/grafana/dashboards/workprint.json')) as { panels: Document[]; uid: string };
  const expressions = [
    ...alerts.map(({ expr }) => expr as string),
    ...dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }: { expr: string }) => expr)),
  ];
  const ofEveryProcess =
    /^(?:process_resident_memory_bytes|process_cpu_seconds_total|nodejs_eventloop_lag_p99_seconds)$/;

  test('OPS-9 alerts and dashboard speak of numbers that there are', async () => {
    const known = new Set(await metricNames());
    const unknown = expressions.flatMap(numbersIn).filter((name) => !known.has(name) && !ofEveryProcess.test(name));
    expect(unknown).toEqual([]);
    for (const expression of expressions) {
      for (const [open, close] of ['()', '[]', '{}'].map((pair) => [...pair]) as [string, string][])
        expect([expression, expression.split(open).length]).toEqual([expression, expression.split(close).length]);
    }
  });

  test('OPS-9 it is told when 5 % fail, answers take 5 s, 20 jobs wait, a disk is 85 % full: after 5, 15 and 30 minutes, each time louder', () => {
    const of = (name: string): Document[] => alerts.filter(({ alert }) => alert === name);
    for (const [name, threshold] of [
      ['ManyErrors', '> 0.05'],
      ['SlowAnswers', '> 5'],
      ['LongQueue', '> 20'],
      ['DiskFull', '> 0.85'],
    ] as const) {
      expect(of(name).map((each) => [each.labels.severity, each.for])).toEqual([
        ['warning', '5m'],
        ['critical', '15m'],
        ['emergency', '30m'],
      ]);
      for (const { expr } of of(name)) expect(expr.endsWith(threshold)).toBe(true);
    }
  });

  test('OPS-9 every alert has its paragraph, and every one that is told reaches somebody', () => {
    const page = read('docs/operations.md');
    for (const { annotations } of alerts) {
      const [, title] = /“(.+?)” in docs\/operations\.md/.exec(annotations.description) ?? [];
      expect(page).toContain(`### ${title}`);
    }
    const manager = yaml('deploy/alertmanager/alertmanager.yml');
    const receivers = manager.receivers.map((each: Document) => each.name);
    for (const route of [manager.route, ...manager.route.routes]) expect(receivers).toContain(route.receiver);
    const prometheus = yaml('deploy/prometheus/prometheus.yml');
    for (const file of prometheus.rule_files) expect(existsSync(join(root, 'deploy/prometheus', file))).toBe(true);
    const [scraped] = prometheus.scrape_configs;
    for (const name of scraped.dns_sd_configs[0].names) expect(Object.keys(compose.services)).toContain(name);
  });

  test('OPS-9 the dashboard’s panels have ids of their own, stand beside each other, and ask the source that is there', () => {
    const [source] = yaml('deploy/grafana/provisioning/datasources/prometheus.yml').datasources;
    const panels = dashboard.panels;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { type, datasource, title, targets } of panels) {
      expect(title).not.toBe('');
      if (type !== 'row') expect([datasource.uid, targets.length > 0]).toEqual([source.uid, true]);
    }
    const taken = new Set<string>();
    for (const { gridPos } of panels)
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(x < 24 && !taken.has(`${x} ${y}`)).toBe(true);
          taken.add(`${x} ${y}`);
        }
    const [provider] = yaml('deploy/grafana/provisioning/dashboards/workprint.yml').providers;
    expect(compose.services.grafana.volumes.some((each: string) => each.includes(`:${provider.options.path}:`))).toBe(
      true,
    );
  });
});

describe('workflows', () => {
  const workflows = readdirSync(join(root, '.github/workflows'));

  test.each(workflows)('OPS-10 %s reads and no more, uses nobody’s action, and its words are shell', (name) => {
    const { permissions, jobs } = yaml(`.github/workflows/${name}`);
    expect(permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(jobs) as Document[]) {
      expect(job['timeout-minutes']).toBeGreaterThan(0);
      for (const step of job.steps) {
        expect(step.uses).toBeUndefined();
        // A value of the event in the words of a shell would be a command of whoever named a branch.
        expect(step.run).not.toContain('${{');
        execFileSync('sh', ['-n'], { input: step.run });
        for (const [, script] of step.run.matchAll(/\b(scripts\/[\w/-]+\.ts)/g))
          expect(existsSync(join(root, script))).toBe(true);
      }
    }
  });

  test('OPS-10 the image is built, looked through for holes and started; what is installed is audited', () => {
    const all = workflows.map((name) => read(`.github/workflows/${name}`)).join('\n');
    for (const words of [
      'docker build',
      '--severity HIGH,CRITICAL',
      'docker compose up --wait',
      'scripts/audit-supply.ts',
      './.ci/run',
      '--tlsv1.3',
    ])
      expect(all).toContain(words);
  });
});

describe('docs/operations.md', () => {
  test('OPS-11 commands in it are commands that there are', () => {
    const page = read('docs/operations.md');
    const lines = [...page.matchAll(/```(?:sh|)\n([\s\S]*?)```/g)].flatMap(([, block]) => (block ?? '').split('\n'));
    for (const line of lines) {
      execFileSync('sh', ['-n'], { input: `${line}\n`.replaceAll('…', 'x').replace(/\\$/, '') });
      const ours =
        /(?:\.\/workprint|workprint:local|exec -T server \S+ \S+|run --rm server)\s+([a-z]+)((?:\s+\S+)*)/.exec(line);
      if (!ours?.[1]) continue;
      knowsOptions(
        ours[1],
        (ours[2] ?? '').split(/\s+/).filter((word) => /^--[a-z-]+$/.test(word)),
      );
    }
    for (const [, path] of page.matchAll(/`((?:deploy|scripts|docs)\/[\w./-]+)`/g))
      expect(existsSync(join(root, path ?? ''))).toBe(true);
    for (const [, name] of page.matchAll(/`(WORKPRINT_[A-Z_]+|ENCRYPTION_MASTER_KEY|DATABASE_URL)\b/g))
      expect(name === 'WORKPRINT_HOME' || Object.keys(settings).includes(name ?? '')).toBe(true);
  });
});
