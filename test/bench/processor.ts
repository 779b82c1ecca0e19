import { readdirSync, readFileSync } from 'node:fs'
import type { Sql } from '#db/client.ts'

/** Hundredths of a second, the clock ticks in which Linux tells what processes have used. */
const ticksPerSecond = 100

/** Counts the seconds of processor that this program and the server with all its processes use from now on. Linux only. */
export async function countProcessor(sql: Sql): Promise<() => number> {
	const [backend] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
	const postmaster = statOf(String(backend?.pid))?.parent ?? ''
	const own = process.cpuUsage()
	const before = serverTicks(postmaster)
	return () => {
		const { user, system } = process.cpuUsage(own)
		return (user + system) / 1e6 + (serverTicks(postmaster) - before) / ticksPerSecond
	}
}

/** Of the server's first process, its children that have ended, and those that run. */
function serverTicks(postmaster: string): number {
	const first = statOf(postmaster)
	if (!first) return Number.NaN
	const running = readdirSync('/proc').map((name) => (/^\d+$/.test(name) ? statOf(name) : undefined))
	const children = running.filter((stat) => stat?.parent === postmaster)
	return children.reduce((sum, stat) => sum + (stat?.ticks ?? 0), first.ticks + first.endedTicks)
}

/** Fields 4 and 14 to 17 of proc(5)'s stat; the name before them may hold blanks. */
function statOf(pid: string) {
	try {
		const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
		const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
		const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15).map(Number)
		return { parent: fields[1] ?? '', ticks: user + system, endedTicks: endedUser + endedSystem }
	} catch {
		return undefined
	}
}
