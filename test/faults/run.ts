import { spawn } from 'node:child_process'

// npm run test:faults: the fault tests as often as the figures of quality ask for, which takes hours; with FAULTS=short as
// often as npm test does. Words after -- go to vitest.
const files = [
	'test/faults',
	'test/portal/stripe/disorder.test.ts',
	'test/portal/stripe/faults.test.ts',
	'test/core/invoice/properties.test.ts',
]
const words = ['node_modules/vitest/vitest.mjs', 'run', ...files, ...process.argv.slice(2)]
const env = { ...process.env, FAULTS: process.env.FAULTS || 'full' }
const child = spawn(process.execPath, words, { stdio: 'inherit', env })
child.on('exit', (code) => process.exit(code ?? 1))
