import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '#core/settings.ts'
import type { SealKey } from '#emails/paper/seal.ts'
import { makeSealKey } from '#emails/paper/seal-certificate.ts'

/** Where the key to seal with comes from: the settings, else a file that is made on first use. */
export type SealSource = Partial<Pick<Settings, 'seal' | 'dataDir'>>

const unkept = new Map<string, Promise<SealKey>>()

/**
 * The company's key to seal papers with. Production has it in its settings; elsewhere one is made and kept in the data
 * folder, for its owner alone. Without a folder, as in tests, it lasts as long as the process.
 */
export async function sealKeyOf({ seal, dataDir }: SealSource, company: string): Promise<SealKey> {
	if (seal) return seal
	if (dataDir === undefined) {
		const known = unkept.get(company) ?? makeSealKey(company, Temporal.Now.instant())
		unkept.set(company, known)
		return await known
	}
	const file = join(dataDir, 'seal.pem')
	mkdirSync(dataDir, { recursive: true })
	if (!existsSync(file)) keep(file, await makeSealKey(company, Temporal.Now.instant()))
	const pem = readFileSync(file, 'utf8')
	return { key: partOf(pem, 'PRIVATE KEY'), certificate: partOf(pem, 'CERTIFICATE') }
}

/** Written beside and linked into place: of two programs that start together, one key wins, whole. */
function keep(file: string, { key, certificate }: SealKey): void {
	const draft = `${file}.${process.pid}`
	writeFileSync(draft, key + certificate, { mode: 0o600 })
	try {
		linkSync(draft, file)
	} catch (error) {
		if (!existsSync(file)) throw error
	}
	rmSync(draft)
}

function partOf(pem: string, what: string): string {
	const [part] = new RegExp(`-----BEGIN ${what}-----[^-]+-----END ${what}-----\\n?`).exec(pem) ?? []
	if (!part) throw new Error(`The file of the seal has no ${what}`)
	return part
}
