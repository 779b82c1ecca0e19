import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { serverAccount, takeOwnership } from './embedded/account.ts'
import { createCluster, databaseName, startServer, stopServer } from './embedded/cluster.ts'
import { whileLocked } from './embedded/lock.ts'
import { postmasterPid, runningServer } from './embedded/postmaster.ts'
import { noteSocket } from './embedded/socket.ts'
import { enter, forgetUsers, leave } from './embedded/users.ts'

export type Embedded = {
	/** Connection string of the database `counterpart`. Holds the password: never log it. */
	url: string
	/** Leaves the server; the last program to leave stops it. Safe to call twice. */
	stop(): Promise<void>
	/** Where its socket is, for processes that `noteSocket` of a server which they did not start. */
	socketFolder: string | undefined
}

type Options = {
	dataDir: string
	log?: (sentence: string) => void
	/** Server settings beyond PostgreSQL's own defaults, which are the safe ones. */
	settings?: Record<string, string>
	/** A free port is taken when not given. */
	port?: number
	/** Should the server end by itself, killed or crashed, it is started again where it was, until `stop`. */
	keep?: boolean
}

const keptEveryMilliseconds = 1000

let count = 0

/**
 * A real PostgreSQL 18 in the folder `postgres` of the data folder, listening on 127.0.0.1 only, made on first use.
 * Any number of programs may use one data folder: the first starts the server, later ones find it, the last one to
 * leave stops it. It runs in a process group of its own, so that Ctrl-C reaches our program first and a killed
 * program leaves a server that the next start takes over.
 */
export async function startEmbedded({
	dataDir,
	log = () => {},
	settings = {},
	port: wanted,
	keep = false,
}: Options): Promise<Embedded> {
	const root = resolve(dataDir)
	const cluster = join(root, 'postgres')
	const users = join(root, 'database-users')
	const lock = join(root, 'database.lock')
	const name = `${process.pid}-${count++}`
	await mkdir(root, { recursive: true })

	const begin = async () => {
		const running = existsSync(cluster) ? await runningServer(cluster) : undefined
		if (!running) forgetUsers(users)
		enter(users, name)
		if (running) return running
		const account = serverAccount(cluster)
		if (!existsSync(cluster)) {
			log('Making the database for the first time')
			await createCluster(cluster, await keptPassword(root), account)
		}
		takeOwnership(account, cluster)
		return startServer(cluster, account, settings, wanted)
	}
	const { port, folder } = await whileLocked(lock, begin).catch((error) => {
		leave(users, name)
		throw error
	})
	noteSocket(port, folder)
	const password = await keptPassword(root)

	// A program that ends without stopping must not leave a server behind that nobody uses.
	const onExit = () => {
		const pid = leave(users, name) ? postmasterPid(cluster) : undefined
		if (pid) process.kill(pid, 'SIGINT')
	}
	let stopping: Promise<void> | undefined
	let reviving = false
	const revive = async () => {
		if (stopping || reviving || postmasterPid(cluster)) return
		reviving = true
		await whileLocked(lock, async () => {
			if (stopping || (await runningServer(cluster))) return
			log('The database ended by itself and is started again')
			await startServer(cluster, serverAccount(cluster), settings, port)
		})
			.catch((error: Error) => log(error.message))
			.finally(() => {
				reviving = false
			})
	}
	const keeper = keep ? setInterval(revive, keptEveryMilliseconds).unref() : undefined
	const stop = () =>
		whileLocked(lock, async () => {
			clearInterval(keeper)
			process.off('exit', onExit)
			if (leave(users, name) && postmasterPid(cluster)) await stopServer(cluster, serverAccount(cluster))
		})
	process.on('exit', onExit)
	return {
		socketFolder: folder,
		url: `postgres://${databaseName}:${password}@127.0.0.1:${port}/${databaseName}`,
		stop: () => {
			stopping ??= stop()
			return stopping
		},
	}
}

async function keptPassword(root: string): Promise<string> {
	const file = join(root, 'database-password')
	if (!existsSync(file)) await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
	return readFile(file, 'utf8')
}
