import { startEmbedded } from './embedded.ts'

export type ReachedDatabase = { url: string; stop(): Promise<void> }

/**
 * The database that the settings name, or the embedded one in the data folder, which is started again should it end by
 * itself. `stop` leaves the embedded server (the last program to leave stops it) and does nothing to a database that is run
 * elsewhere.
 */
export async function reachDatabase(
	settings: { databaseUrl: string | undefined; dataDir: string },
	log: (sentence: string) => void = () => {},
): Promise<ReachedDatabase> {
	if (settings.databaseUrl) return { url: settings.databaseUrl, stop: async () => {} }
	return await startEmbedded({ dataDir: settings.dataDir, log, keep: true })
}
