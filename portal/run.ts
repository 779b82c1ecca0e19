import { ownSettings, WrongSettings } from '#core/settings.ts'
import { reachDatabase } from '#db/reach.ts'
import { explainFailure, openClosing } from './closing.ts'
import { openLog } from './log.ts'
import type { Opening, Pages, Role } from './product.ts'
import { tryListening } from './web/listen-problem.ts'

type LoadPages = () => Promise<NonNullable<Pages['build']>>

/** Runs the product, or with `web` or `worker` as the process's word that part of it on a machine of its own. */
export async function run(loadPages: LoadPages): Promise<void> {
	try {
		const settings = ownSettings()
		// Local or not, the finished product runs: React and Remix are never served in their development form.
		process.env.NODE_ENV = 'production'
		const role = roleOf(process.argv[2])
		// A port that is taken is said at once, not after a database was made.
		if (role !== 'worker') await tryListening(settings)
		const log = openLog(settings.logLevel)
		const closing = openClosing(log)
		await closing.whileOpening(open({ settings, role, log, closing }, loadPages))
	} catch (error) {
		explainFailure(error)
	}
}

async function open(opening: Opening, loadPages: LoadPages): Promise<void> {
	// The database starts in a process of its own, while this one loads all the rest.
	const reaching = reachDatabase(opening.settings, console.log)
	reaching.catch(() => {})
	const { openProduct } = await import('./product.ts')
	await openProduct(opening, reaching, async () => ({ build: await loadPages() }))
}

function roleOf(word: string | undefined): Role {
	if (word === undefined || word === 'web' || word === 'worker') return word
	throw new WrongSettings([`There is no process called ${word}: web, worker, or no word for everything in one.`])
}
