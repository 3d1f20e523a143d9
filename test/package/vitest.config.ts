import { defineConfig } from 'vitest/config';

// Apart from the other suites because it looks at what `npm run package` made in dist/.
export default defineConfig({
  test: {
    include: ['test/package/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
  },
});
