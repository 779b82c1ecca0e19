import { z } from 'zod'
import type { Scope } from '../act.ts'
import { checked } from '../checked.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { saidField } from '../product/input.ts'
import type { Said } from '../product/said.ts'
import { refuse } from '../refusal.ts'
import { type BilledWay, billedWays } from './way.ts'

/** A type of invoice: invoices know it by its code, people by its name, readers of a language by the name it has there. */
export type InvoiceType = {
	code: string
	name: string
	names: Said
	bills: BilledWay
	position: number
	/** Of which contracts such invoices are of it by themselves: codes of their types, `null` for every type. */
	usualFor: (string | null)[]
	archived: boolean
	/** Invoices are of it: it keeps its names. */
	used: boolean
}

/** In their order; those not offered any more at the end. */
export async function findInvoiceTypes(scope: Scope): Promise<InvoiceType[]> {
	permit(scope, 'company.write')
	return await scope.sql<InvoiceType[]>`
		select code, name, names, bills, position, archived_at is not null as archived,
			coalesce((select jsonb_agg(contract_type order by contract_type nulls first)
				from invoice_type_usual as usual where usual.type = invoice_type.code), '[]') as "usualFor",
			exists (select from invoice where invoice.type = invoice_type.code) as used
		from invoice_type order by archived_at is not null, position, name collate people`
}

const saveInput = z.strictObject({
	/** Of one that is there; it is offered again where it was not any more. */
	code: z.string().max(200).optional(),
	name: z.string().trim().min(1).max(80),
	names: saidField(80),
	bills: z.enum(billedWays).default('any'),
	position: z.number().int().min(-100_000).max(100_000).default(100),
	usualFor: z.array(z.string().max(200).nullable()).max(500).default([]),
})

export type SaveInvoiceType = z.input<typeof saveInput>

/**
 * What it is made the usual one for, another one is no longer. Refuses `input.invalid`, `not_found`, `own_field.name_taken`,
 * `contract.type_unknown`, and `invoice_type.said` where issued invoices say otherwise.
 */
export async function saveInvoiceType(scope: Scope, input: SaveInvoiceType): Promise<{ code: string }> {
	permit(scope, 'company.write')
	const { sql } = scope
	const { code: given, names = {}, ...type } = checked(saveInput, input)
	await sql`lock table invoice_type in share row exclusive mode`
	const all = await findInvoiceTypes(scope)
	const before = all.find(({ code }) => code === given)
	if (given !== undefined && !before) refuse('not_found', { noun: 'invoice_type' })
	const others = all.filter((one) => one !== before)
	const same = (text: string) => text.toLowerCase() === type.name.toLowerCase()
	if (others.some((one) => !one.archived && same(one.name))) refuse('own_field.name_taken', { name: type.name })
	if (before?.used) refuseOtherwiseSaid(before, { ...type, names })
	// The code of an earlier type of this name is taken: it has one of its own.
	const code = given ?? (others.some((one) => same(one.code)) ? `${type.name} ${others.length + 1}` : type.name)
	await sql`
		insert into invoice_type (code, name, names, bills, position)
		values (${code}, ${type.name}, ${sql.json(names)}, ${type.bills}, ${type.position})
		on conflict (code) do update set name = excluded.name, names = excluded.names, bills = excluded.bills,
			position = excluded.position, archived_at = null`
	await writeUsual(scope, { code, ...type })
	await tell(scope, { ...type, code, names })
	return { code }
}

/** Papers that customers have say its names; languages may be added. */
function refuseOtherwiseSaid(
	before: InvoiceType,
	{ name, names, bills }: Pick<InvoiceType, 'name' | 'names' | 'bills'>,
) {
	const kept = Object.entries(before.names).every(([language, said]) => names[language as keyof Said] === said)
	if (name !== before.name || bills !== before.bills || !kept) refuse('invoice_type.said', { name: before.name })
}

type Usual = Pick<InvoiceType, 'code' | 'bills' | 'usualFor'>

async function writeUsual({ sql }: Scope, { code, bills, usualFor }: Usual): Promise<void> {
	const wanted = [...new Set(usualFor)]
	const of = wanted.filter((one) => one !== null)
	const known = await sql<{ code: string }[]>`select code from contract_type where code = any(${of}::text[])`
	const unknown = of.find((one) => !known.some((type) => type.code === one))
	if (unknown !== undefined) refuse('contract.type_unknown', { type: unknown })
	await sql`delete from invoice_type_usual where type = ${code}`
	for (const contractType of wanted)
		await sql`
			insert into invoice_type_usual (bills, contract_type, type) values (${bills}, ${contractType}, ${code})
			on conflict (bills, contract_type) do update set type = excluded.type`
}

/** Takes a type away, or out of use where invoices are of it; it is the usual one of nothing then. Refuses `not_found`. */
export async function removeInvoiceType(scope: Scope, { code }: { code: string }): Promise<{ archived: boolean }> {
	permit(scope, 'company.write')
	const { sql } = scope
	await sql`lock table invoice_type in share row exclusive mode`
	const type = (await findInvoiceTypes(scope)).find((one) => one.code === code)
	if (!type) refuse('not_found', { noun: 'invoice_type' })
	if (type.used) await sql`update invoice_type set archived_at = ${scope.now} where code = ${code}`
	else await sql`delete from invoice_type where code = ${code}`
	await tell(scope, { code, name: type.name, [type.used ? 'archived' : 'removed']: true })
	return { archived: type.used }
}

async function tell(scope: Scope, invoiceType: Record<string, unknown>): Promise<void> {
	const subject = { kind: 'company', id: scope.company.billingPartyId }
	await emit(scope, { kind: 'company.updated', subject, facts: { invoiceType } })
}
