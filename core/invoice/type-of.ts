import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { languageRead } from '../product/said.ts'
import { refuse } from '../refusal.ts'
import type { BilledWay } from './way.ts'
import type { NewInvoice, NewInvoiceLine } from './write-lines.ts'

/** Which of the built-in ways to bill an invoice is, by its lines; `any` where it is none of them. */
export function wayOf(lines: readonly Pick<NewInvoiceLine, 'kind' | 'why'>[]): BilledWay {
	const first = (...kinds: NewInvoiceLine['kind'][]) => lines.find(({ kind }) => kinds.includes(kind))
	const instalment = first('instalment')
	if (instalment) return isDownPayment(instalment.why) ? 'down_payment' : 'instalment'
	if (first('penalty')) return 'penalty'
	if (first('period')) return 'period'
	if (first('one_off')) return 'one_off'
	return first('charge', 'credit') ? 'change' : 'any'
}

/** The part of a collection plan that is paid before its instalments has the number 0. */
function isDownPayment(why: unknown): boolean {
	return typeof why === 'object' && why !== null && 'number' in why && why.number === 0
}

/** What the type of an invoice goes by; a `type` that was chosen stays. A joint one is its contracts', all of them. */
export type Typed = Pick<NewInvoice, 'kind' | 'type'> & { way: BilledWay; contractIds: readonly string[] }

/** The contracts that it bills. */
export function billedContracts({ contractId, lines }: Pick<NewInvoice, 'contractId' | 'lines'>): string[] {
	return contractId ? [contractId] : [...new Set(lines.flatMap((line) => line.contractId ?? []))]
}

/**
 * Gives invoices the type that is usual for what they bill of such contracts: what it bills weighs more than whose it is.
 * In place; two queries however many they are, one where the company has no usual types.
 */
export async function giveUsualTypes({ sql }: Pick<Scope, 'sql'>, invoices: readonly Typed[]): Promise<void> {
	const open = invoices.filter(({ kind, type }) => kind === 'invoice' && type === undefined)
	if (open.length === 0) return
	const rows = await sql<{ bills: BilledWay; contractType: string | null; type: string }[]>`
		select bills, contract_type as "contractType", type from invoice_type_usual`
	if (rows.length === 0) return
	const usual = new Map(rows.map(({ bills, contractType, type }) => [keyOf(bills, contractType), type]))
	const ofContract = rows.some(({ contractType }) => contractType !== null)
		? await typesOfContracts({ sql }, open)
		: new Map<string, string>()
	for (const invoice of open) {
		const [contractType = null, another] = new Set(invoice.contractIds.map((id) => ofContract.get(id) ?? null))
		const whose = another === undefined ? contractType : null
		const keys = [invoice.way, 'any' as const].flatMap((way) => [keyOf(way, whose), keyOf(way, null)])
		invoice.type = keys.map((key) => usual.get(key)).find((type) => type !== undefined) ?? null
	}
}

const keyOf = (way: BilledWay, contractType: string | null) => JSON.stringify([way, contractType])

async function typesOfContracts({ sql }: Pick<Scope, 'sql'>, invoices: readonly Typed[]): Promise<Map<string, string>> {
	const ids = [...new Set(invoices.flatMap(({ contractIds }) => contractIds))]
	const rows = await sql<{ id: string; type: string }[]>`select id, type from contract where id = any(${ids}::uuid[])`
	return new Map(rows.map(({ id, type }) => [id, type]))
}

/** A type that invoices can be given, and what it is for. */
export type OfferedType = { code: string; name: string; bills: BilledWay }

/** Those that who bills a contract by hand chooses from, in their order. */
export async function findOfferedTypes(scope: Scope): Promise<OfferedType[]> {
	permit(scope, 'invoice.run')
	return await scope.sql<OfferedType[]>`
		select code, name, bills from invoice_type where archived_at is null order by position, name collate people`
}

/** Whether such a type is for invoices of a way. */
export const suits = (bills: BilledWay, way: BilledWay) => bills === 'any' || bills === way

/** Refuses `invoice.type_unknown` of one that is not there, not offered any more, or for something else. */
export async function refuseUnsuited(scope: Scope, chosen: { type: string; way: BilledWay }[]): Promise<void> {
	if (chosen.length === 0) return
	const offered = await findOfferedTypes(scope)
	const wrong = chosen.find(({ type, way }) => !offered.some(({ code, bills }) => code === type && suits(bills, way)))
	if (wrong) refuse('invoice.type_unknown', { type: wrong.type })
}

/** The name of an invoice's type as its reader's language has it, or null: for a query on `invoice`. */
export function typeRead({ sql, actor }: Pick<Scope, 'sql' | 'actor'>): Fragment {
	const language = languageRead(actor)
	const name = language ? sql`coalesce(names ->> ${language}::text, name)` : sql`name`
	return sql`(select ${name} from invoice_type where invoice_type.code = invoice.type)`
}
