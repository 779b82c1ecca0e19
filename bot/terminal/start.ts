import { readFileSync } from 'node:fs'
import { dispatch } from './dispatch.ts'

// Whoever reads what is written may stop early, as `head` does: the command still does its work to the end.
for (const stream of [process.stdout, process.stderr]) {
	stream.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE') throw error
	})
}

process.exitCode = await dispatch(process.argv.slice(2), {
	out: (text) => process.stdout.write(`${text}\n`),
	err: (text) => process.stderr.write(`${text}\n`),
	input: async () => readFileSync(0, 'utf8'),
})
