import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isAlive } from './lock.ts'

/** What the running server says of itself in its own postmaster.pid. */
type Postmaster = { pid: number; port: number; folder: string | undefined; status: string }

/**
 * The server that already runs on this cluster and accepts connections: another program's, or one whose program was
 * killed. Waits while it starts, recovers or stops. Undefined when there is none; a pid file that some unrelated
 * process would keep alive (a number reused after a restart of the machine) is removed.
 */
export async function runningServer(
	cluster: string,
): Promise<{ port: number; folder: string | undefined } | undefined> {
	for (let attempt = 0; attempt < 1_200; attempt++) {
		const postmaster = readPostmaster(cluster)
		if (!postmaster || !isAlive(postmaster.pid)) return undefined
		if (!isServerOf(cluster, postmaster.pid)) {
			await rm(join(cluster, 'postmaster.pid'), { force: true })
			return undefined
		}
		if (postmaster.status === 'ready' && (await answers(postmaster.port))) {
			const { port, folder } = postmaster
			return { port, folder }
		}
		await pause(50)
	}
	throw new Error(`The embedded PostgreSQL in ${cluster} has not become ready within a minute; see server.log there.`)
}

/** Whether a server takes connections there: one that was killed this moment still has its file and its number. */
function answers(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1')
		// The protocol's question whether it speaks TLS, which every server answers with one byte.
		socket.on('connect', () => socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])))
		socket.setTimeout(2_000, () => socket.destroy())
		socket.once('data', () => {
			resolve(true)
			socket.destroy()
		})
		socket.on('error', () => {})
		socket.on('close', () => resolve(false))
	})
}

/** Number of the running server's first process, for a stop that cannot wait. */
export function postmasterPid(cluster: string): number | undefined {
	const postmaster = readPostmaster(cluster)
	return postmaster && isAlive(postmaster.pid) && isServerOf(cluster, postmaster.pid) ? postmaster.pid : undefined
}

/** Lines: pid, data directory, start time, port, socket folder, address, shared memory key, status. */
function readPostmaster(cluster: string): Postmaster | undefined {
	const file = join(cluster, 'postmaster.pid')
	if (!existsSync(file)) return undefined
	const lines = readFileSync(file, 'utf8').split('\n')
	return {
		pid: Number(lines[0]),
		port: Number(lines[3]),
		folder: lines[4]?.trim() || undefined,
		status: lines[7]?.trim() ?? 'starting',
	}
}

function isServerOf(cluster: string, pid: number): boolean {
	if (process.platform === 'win32') return true
	try {
		const words = existsSync('/proc/self/cmdline')
			? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
			: execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
		return words.includes('postgres') && words.includes(cluster)
	} catch {
		return false
	}
}
