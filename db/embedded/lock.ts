import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

/** Whether a process with this number runs, whoever it belongs to. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0)
		return true
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM'
	}
}

/**
 * Runs the work while holding the lock file, so that two programs never start or stop one server at the same time.
 * A lock left by a killed program is taken over. Waits at most two minutes: a first start or a recovery may hold it.
 */
export async function whileLocked<T>(file: string, work: () => Promise<T>): Promise<T> {
	for (let attempt = 0; !(await take(file)); attempt++) {
		const holder = await readFile(file, 'utf8').catch(() => undefined)
		const pid = Number(holder)
		// Our own number in a file that we did not write is from another life of a container.
		const abandoned = pid > 0 && (!isAlive(pid) || pid === process.pid) && !taken.has(file)
		if (abandoned && holder === (await readFile(file, 'utf8').catch(() => undefined))) await rm(file, { force: true })
		else if (attempt > 4_800) throw new Error(`Another program (process ${holder}) has kept ${file} for two minutes.`)
		else await pause(25)
	}
	try {
		return await work()
	} finally {
		taken.delete(file)
		await rm(file, { force: true })
	}
}

/** Locks that this very process holds. */
const taken = new Set<string>()

async function take(file: string): Promise<boolean> {
	if (taken.has(file)) return false
	taken.add(file)
	const own = `${file}.${process.pid}`
	try {
		// A link appears with its content at once, where a file written in place could be seen empty.
		await writeFile(own, String(process.pid), { mode: 0o600 })
		await link(own, file)
		return true
	} catch (error) {
		taken.delete(file)
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
		throw error
	} finally {
		await rm(own, { force: true })
	}
}
