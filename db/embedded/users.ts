import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive } from './lock.ts'

/**
 * Programs that use the embedded server, one empty file each, named by process. The last one to leave stops the
 * server, whoever started it. Synchronous, because a program that is about to end can do nothing else.
 */
export function enter(folder: string, name: string): void {
	mkdirSync(folder, { recursive: true })
	writeFileSync(join(folder, name), '')
}

/** Takes the name off the list; true when no living program is left on it. */
export function leave(folder: string, name: string): boolean {
	rmSync(join(folder, name), { force: true })
	return !readdirSync(folder).some((other) => isAlive(Number(other.split('-')[0])))
}

/** Nobody can be using a server that does not run: whoever is on the list was killed with it. */
export function forgetUsers(folder: string): void {
	rmSync(folder, { recursive: true, force: true })
}
