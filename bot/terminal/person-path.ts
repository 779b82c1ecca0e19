import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** npm runs a script in the project's folder; a file is named from where the person stands. */
export function personPath(file: string): string {
	return resolve(process.env.INIT_CWD ?? '.', file)
}

/** The same for a file that is read, which may as well be named from the project's folder. */
export function foundPath(file: string): string {
	const fromPerson = personPath(file)
	return existsSync(fromPerson) ? fromPerson : file
}
