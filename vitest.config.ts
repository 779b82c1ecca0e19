import { defineConfig } from 'vitest/config'
import { settingNames } from './core/setting-rules.ts'

// Neither the environment's settings nor those of a .env may reach a test: empty, they count as not set, and stay so.
const noSettings = Object.fromEntries(settingNames.map((name) => [name, '']))

export default defineConfig({
	// As the product runs: React's development form takes twice as long.
	esbuild: { jsxDev: false },
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		globalSetup: ['test/support/database.ts'],
		setupFiles: ['test/support/strict.ts', 'test/support/socket.ts'],
		pool: 'forks',
		maxWorkers: 2,
		// Files share what a worker has loaded: nothing of ours keeps a state in a module, and loading it took a tenth of the time.
		isolate: false,
		testTimeout: 20_000,
		hookTimeout: 60_000,
		env: { ...noSettings, TZ: 'UTC', NODE_ENV: 'production' },
	},
})
