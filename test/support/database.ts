import { mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#db/client.ts'
import { startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { prepareFilling } from './as-template.ts'

declare module 'vitest' {
	interface ProvidedContext {
		/** Connection string of the maintenance database of the run's server; tests go through openBooks. */
		serverUrl: string
		/** Where that server's socket is. */
		socketFolder: string | undefined
	}
}

/** The database every test's own is cloned from: migrated once, and nothing in it. */
export const templateName = 'counterpart'

/**
 * One embedded server for the whole run. Its data is thrown away, so it does not wait for the disk; nothing else
 * differs from the server that people run.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const dataDir = await mkdtemp(join(await quickestFolder(), 'counterpart-test-'))
	const settings = {
		...{ fsync: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: '0', max_wal_size: '256MB' },
		...{ max_connections: '300', shared_buffers: '256MB' },
	}
	const server = await startEmbedded({ dataDir, settings })
	await migrate(server.url)
	const template = openDatabase(server.url, { max: 1 })
	await prepareFilling(template)
	await template.end()
	const serverUrl = server.url.replace(/\/[^/]*$/, '/postgres')
	const sql = openDatabase(serverUrl, { max: 1 })
	await sql.unsafe(`alter database ${templateName} is_template true allow_connections false`)
	await sql.end()
	project.provide('serverUrl', serverUrl)
	project.provide('socketFolder', server.socketFolder)
	return async () => {
		await server.stop()
		await rm(dataDir, { recursive: true, force: true })
	}
}

/** Memory, where a machine offers enough of it as a folder: a database is cloned there three times as fast as on a disk. */
export async function quickestFolder(): Promise<string> {
	const memory = '/dev/shm'
	const found = await statfs(memory).catch(() => undefined)
	return found && found.bavail * found.bsize > 4 * 2 ** 30 ? memory : tmpdir()
}
