import { ownSettings } from '#core/settings.ts'
import { migrate } from './migrate.ts'
import { reachDatabase } from './reach.ts'

// What a release runs once before its machines start (`npm run migrate`).
const log = (sentence: string) => console.log(sentence)
try {
	const database = await reachDatabase(ownSettings(), log)
	const names = await migrate(database.url, { log }).finally(() => database.stop())
	console.log(names.length === 0 ? 'The database is up to date' : `Applied ${names.length} migrations`)
} catch (error) {
	console.error(error instanceof Error ? error.message : error)
	process.exitCode = 1
}
