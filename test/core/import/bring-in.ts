import { type Actor, act, type Books, expectOk } from '#core/act.ts'
import { chooseMap, type ImportBatch, uploadFile } from '#core/import/batch.ts'
import type { LoadMode } from '#core/import/chunk.ts'
import { fileOfBytes } from '#core/import/file/source.ts'
import { loadBatch } from '#core/import/load.ts'
import { type ImportMapInput, readMap } from '#core/import/map.ts'
import { findRejected } from '#core/import/rejected.ts'

export const importer: Actor = { kind: 'system', name: 'test' }

export const customerMap: ImportMapInput = {
	subject: 'customers',
	source: 'crm',
	columns: {
		key: 'Id',
		name: 'Name',
		email: 'Email',
		city: 'City',
		country: 'Country',
		paymentTermDays: 'Terms',
		contactName: 'Person',
		contactEmail: 'Person email',
	},
	constants: { currency: 'EUR', language: 'en' },
	keepOthers: true,
	file: { shortRows: 'fill' },
}

export const contractMap: ImportMapInput = {
	subject: 'contracts',
	source: 'crm',
	columns: {
		key: 'Id',
		customer: 'Account',
		product: 'Plan',
		start: 'Start',
		end: 'End',
		quantity: 'Seats',
		amount: 'MRR',
		interval: 'Billing',
		trial: 'Trial',
		purchaseOrder: 'PO',
	},
	amountIs: 'total',
	amountPer: 'month',
	file: { shortRows: 'fill' },
}

type Brought = Pick<
	ImportBatch,
	'created' | 'updated' | 'unchanged' | 'conflicts' | 'rejected' | 'done' | 'state' | 'id'
> & {
	/** `row: code field` of every problem. */
	problems: string[]
}

/** Brings text or bytes in as the console and the terminal do, and answers what came of it. */
export async function bringIn(
	books: Books,
	map: ImportMapInput,
	content: string | Uint8Array,
	mode: LoadMode = 'load',
): Promise<Brought> {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
	const file = fileOfBytes('export.csv', bytes)
	const batch = expectOk(await act(books, importer, uploadFile, { subject: map.subject, file }))
	expectOk(await act(books, importer, chooseMap, { id: batch.id, map: readMap(map, map.subject) }))
	return await finishLoad(books, batch.id, mode)
}

export async function finishLoad(books: Books, id: string, mode: LoadMode = 'load'): Promise<Brought> {
	const { created, updated, unchanged, conflicts, rejected, done, state } = expectOk(
		await loadBatch(books, importer, { id, mode }),
	)
	const rows = expectOk(await act(books, importer, findRejected, { id, limit: 10_000 }))
	const problems = rows.flatMap((row) => row.problems.map(({ code, field }) => `${row.row}: ${code} ${field}`.trim()))
	return { id, created, updated, unchanged, conflicts, rejected, done, state, problems }
}

export const customerHeader = 'Id,Name,Email,City,Country,Terms,Person,Person email,Rating'
export const customers = `${customerHeader}
A-1,Acme GmbH,billing@acme.example,Köln,DE,Net 30,Ada Acker,ada@acme.example,hot
A-2,Бета ООО,,Москва,Россия,,,,
A-3,"Gamma, Inc.",ap@gamma.example,Austin,USA,14,Ada Acker,ADA@acme.example,cold
`

export const contractHeader = 'Id,Account,Plan,Start,End,Seats,MRR,Billing,Trial,PO'
export const contracts = `${contractHeader}
S-1,A-1,Pro,2026-01-15,,10,"1,000.00",monthly,no,PO-7
S-2,A-2,Basic,2026-02-01,2026-12-31,3,300,annual,no,
S-3,A-3,Pro,2026-02-10,,5,500,monthly,yes,
S-4,A-1,Basic,2025-06-01,2025-06-01,1,50,monthly,no,
`
