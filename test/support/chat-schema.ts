import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import type { Schema } from './type-schema.ts'

type Contract = { definitions: Record<string, Schema>; types: Record<string, Schema> }

const here = import.meta.dirname
const modules = join(here, '../../node_modules')

/** What the SDKs' types say of each method, from them or from what an earlier run with the same versions has read. */
async function readContract(): Promise<Contract> {
	const sources = [
		...['chat-types.ts', 'type-schema.ts'].map((name) => join(here, name)),
		...['@slack/types', '@slack/web-api', 'grammy'].map((name) => join(modules, name, 'package.json')),
	]
	const hash = createHash('sha256')
	for (const source of sources) hash.update(readFileSync(source))
	const place = join(here, `../../build/chat-contract-${hash.digest('hex').slice(0, 16)}.json`)
	try {
		return JSON.parse(readFileSync(place, 'utf8'))
	} catch {
		// Loading the compiler takes most of the time, so it is done only when the types are new.
		const { schemasOf } = await import('./type-schema.ts')
		const contract = schemasOf(join(here, 'chat-types.ts'), 'ChatMethods')
		mkdirSync(join(here, '../../build'), { recursive: true })
		// Several test processes may write it at once; each moves a whole file into place.
		writeFileSync(`${place}.${process.pid}`, JSON.stringify(contract))
		renameSync(`${place}.${process.pid}`, place)
		return contract
	}
}

const contract = await readContract()
// Forms say numbers and booleans as text.
const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: true })
const checks = new Map<string, ValidateFunction>()

/** What in a method's arguments is not as the platform's own types have it. */
export function problemsOf(method: string, given: unknown): string[] {
	const type = contract.types[method]
	if (!type) return [`${method} is no method that the types know`]
	const check = checks.get(method) ?? ajv.compile({ ...type, definitions: contract.definitions })
	checks.set(method, check)
	if (check(structuredClone(given))) return []
	const errors = (check.errors ?? []).filter(({ keyword }) => keyword !== 'anyOf')
	return errors
		.slice(0, 5)
		.map(({ instancePath, message, params }) => `${method} ${instancePath} ${message} ${JSON.stringify(params)}`)
}
