import { execFile, spawn } from 'node:child_process'
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Account, commandFor } from './account.ts'
import { embeddedBinaries } from './binaries.ts'
import { socketFolder } from './socket.ts'

/** Name of the database and of its owner. */
export const databaseName = 'counterpart'

const major = '18'
const run = promisify(execFile)

/**
 * Makes a new cluster: UTF-8, checksums, the builtin C.UTF-8 collation (the same order on every system, so indexes
 * survive a move; a page that sorts names for people asks for an ICU collation). It appears under its name only when
 * complete, so that a kill half-way leaves nothing that a later start would take for a database.
 */
export async function createCluster(cluster: string, password: string, account: Account): Promise<void> {
	const { initdb, postgres } = await embeddedBinaries()
	const draft = `${cluster}.new`
	const passwordFile = join(draft, '..', 'initdb-password')
	await rm(draft, { recursive: true, force: true })
	await mkdir(draft, { recursive: true, mode: 0o700 })
	await writeFile(passwordFile, password, { mode: 0o600 })
	if (account) {
		await chown(draft, account.uid, account.gid)
		await chown(passwordFile, account.uid, account.gid)
	}
	const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
	const access = [`--username=${databaseName}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
	const words = [`--pgdata=${draft}`, ...access, ...locale, '--data-checksums', '--no-instructions']
	try {
		const command = commandFor(account, initdb, words, [draft])
		await run(command.file, command.words, { ...command.account, cwd: dirname(postgres) })
		await createDatabase(draft, postgres, account)
	} finally {
		await rm(passwordFile, { force: true })
	}
	await rename(draft, cluster)
}

/** Single-user mode needs no port and no password; in it a statement is one line. */
async function createDatabase(cluster: string, postgres: string, account: Account): Promise<void> {
	const command = commandFor(account, postgres, ['--single', '-D', cluster, 'postgres'], [cluster])
	const child = spawn(command.file, command.words, { ...command.account, stdio: ['pipe', 'ignore', 'pipe'] })
	let complaints = ''
	child.stderr.on('data', (piece) => {
		complaints += piece
	})
	child.stdin.end(`create database ${databaseName}\n`)
	const code = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject))
	if (code !== 0 || /ERROR|FATAL/.test(complaints)) throw new Error(`Could not create the database: ${complaints}`)
}

/** Starts the server and waits until it accepts connections. Resolves to its port on 127.0.0.1 and the folder of its socket. */
export async function startServer(
	cluster: string,
	account: Account,
	settings: Record<string, string>,
	wanted: number | undefined,
): Promise<{ port: number; folder: string | undefined }> {
	await refuseOtherVersion(cluster)
	await forgetSockets(cluster)
	const folder = socketFolder(cluster)
	const { pg_ctl } = await embeddedBinaries()
	const logFile = join(cluster, 'server.log')
	for (let attempt = 1; ; attempt++) {
		const port = wanted ?? (await freePort())
		const fixed = { listen_addresses: '127.0.0.1', unix_socket_directories: folder ?? '', port: String(port) }
		const options = Object.entries({ ...settings, ...fixed }).map(([name, value]) => `-c ${name}=${value}`)
		const words = ['start', '--wait', '--timeout=300', '-D', cluster, '-l', logFile, '-o', options.join(' ')]
		const command = commandFor(account, pg_ctl, words, [cluster])
		try {
			// Not through pipes: the server would inherit them, and pg_ctl would never seem to end.
			await finished(spawn(command.file, command.words, { ...command.account, stdio: 'ignore', windowsHide: true }))
			return { port, folder }
		} catch (cause) {
			// Worth another try: the free port was taken meanwhile, or children of a killed server were still leaving.
			if (attempt < 5) continue
			throw new Error(`The embedded PostgreSQL did not start. The end of ${logFile}:\n${await tail(logFile)}`, {
				cause,
			})
		}
	}
}

/** Stops the server cleanly: open transactions are rolled back, everything committed is on disk. */
export async function stopServer(cluster: string, account: Account): Promise<void> {
	const { pg_ctl } = await embeddedBinaries()
	const words = ['stop', '--wait', '--timeout=60', '--mode=fast', '--silent', '-D', cluster]
	const command = commandFor(account, pg_ctl, words, [cluster])
	await finished(spawn(command.file, command.words, { ...command.account, stdio: 'ignore', windowsHide: true }))
}

async function refuseOtherVersion(cluster: string): Promise<void> {
	const version = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim()
	if (version === major) return
	throw new Error(
		`${cluster} was written by PostgreSQL ${version}, and this is ${major}: restore a backup into an empty DATA_DIR.`,
	)
}

/** A killed server leaves its socket behind, and the next one listens on another port. */
async function forgetSockets(cluster: string): Promise<void> {
	const names = await readdir(cluster)
	for (const name of names) if (name.startsWith('.s.PGSQL.')) await rm(join(cluster, name), { force: true })
}

async function freePort(): Promise<number> {
	const server = createServer()
	await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
	const address = server.address()
	await new Promise((resolve) => server.close(resolve))
	if (address === null || typeof address === 'string') throw new Error('The system gave no free port.')
	return address.port
}

async function finished(child: ReturnType<typeof spawn>): Promise<void> {
	const code = await new Promise((resolve, reject) => child.on('exit', resolve).on('error', reject))
	if (code !== 0) throw new Error(`pg_ctl ended with ${code}`)
}

async function tail(file: string): Promise<string> {
	const text = await readFile(file, 'utf8').catch(() => '(no log)')
	return text.trimEnd().split('\n').slice(-12).join('\n')
}
