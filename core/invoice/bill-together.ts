import type { Scope } from '../act.ts'
import type { Billable } from './billable.ts'
import { billContracts } from './run.ts'
import type { NewInvoice } from './write-lines.ts'

/**
 * Bills what is due of locked contracts today, for verbs that have permitted it; `joined`: what falls due on one day is
 * one invoice of all of them. Answers the ids of what was issued.
 */
export async function billTogether(
	scope: Scope,
	ids: readonly string[],
	{ joined }: { joined: boolean },
): Promise<string[]> {
	const issued: string[] = []
	// Most of many have nothing due: what they are made of need not be read to know it.
	const due = await scope.sql<{ id: string }[]>`
		select contract_id as id from unnest(${ids as string[]}::uuid[]) with ordinality as asked (contract_id, place)
			join contract_billing using (contract_id)
		where next_due_on <= ${scope.today} order by place`
	await billContracts(
		scope,
		due.map(({ id }) => id),
		scope.today,
		(invoices) => issued.push(...invoices.map(({ id }) => id)),
		joined && due.length > 1 ? joinByDay : undefined,
	)
	return issued
}

/** One invoice a customer, currency and day; an instalment stays one by itself. It belongs to no contract by itself; its lines do. */
function joinByDay(invoices: NewInvoice[], owners: Billable[]): void {
	const joined = new Map<string, { invoice: NewInvoice; owner: Billable | undefined }>()
	for (const [index, invoice] of invoices.entries()) {
		const key = `${invoice.customerId} ${invoice.currency} ${invoice.billedFor} ${invoice.lines[0]?.instalmentId ?? ''}`
		const first = joined.get(key)
		const owner = owners[index]
		joined.set(
			key,
			first ? { invoice: join(first.invoice, invoice), owner: both(first.owner, owner) } : { invoice, owner },
		)
	}
	const all = [...joined.values()]
	invoices.splice(0, invoices.length, ...all.map(({ invoice }) => invoice))
	owners.splice(0, owners.length, ...all.flatMap(({ owner }) => owner ?? []))
}

/** What is sent and charged about them: by itself only where all are, and `startCharge` asks for one and the same card. */
function both(one: Billable | undefined, other: Billable | undefined): Billable | undefined {
	if (!one || !other) return one ?? other
	return { ...one, contract: { ...one.contract, autopay: one.contract.autopay && other.contract.autopay } }
}

function join(one: NewInvoice, other: NewInvoice): NewInvoice {
	const lines = [...one.lines, ...other.lines]
	const total = lines.reduce((sum, line) => sum + line.netMinor + line.taxMinor, 0n)
	return {
		...one,
		kind: total < 0n ? 'credit_note' : 'invoice',
		contractId: null,
		paymentTermDays: Math.max(one.paymentTermDays, other.paymentTermDays),
		purchaseOrder: one.purchaseOrder === other.purchaseOrder ? (one.purchaseOrder ?? '') : '',
		lines,
	}
}
