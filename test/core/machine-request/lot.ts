import { type Actor, act, expectOk, look } from '#core/act.ts'
import { findMachinesOf } from '#core/equipment/find.ts'
import { registerLines } from '#core/equipment/register.ts'
import { billContract } from '#core/invoice/bill-contract.ts'
import { type AskMachineRequest, askMachineRequest } from '#core/machine-request/ask.ts'
import { findMachineRequest } from '#core/machine-request/find.ts'
import { type RequestConditionKind, requestConditionKinds } from '#core/machine-request/kinds.ts'
import { recordReceipts } from '#core/payment/record.ts'
import { hire } from '#test/core/approval/office.ts'
import { sell } from '#test/core/equipment/yard.ts'
import { finance } from '#test/core/payment/ledger.ts'
import type { World } from '#test/support/books.ts'

export type Lot = Omit<Awaited<ReturnType<typeof deliver>>, 'others'>

/** A machine that its customer has, sold for 1,000.00 which fell due on the day it was sold and is not paid. */
export async function deliver(world: World, serialNumber: string, also: string[] = []) {
	const { books } = world
	const { contractId, customerId } = await sell(world, serialNumber, { active: true, also })
	const { unknown } = expectOk(await look(books, finance, findMachinesOf, { contractId }))
	expectOk(await act(books, finance, registerLines, { lineIds: unknown.map(({ id }) => id), isDelivered: true }))
	expectOk(await act(books, finance, billContract, { id: contractId }))
	const { machines } = expectOk(await look(books, finance, findMachinesOf, { contractId }))
	return { contractId, customerId, serialNumber, equipmentId: machines[0]?.id ?? '', others: machines.slice(1) }
}

/** Those who ask, decide and carry out. */
export async function crew({ books }: World) {
	return {
		collector: await hire(books, 'cora', 'collector'),
		risk: await hire(books, 'fiona', 'finance'),
		store: await hire(books, 'stan', 'storekeeper'),
	}
}

/** Asks with whatever is missing named; answers the request's id and what waits for a word. */
export async function ask(
	{ books, sql }: World,
	who: Actor,
	{ contractId, equipmentId }: Lot,
	more: Partial<AskMachineRequest> & Pick<AskMachineRequest, 'kind'>,
) {
	const without: readonly RequestConditionKind[] = requestConditionKinds
	const outcome = await act(books, who, askMachineRequest, {
		...{ contractId, equipmentIds: [equipmentId], reason: '', without },
		...more,
	})
	const id = outcome.ok ? outcome.value.id : ''
	const [waiting] = id ? await sql<{ id: string }[]>`select id from approval_request where subject_id = ${id}` : []
	return { outcome, id, approvalId: waiting?.id ?? '' }
}

export async function pay({ books, sql }: World, { contractId, customerId }: Lot, receivedOn: string) {
	const [open] = await sql<{ id: string; minor: bigint }[]>`
		select id, total_minor - settled_minor as minor from invoice where contract_id = ${contractId} and settled_minor < total_minor`
	return expectOk(
		await act(books, finance, recordReceipts, [
			{
				...{ customerId, currency: 'EUR', amountMinor: open?.minor ?? 0n, receivedOn, method: 'transfer' as const },
				...{ reference: 'Paid', invoiceId: open?.id ?? null, importKey: crypto.randomUUID() },
			},
		]),
	)
}

export const found = async ({ books }: World, id: string, who: Actor = finance) =>
	expectOk(await look(books, who, findMachineRequest, { id }))

export async function stateOf({ sql }: World, { equipmentId }: Lot): Promise<string> {
	const [row] = await sql<{ state: string }[]>`select state from equipment where id = ${equipmentId}`
	return row?.state ?? ''
}

/** A machine of a contract that somebody is on the way to fetch, written as it stands in the books. */
export async function fetching({ books, sql }: Pick<World, 'books' | 'sql'>, contractId: string): Promise<string> {
	const { userId } = await hire(books, 'fetcher', 'collector')
	const found = [
		{ kind: 'in_arrears', met: false, days: 12, wantedDays: 30, minor: '10000' },
		{ kind: 'locked_or_reminded', met: true, days: null, wantedDays: null, minor: null },
	]
	const [request] = await sql<{ id: string }[]>`
		insert into machine_request (id, kind, contract_id, customer_id, reason, conditions, missing, place, assignee_id, state,
			asked_on, asked_at, asked_by, approved_at, approved_by)
		select gen_random_uuid(), 'repossession', id, customer_id, 'Nobody answers', ${found as never}, '{in_arrears}', 'Quarry 9',
			${userId}, 'approved', '2025-12-20', now(), ${`staff:${userId}`}, now(), ${`staff:${userId}`}
		from contract where id = ${contractId} returning id`
	const id = request?.id ?? ''
	await sql`
		insert into machine_request_machine (id, request_id, equipment_id)
		select gen_random_uuid(), ${id}, equipment.id from equipment where contract_id = ${contractId}`
	return id
}

/** A contract that was settled, written as it stands in the books: its certificate is there to be looked at. */
export async function settledBefore({ sql }: Pick<World, 'sql'>, contractId: string): Promise<void> {
	const settled = { currency: 'EUR', invoicedMinor: '100000', receivedMinor: '100000' }
	await sql`
		insert into machine_request (id, kind, contract_id, customer_id, conditions, becomes, state, asked_on, asked_at, asked_by,
			approved_at, approved_by, ended_at, ended_by, certificate_number, settled_on, settled)
		select gen_random_uuid(), 'settlement', id, customer_id, '[]', 'sold', 'done', '2025-12-20', now(), 'system:test',
			now(), 'system:test', now(), 'system:test', 'ST-' || number, '2025-12-20', ${settled as never}
		from contract where id = ${contractId}`
}
