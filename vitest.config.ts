import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**'],
    globalSetup: 'test/support/temp-folder.ts',
    // By itself vitest leaves a core idle; on two cores that is half of the machine.
    maxWorkers: availableParallelism(),
    // What hangs is found all the same; a machine with other work to do is only slow.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default'],
  },
})
