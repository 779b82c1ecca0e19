import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { takeNumbers } from '../company/take-number.ts'
import { emit, nameActor } from '../event.ts'
import { followPromises } from '../follow-up/follow-promises.ts'
import { paymentEntry } from '../journal/entries.ts'
import { post } from '../journal/post.ts'
import { overtakeSettlements } from '../machine-request/overtake-settlements.ts'
import type { ReceiptMethod } from './payment.ts'

/** Money that has come some other way than by our card processor. `receivedOn` is an ISO date, the amount minor units. */
export type RecordedMoney = {
	id: string
	customerId: string
	currency: string
	amountMinor: bigint
	receivedOn: string
	method: ReceiptMethod | ''
	/** What the payer or the bank wrote. */
	reference: string
	/** What nobody but the company's people read. */
	note?: string
	/** The contract that it is for. */
	contractId?: string | null
	/** The company's order says what it settles. */
	inOrder?: boolean
	/** It settles nothing until a person puts it. */
	held?: boolean
	/** By what it is known again, so that the same money never counts twice. */
	importKey?: string | null
	/** Of the form that recorded it: pressing again is the same receipt. */
	startKey?: string | null
}

/** The rows with their postings, for the day on which each came. Set-based. */
export async function writeRecorded(scope: Scope, money: readonly RecordedMoney[]): Promise<void> {
	const by = nameActor(scope.actor)
	await insertMany(
		scope.sql,
		'payment',
		{
			...{ id: 'uuid', customer_id: 'uuid', currency: 'text', amount_minor: 'bigint', source: 'text', state: 'text' },
			...{ initiated_by: 'text', reference: 'text', method: 'text', import_key: 'text', received_on: 'date' },
			...{ created_at: 'timestamptz', settled_at: 'timestamptz', note: 'text', start_key: 'text', recorded_by: 'text' },
			...{ for_contract_id: 'uuid', in_order: 'boolean', held: 'boolean' },
		},
		money.map((one) => ({
			...{ id: one.id, currency: one.currency, reference: one.reference, method: one.method },
			...{ customer_id: one.customerId, amount_minor: one.amountMinor, source: 'recorded', state: 'succeeded' },
			...{ initiated_by: 'company', received_on: one.receivedOn, note: one.note ?? '', recorded_by: by },
			...{ import_key: one.importKey ?? null, start_key: one.startKey ?? null },
			...{ for_contract_id: one.contractId ?? null, in_order: one.inOrder ?? false, held: one.held ?? false },
			...{ created_at: scope.now, settled_at: scope.now },
		})),
	)
	await post(
		scope,
		money.map(({ receivedOn: on, ...one }) => paymentEntry({ ...one, on })),
	)
}

/** What each settled, and the one contract whose that was. */
export type SettledBy = ReadonlyMap<string, { contractId: string | null; amountMinor: bigint }>

/**
 * Numbers receipts and says that they were recorded; last, because the series is locked until the transaction ends. What a
 * file brought is told to nobody. Answers the numbers in order.
 */
export async function tellRecorded(
	scope: Scope,
	money: readonly RecordedMoney[],
	settled: SettledBy,
	{ imported }: { imported: boolean },
): Promise<string[]> {
	const numbers = await takeNumbers(scope, 'receipt', money.length)
	await scope.sql`
		update payment set receipt_number = given.number
		from unnest(${money.map(({ id }) => id)}::uuid[], ${numbers}::text[]) as given (id, number) where payment.id = given.id`
	await emit(
		scope,
		...money.map(({ id, customerId, amountMinor, currency, receivedOn, method }, index) => ({
			kind: 'payment.recorded' as const,
			subject: { kind: 'payment', id },
			...{ customerId, contractId: settled.get(id)?.contractId ?? null },
			facts: {
				...{ amountMinor: String(amountMinor), currency, receiptNumber: numbers[index] ?? '', receivedOn, method },
				unallocatedMinor: String(amountMinor - (settled.get(id)?.amountMinor ?? 0n)),
				...(imported ? { imported } : {}),
			},
		})),
	)
	const customers = [...new Set(money.map(({ customerId }) => customerId))]
	await followPromises(scope, customers, 'came')
	await overtakeSettlements(scope, customers)
	return numbers
}
