import { defineConfig } from 'vitest/config'

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		globalSetup: ['test/support/database.ts'],
		setupFiles: ['test/support/strict.ts'],
		pool: 'forks',
		maxWorkers: 2,
		testTimeout: 20_000,
		hookTimeout: 60_000,
		env: { TZ: 'UTC', NODE_ENV: 'test' },
	},
})
