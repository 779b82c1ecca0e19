import { readFileSync } from 'node:fs'
import { dispatch } from './dispatch.ts'

process.exitCode = await dispatch(process.argv.slice(2), {
	out: (text) => process.stdout.write(`${text}\n`),
	err: (text) => process.stderr.write(`${text}\n`),
	input: async () => readFileSync(0, 'utf8'),
})
