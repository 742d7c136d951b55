import { defineConfig } from 'vitest/config';

/** Two cores: files run side by side in two processes; timing never decides a test, so limits are generous. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/kit/postgres-run.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
