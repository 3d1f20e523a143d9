import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/vscode/**', 'test/package/**', 'node_modules/**'],
    testTimeout: 60_000,
    // Two cores: forks of a heavy corpus suite beside each other only slow each other down.
    maxWorkers: 2,
  },
});
