import type { Scope } from '../act.ts'
import { countedTo, type Listed, pageOf } from '../list/paged.ts'
import { permit } from '../permit.ts'
import type { BankFileFormat } from './statement.ts'

export type ListedBankFile = {
	id: string
	fileName: string
	format: BankFileFormat
	uploadedAt: Temporal.Instant
	/** Of a table: nobody has said yet what its columns hold. */
	asks: boolean
	accounts: string[]
	/** The days of its entries, ISO; null where none is new. */
	from: string | null
	to: string | null
	entries: number
	/** Money that came in and that nobody has dealt with. */
	open: number
}

const columns = (sql: Scope['sql']) => sql`
	bank_file.id, file_name as "fileName", format, uploaded_at as "uploadedAt", read_at is null as asks,
	array(select distinct account from bank_statement where file_id = bank_file.id order by 1) as accounts,
	told.from, told.to, told.entries, told.open
	from bank_file cross join lateral (
		select min(booked_on)::text as "from", max(booked_on)::text as "to", count(*)::int as entries,
			(count(*) filter (where payment_id is null and ignored_at is null and amount_minor > 0))::int as open
		from bank_entry where file_id = bank_file.id
	) as told`

/** Files of banks, the newest first, cut by cursor; or only those of which something is still open. */
export async function listBankFiles(
	scope: Scope,
	input: { show?: 'open' | undefined; after?: string | undefined; before?: string | undefined; limit: number },
): Promise<Listed<ListedBankFile>> {
	permit(scope, 'payment.record')
	const { sql } = scope
	const { show, after, before, limit } = input
	const where =
		show === 'open'
			? sql`(read_at is null or exists (select from bank_entry where file_id = bank_file.id and payment_id is null
				and ignored_at is null and amount_minor > 0))`
			: sql`true`
	const rows = await sql<ListedBankFile[]>`
		select ${columns(sql)} where ${where} ${after ? sql`and bank_file.id < ${after}` : sql``} ${before ? sql`and bank_file.id > ${before}` : sql``}
		${before ? sql`order by bank_file.id` : sql`order by bank_file.id desc`} limit ${limit + 1}`
	const page = before ? [...rows].reverse() : rows
	const [count] = await sql<{ total: number }[]>`
		select count(*)::int as total from (select from bank_file where ${where} limit ${countedTo}) as counted`
	return pageOf(page, input, count?.total ?? 0)
}

/** One of them. Refuses nothing: undefined where there is none. */
export async function findBankFile(scope: Scope, { fileId }: { fileId: string }): Promise<ListedBankFile | undefined> {
	permit(scope, 'payment.record')
	const [file] = await scope.sql<ListedBankFile[]>`select ${columns(scope.sql)} where bank_file.id = ${fileId}`
	return file
}
