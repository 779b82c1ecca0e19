import { existsSync } from 'node:fs'
import { join } from 'node:path'

const folders = new Map<number, string>()

/** Longest path of a socket that every system takes, in bytes, its ending zero counted. */
const longestPath = 104

/**
 * The folder of a cluster as a place for its server's socket, which costs a fifth less for each statement than the
 * loopback network; undefined where the system has none or the path is too long for one.
 */
export function socketFolder(cluster: string): string | undefined {
	const fits = Buffer.byteLength(fileOf(cluster, 65_535)) < longestPath
	return process.platform !== 'win32' && fits ? cluster : undefined
}

/** Notes for this process where a server on 127.0.0.1 also listens, as it says of itself. */
export function noteSocket(port: number, folder: string | undefined): void {
	if (folder) folders.set(port, folder)
	else folders.delete(port)
}

/** The socket of the server at an address, if one was noted and is there. */
export function socketOf(host: string | undefined, port: number): string | undefined {
	const folder = host === '127.0.0.1' ? folders.get(port) : undefined
	const file = folder && fileOf(folder, port)
	return file && existsSync(file) ? file : undefined
}

const fileOf = (folder: string, port: number) => join(folder, `.s.PGSQL.${port}`)
