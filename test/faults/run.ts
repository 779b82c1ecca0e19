import { spawn } from 'node:child_process'

// npm run test:faults: the fault tests as often as the figures of quality ask for. Words after -- go to vitest.
const words = ['node_modules/vitest/vitest.mjs', 'run', 'test/faults', ...process.argv.slice(2)]
const child = spawn(process.execPath, words, { stdio: 'inherit', env: { ...process.env, FAULTS: 'full' } })
child.on('exit', (code) => process.exit(code ?? 1))
