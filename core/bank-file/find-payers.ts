import type { Scope } from '../act.ts'
import { reach } from '../permit.ts'
import { numbersIn } from './numbers-in.ts'

/** An entry as it is matched. Minor units. */
export type EntryToMatch = {
	id: string
	currency: string
	amountMinor: bigint
	counterparty: string
	counterpartyAccount: string
	reference: string
	description: string
	/** The bank says that it takes an earlier movement back. */
	reverses?: boolean
}

/** Why somebody may be who paid. */
export type PayerReason =
	| { kind: 'invoice_number' | 'invoice_digits'; number: string; invoiceId: string }
	| { kind: 'contract_number'; number: string; contractId: string }
	| { kind: 'customer_number'; number: string }
	| { kind: 'account_known'; account: string }
	| { kind: 'name'; name: string; likeness: number }

/** Who may have paid each entry, by the entry's id and the customer's, with what says so. */
export type Payers = Map<string, Map<string, PayerReason[]>>

type Found = { key: string; customerId: string; reason: PayerReason }

/**
 * Who may have paid: by numbers in what was written, by an account that paid before, and, where nothing else says
 * anything and it is asked for, by a name that is alike. Set-based.
 */
export async function findPayers(
	scope: Scope,
	entries: readonly EntryToMatch[],
	{ byName }: { byName: boolean },
): Promise<Payers> {
	const series = await scope.sql<{ digits: number }[]>`select distinct digits from number_series order by digits`
	const widths = series.map(({ digits }) => digits)
	const numbers = new Map(
		entries.map((entry) => [entry.id, numbersIn(`${entry.reference} ${entry.description}`, widths)]),
	)
	const byKey = Map.groupBy(await findNumbered(scope, [...new Set([...numbers.values()].flat())]), ({ key }) => key)
	const accounts = entries.map(({ counterpartyAccount }) => counterpartyAccount).filter((account) => account !== '')
	const byAccount = Map.groupBy(await findByAccount(scope, [...new Set(accounts)]), ({ key }) => key)
	const payers: Payers = new Map()
	for (const { id, counterpartyAccount } of entries) {
		const found = [
			...(numbers.get(id) ?? []).flatMap((key) => byKey.get(key) ?? []),
			...(byAccount.get(counterpartyAccount) ?? []),
		]
		payers.set(id, gather(found))
	}
	if (!byName) return payers
	const nameless = entries.filter(({ id, counterparty }) => payers.get(id)?.size === 0 && counterparty.length > 2)
	const byTheirName = Map.groupBy(
		await findByName(scope, [...new Set(nameless.map((one) => one.counterparty))]),
		({ key }) => key,
	)
	for (const { id, counterparty } of nameless) payers.set(id, gather(byTheirName.get(counterparty) ?? []))
	return payers
}

/** A number in full says more than its digits alone, and each is said once. */
function gather(found: readonly Found[]): Map<string, PayerReason[]> {
	const payers = new Map<string, PayerReason[]>()
	for (const { customerId, reason } of found) {
		const reasons = payers.get(customerId) ?? []
		payers.set(customerId, reasons)
		const same = reasons.findIndex((one) => subjectOf(one) === subjectOf(reason))
		if (same < 0) reasons.push(reason)
		else if (reason.kind === 'invoice_number') reasons[same] = reason
	}
	return payers
}

function subjectOf(reason: PayerReason): string {
	return 'invoiceId' in reason ? reason.invoiceId : 'number' in reason ? `${reason.kind} ${reason.number}` : reason.kind
}

async function findNumbered(scope: Scope, keys: readonly string[]): Promise<Found[]> {
	if (keys.length === 0) return []
	const { sql } = scope
	const seen = reach(scope)
	return await sql<Found[]>`
		with given as materialized (select key from unnest(${[...keys]}::text[]) as given (key))
		select key, invoice.customer_id as "customerId",
			jsonb_build_object('kind', 'invoice_number', 'number', number, 'invoiceId', invoice.id) as reason
		from given join invoice on bare_number(number) = key
		where number is not null and kind = 'invoice' and state in ('issued', 'uncollectible') and ${seen.customer('invoice.customer_id')}
		union all
		select key, invoice.customer_id, jsonb_build_object('kind', 'invoice_digits', 'number', number, 'invoiceId', invoice.id)
		from given join invoice on digits_of_number(number) = key
		where number is not null and kind = 'invoice' and state = 'issued' and settled_minor < total_minor
			and ${seen.customer('invoice.customer_id')}
		union all
		select key, contract.customer_id, jsonb_build_object('kind', 'contract_number', 'number', number, 'contractId', contract.id)
		from given join contract on bare_number(number) = key where ${seen.customer('contract.customer_id')}
		union all
		select key, customer.id, jsonb_build_object('kind', 'customer_number', 'number', number)
		from given join customer on bare_number(number) = key where role = 'customer' and ${seen.customer()}`
}

async function findByAccount(scope: Scope, accounts: readonly string[]): Promise<Found[]> {
	if (accounts.length === 0) return []
	return await scope.sql<Found[]>`
		select distinct counterparty_account as key, payment.customer_id as "customerId",
			jsonb_build_object('kind', 'account_known', 'account', counterparty_account) as reason
		from bank_entry join payment on payment.id = payment_id
		where counterparty_account = any(${[...accounts]}::text[]) and payment_id is not null and counterparty_account <> ''
			and ${reach(scope).customer('payment.customer_id')}`
}

async function findByName(scope: Scope, names: readonly string[]): Promise<Found[]> {
	if (names.length === 0) return []
	return await scope.sql<Found[]>`
		select given.name as key, alike.id as "customerId",
			jsonb_build_object('kind', 'name', 'name', alike.name, 'likeness', round(alike.likeness::numeric, 2)) as reason
		from unnest(${[...names]}::text[]) as given (name) cross join lateral (
			select id, name, similarity(plain_text(given.name), plain_text(name)) as likeness from customer
			where plain_text(given.name) <% search_text and role = 'customer' and ${reach(scope).customer()}
			order by likeness desc, id limit 3
		) as alike where likeness >= 0.35`
}
