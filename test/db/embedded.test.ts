import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { startEmbedded } from '#db/embedded.ts'
import { quickestFolder } from '#test/support/database.ts'

// Making a cluster waits for the disk, which others may be busy with.
vi.setConfig({ testTimeout: 60_000 })

let model: string
let dataDir: string
let programs: ChildProcess[]

const newFolder = async () => await mkdtemp(join(await quickestFolder(), 'counterpart-embedded-'))

/** Making a cluster takes longer than anything that is done with it: one is made, and copied for whoever needs only that there is one. */
beforeAll(async () => {
	model = await newFolder()
	await (await startEmbedded({ dataDir: model })).stop()
}, 60_000)

afterAll(() => rm(model, { recursive: true, force: true }))

beforeEach(async () => {
	dataDir = await newFolder()
	programs = []
})

const someCluster = () => cp(model, dataDir, { recursive: true })

afterEach(async () => {
	for (const program of programs) program.kill('SIGKILL')
	// Whatever a test left running is found once more, and stopped.
	const server = await startEmbedded({ dataDir }).catch(() => undefined)
	await server?.stop()
	// A server that is just stopping still removes files of its own.
	await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
})

/** Another program on the same data folder; resolves when it has the server. */
async function startProgram(): Promise<{ url: string; end(signal: NodeJS.Signals): Promise<void> }> {
	const file = join(import.meta.dirname, '../support/embedded-program.ts')
	const program = spawn(process.execPath, [file, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
	programs.push(program)
	const [line] = await once(program.stdout, 'data')
	const end = async (signal: NodeJS.Signals) => {
		program.kill(signal)
		await once(program, 'exit')
	}
	return { url: String(line).trim(), end }
}

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
	const sql = openDatabase(url, { max: 1 })
	try {
		return [...(await sql.unsafe(statement))]
	} finally {
		await sql.end()
	}
}

const serverPid = () => Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

test('it is PostgreSQL 18 with checksums and UTF-8, reached with a password and from this machine only', async () => {
	const server = await startEmbedded({ dataDir })
	const names = ['listen_addresses', 'data_checksums', 'synchronous_commit', 'server_encoding', 'fsync']
	const columns = names.map((name) => `current_setting('${name}') as ${name}`)
	const [row] = await ask(server.url, `select ${columns}, current_setting('server_version_num')::int / 10000 as major`)
	expect(row).toEqual({
		major: 18,
		listen_addresses: '127.0.0.1',
		data_checksums: 'on',
		synchronous_commit: 'on',
		server_encoding: 'UTF8',
		fsync: 'on',
	})
	expect(statSync(join(dataDir, 'database-password')).mode & 0o777).toBe(0o600)
	const guess = server.url.replace(/:[^:@]+@/, ':wrong@')
	await expect(ask(guess, 'select 1')).rejects.toThrow('password authentication failed')
	await server.stop()
})

test('this program and others reach it by its socket, and over the network where the socket is gone', async () => {
	await someCluster()
	const server = await startEmbedded({ dataDir })
	const far = async () => (await ask(server.url, 'select inet_client_addr() is not null as far'))[0]?.far
	expect(await far()).toBe(false)
	await rm(join(server.socketFolder ?? '', `.s.PGSQL.${new URL(server.url).port}`))
	expect(await far()).toBe(true)
	await server.stop()
})

test('what was written is there after a stop and a second start', async () => {
	await someCluster()
	const first = await startEmbedded({ dataDir })
	await ask(first.url, 'create table lamp as select true as lit')
	await first.stop()
	await expect(ask(first.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
	const second = await startEmbedded({ dataDir })
	expect(await ask(second.url, 'select lit from lamp')).toEqual([{ lit: true }])
	await second.stop()
})

test('a copy of the stopped folder is a backup that opens elsewhere', async () => {
	const original = join(dataDir, 'original')
	const first = await startEmbedded({ dataDir: original })
	await ask(first.url, 'create table lamp as select true as lit')
	await first.stop()
	const restored = join(dataDir, 'restored')
	await cp(original, restored, { recursive: true })
	const second = await startEmbedded({ dataDir: restored })
	expect(await ask(second.url, 'select lit from lamp')).toEqual([{ lit: true }])
	await second.stop()
})

test('two programs share one server, and the last one to leave stops it', async () => {
	await someCluster()
	const product = await startProgram()
	const command = await startProgram()
	expect(command.url).toBe(product.url)
	// The one that started the server leaves first.
	await product.end('SIGTERM')
	expect(await ask(command.url, 'select 1 as one')).toEqual([{ one: 1 }])
	await command.end('SIGTERM')
	await expect(ask(command.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test('programs that start at the same moment in an empty folder get the same server', async () => {
	const [first, second, third] = await Promise.all([startProgram(), startProgram(), startProgram()])
	expect([second.url, third.url]).toEqual([first.url, first.url])
})

test('a server whose program was killed is taken over and stopped at the end', async () => {
	await someCluster()
	const killed = await startProgram()
	await ask(killed.url, 'create table lamp as select true as lit')
	await killed.end('SIGKILL')
	const server = await startEmbedded({ dataDir })
	expect(server.url).toBe(killed.url)
	expect(await ask(server.url, 'select lit from lamp')).toEqual([{ lit: true }])
	await server.stop()
	await expect(ask(server.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test('a program and its server killed together lose nothing that was committed', async () => {
	await someCluster()
	const killed = await startProgram()
	await ask(killed.url, 'create table lamp as select true as lit')
	process.kill(serverPid(), 'SIGKILL')
	await killed.end('SIGKILL')
	const server = await startEmbedded({ dataDir })
	expect(await ask(server.url, 'select lit from lamp')).toEqual([{ lit: true }])
	await server.stop()
})

test('a pid file that names a process which is no PostgreSQL does not prevent the start', async () => {
	await someCluster()
	const stranger = [process.pid, join(dataDir, 'postgres'), 0, 5432, '', '127.0.0.1', '', 'ready', '']
	writeFileSync(join(dataDir, 'postgres/postmaster.pid'), stranger.join('\n'))
	const server = await startEmbedded({ dataDir })
	expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
	await server.stop()
})

test('a lock left by a killed program is taken over', async () => {
	await someCluster()
	const killed = await startProgram()
	await killed.end('SIGKILL')
	writeFileSync(join(dataDir, 'database.lock'), String(programs[0]?.pid))
	const server = await startEmbedded({ dataDir })
	await server.stop()
	await expect(ask(server.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test('data of another PostgreSQL is refused with what to do about it', async () => {
	await someCluster()
	writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '17\n')
	await expect(startEmbedded({ dataDir })).rejects.toThrow('was written by PostgreSQL 17, and this is 18')
})

test('a server that cannot start says why in the words of its own log', async () => {
	await someCluster()
	await rm(join(dataDir, 'postgres/global'), { recursive: true })
	await expect(startEmbedded({ dataDir })).rejects.toThrow(/did not start[\s\S]*could not open file/)
})

test.runIf(process.getuid?.() === 0)('a folder that only root may enter holds a database all the same', async () => {
	await chmod(dataDir, 0o700)
	const server = await startEmbedded({ dataDir })
	expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
	await server.stop()
})

test('killed under the product that keeps it, the server comes back where it was with all that was committed', async () => {
	await someCluster()
	const said: string[] = []
	const server = await startEmbedded({ dataDir, keep: true, log: (sentence) => said.push(sentence) })
	await ask(server.url, 'create table kept as select 42 as answer')
	process.kill(Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
	await vi.waitFor(async () => expect(await ask(server.url, 'select answer from kept')).toEqual([{ answer: 42 }]), {
		timeout: 30_000,
		interval: 200,
	})
	expect(said).toEqual(['The database ended by itself and is started again'])
	await server.stop()
	await expect(ask(server.url, 'select')).rejects.toThrow()
})
