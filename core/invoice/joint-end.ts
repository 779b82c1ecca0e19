import { randomUUIDv7 } from 'node:crypto'
import type { Scope } from '../act.ts'
import type { Billable } from './billable.ts'
import type { NewInvoice } from './write-lines.ts'

/** Makes one invoice of several, in place, with the owner of each. */
export type JoinInvoices = (invoices: NewInvoice[], owners: Billable[]) => void

/** Keeps that locked contracts, or lines of them, were made to end together on a day, the last one. */
export async function keepJointEnd({ sql }: Scope, ids: readonly string[], endsOn: string): Promise<void> {
	if (ids.length < 2) return
	await sql`
		insert into joint_end (contract_id, ends_on, joint_id)
		select contract_id, ${endsOn}, ${randomUUIDv7()} from unnest(${ids as string[]}::uuid[]) as contract_id
		on conflict (contract_id, ends_on) do update set joint_id = excluded.joint_id`
}

/**
 * Of contracts that are due and locked, those that share an end with others that are due; the others are locked and come
 * with them. Where one of these is in other hands, none of them comes: like any that is locked they wait for the next look.
 */
export async function dueTogether(
	{ sql }: Scope,
	{ ids, through, except }: { ids: readonly string[]; through: Temporal.PlainDate; except: readonly string[] },
): Promise<{ alone: string[]; joint: string[] }> {
	const mates = await sql<{ id: string; mate: string }[]>`
		select mine.contract_id as id, other.contract_id as mate
		from joint_end as mine join joint_end as other on other.joint_id = mine.joint_id and other.contract_id <> mine.contract_id
			join contract_billing as billing on billing.contract_id = other.contract_id
		where mine.contract_id = any(${ids as string[]}::uuid[]) and next_due_on <= ${through}
			and other.contract_id <> all(${except as string[]}::uuid[])`
	if (mates.length === 0) return { alone: [...ids], joint: [] }
	const missing = [...new Set(mates.map(({ mate }) => mate))].filter((mate) => !ids.includes(mate))
	const locked = await sql<{ id: string }[]>`
		select id from contract where id = any(${missing}::uuid[]) order by id for update skip locked`
	const mine = new Set([...ids, ...locked.map(({ id }) => id)])
	const waiting = new Set(mates.filter(({ mate }) => !mine.has(mate)).map(({ id }) => id))
	const together = new Set(mates.flatMap(({ id, mate }) => (waiting.has(id) || waiting.has(mate) ? [] : [id, mate])))
	return {
		alone: ids.filter((id) => !together.has(id) && !waiting.has(id)),
		joint: [...mine].filter((id) => together.has(id)),
	}
}

/** Joins what contracts that still end together have left to bill, where that falls due on one day. */
export async function joinEnds({ sql }: Scope, ids: readonly string[]): Promise<JoinInvoices> {
	const rows = await sql<{ contractId: string; endsOn: string; jointId: string }[]>`
		select contract_id as "contractId", joint_end.ends_on::text as "endsOn", joint_id as "jointId"
		from joint_end join contract on contract.id = contract_id
		where contract_id = any(${ids as string[]}::uuid[]) and (contract.ends_on = joint_end.ends_on or exists (
			select from contract_line as line cross join lateral (
				select ends_on from contract_line_state where contract_line_id = line.id
				order by effective_on desc, sequence desc limit 1
			) as state where line.contract_id = contract.id and state.ends_on = joint_end.ends_on))`
	const jointOf = new Map(rows.map(({ contractId, endsOn, jointId }) => [`${contractId} ${endsOn}`, jointId]))
	return (invoices, owners) =>
		joinBy(invoices, owners, ({ contractId, lines }) => {
			for (const { periodTo } of lines) {
				const joint = periodTo && jointOf.get(`${contractId} ${periodTo.subtract({ days: 1 })}`)
				if (joint) return joint
			}
			return null
		})
}

/** Joins all that falls due on one day. */
export const joinByDay: JoinInvoices = (invoices, owners) => joinBy(invoices, owners, () => '')

/**
 * One invoice a customer, currency and day of those with one key, null leaves alone; an instalment stays one by itself. A
 * joint one belongs to no contract by itself; its lines do.
 */
function joinBy(invoices: NewInvoice[], owners: Billable[], keyOf: (invoice: NewInvoice) => string | null): void {
	const joined = new Map<string, { invoice: NewInvoice; owner: Billable | undefined }>()
	for (const [index, invoice] of invoices.entries()) {
		const own = keyOf(invoice) ?? `alone ${index}`
		const { customerId, currency, billedFor, lines } = invoice
		const key = `${own} ${customerId} ${currency} ${billedFor} ${lines[0]?.instalmentId ?? ''}`
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
