import { startEmbedded } from '#db/embedded.ts'

// A program of its own for the tests: starts or finds the server of a data folder, says so, and leaves at SIGTERM.
const server = await startEmbedded({ dataDir: process.argv[2] ?? '' })
process.on('SIGTERM', async () => {
	await server.stop()
	process.exit(0)
})
process.stdout.write(`${server.url}\n`)
setInterval(() => {}, 60_000)
