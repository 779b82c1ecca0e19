import { ownSettings, WrongSettings } from '#core/settings.ts'
import { openPortal } from './build.ts'
import { explainFailure } from './closing.ts'
import { type Role, runProduct } from './product.ts'

// npm start, and with `web` or `worker` the processes of a machine of their own.
try {
	const settings = ownSettings()
	// Local or not, the finished product runs: React and Remix are never served in their development form.
	process.env.NODE_ENV = 'production'
	await runProduct(settings, roleOf(process.argv[2]), async () => ({ build: await openPortal(console.log) }))
} catch (error) {
	explainFailure(error)
}

function roleOf(word: string | undefined): Role {
	if (word === undefined || word === 'web' || word === 'worker') return word
	throw new WrongSettings([`There is no process called ${word}: web, worker, or no word for everything in one.`])
}
