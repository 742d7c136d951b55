/** The doctor: what it prints, and when it says that no film can be made. */
import { expect, test } from 'vitest';
import { formatChecks } from '../../src/main/doctor.ts';
import { runsTypeScript } from '../../src/main/machine/check-resources.ts';
import { endOf, ffmpegThatIs, SealedHouse } from './sealed-house.ts';

test('HOU-25 each thing has a line, and what is wrong has what to type', () => {
  const table = formatChecks([
    { name: 'Node', state: 'ok', found: '24.1.0' },
    { name: 'Fonts (CJK)', state: 'weak', found: 'none', advice: 'type this' },
    { name: 'FFmpeg', state: 'missing', found: 'not installed', advice: 'type that' },
  ]);
  expect(table.split('\n')).toEqual([
    'OK       Node         24.1.0',
    'weak     Fonts (CJK)  none',
    '                      → type this',
    'MISSING  FFmpeg       not installed',
    '                      → type that',
    '',
    'Films cannot be made here yet: 1 thing is missing.',
  ]);
});

test.each([
  ['22.18.0', true],
  ['22.17.1', false],
  ['23.5.0', false],
  ['23.6.0', true],
  ['24.0.0', true],
  ['20.20.2', false],
])('HOU-25 Node %s runs TypeScript as it stands: %s', (version, expected) => {
  expect(runsTypeScript(version)).toBe(expected);
});

test('HOU-25 a machine without FFmpeg cannot make films; one with it can', async () => {
  const house = new SealedHouse();
  const doctor = new URL('../../src/main/doctor.ts', import.meta.url).href;
  const program = `import(${JSON.stringify(doctor)}).then(async (m) => { process.exitCode = await m.runDoctor({ json: true }); })`;
  try {
    house.program('espeak-ng', "echo 'eSpeak NG text-to-speech: 1.51  Data at: x'");
    house.program('ffmpeg', ffmpegThatIs('5.1.6'));
    const able = await endOf(house.start(process.execPath, ['-e', program]));
    expect(able.exitCode).toBe(0);
    const { ready, checks } = JSON.parse(able.stdout) as { ready: boolean; checks: { name: string; state: string }[] };
    expect(ready).toBe(true);
    expect(checks.find((check) => check.name === 'FFmpeg')?.state).toBe('ok');

    house.program('ffmpeg', ffmpegThatIs('4.4.2', 58));
    expect((await endOf(house.start(process.execPath, ['-e', program]))).stdout).toContain('older than 5.0');
    house.without('ffmpeg');
    const unable = await endOf(house.start(process.execPath, ['-e', program]));
    expect(unable.exitCode).toBe(1);
    expect(unable.stdout).toContain('"advice"');
  } finally {
    house.remove();
  }
});
