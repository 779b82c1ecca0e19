import { act, type Scope } from '#core/act.ts'
import { rehearse } from '#core/approval/attempt.ts'
import { formatMajor, readMajor } from '#core/money.ts'
import { receiptMethods } from '#core/payment/payment.ts'
import { type RecordedReceipt, recordReceipt } from '#core/payment/record-receipt.ts'
import { refuse } from '#core/refusal.ts'
import { terminalActor, withBooks } from '../books.ts'
import { DONE, type Io } from '../command.ts'
import { findNamed } from '../find-named.ts'
import { readOptions, sayRefusal, toJson, wrongUsage } from '../words.ts'

export const usage = `CONTRACT|CUSTOMER AMOUNT [--on DATE] [--how ${receiptMethods.join('|')}] [--reference TEXT] [--currency CODE] [--key KEY] [--keep] [--dry-run] [--json]
   (its number or the key it was imported with; the amount as 1234.50; the day on which it came, today when not given; in the
   company's order, a contract's invoices first, or with --keep nothing until somebody says so; the same KEY never counts twice)`

/** Records money that came some other way than by card, as the console does. */
export async function run(words: readonly string[], io: Io): Promise<number> {
	const given = readOptions(words, ['on', 'how', 'reference', 'currency', 'key'], ['keep', 'dry-run', 'json'])
	const [named, amount, ...rest] = given?.words ?? []
	const method = receiptMethods.find((one) => one === (given?.values.how ?? 'transfer'))
	if (!given || !named || !amount || rest.length > 0 || !method) return wrongUsage(io, 'receipt', usage)
	const { on, reference = '', key, currency } = given.values
	const [asJson, dryRun] = [given.flags.has('json'), given.flags.has('dry-run')]
	const record = async (scope: Scope) => {
		const { contractId, customerId, currency: own } = await findNamed(scope, named)
		const money = currency?.toUpperCase() ?? own
		const amountMinor = readMajor(amount, money)
		if (typeof amountMinor === 'string') refuse('input.invalid', { field: 'amount', problem: amountMinor })
		const recorded = await recordReceipt(scope, {
			...{ contractId, customerId, currency: money, amountMinor, method, reference },
			receivedOn: on ?? scope.today.toString(),
			allocate: { by: given.flags.has('keep') ? 'none' : 'order' },
			...(key ? { importKey: `terminal:${key}` } : {}),
		})
		return tell(recorded, money)
	}
	return await withBooks(io, async (books) => {
		const outcome = await act(
			books,
			terminalActor,
			async (scope, _: undefined) => {
				if (!dryRun) return await record(scope)
				let told: Told | undefined
				await rehearse(scope, async (part) => {
					told = await record(part)
				})
				return told as Told
			},
			undefined,
		)
		if (!outcome.ok) return sayRefusal(io, outcome.refusal, asJson)
		const told = { ...outcome.value, recorded: !dryRun }
		io.out(asJson ? toJson(told) : shown(told))
		return DONE
	})
}

type Told = ReturnType<typeof tell>

function tell({ receiptNumber, allocated, unallocatedMinor, penaltyMinor, again }: RecordedReceipt, currency: string) {
	const major = (minor: bigint) => formatMajor(minor, currency)
	return {
		receipt: receiptNumber,
		currency,
		settles: allocated.map(({ number, amountMinor }) => ({ invoice: number, amount: major(amountMinor) })),
		penalty: major(penaltyMinor),
		unallocated: major(unallocatedMinor),
		/** How many receipts that came after it were put anew. */
		again,
	}
}

function shown({ receipt, currency, settles, penalty, unallocated, again, recorded }: Told & { recorded: boolean }) {
	return [
		recorded ? `Recorded as ${receipt}` : 'Nothing is recorded; it would do this:',
		...settles.map(({ invoice, amount }) => `${amount} ${currency} to ${invoice}`),
		...(/[1-9]/.test(penalty) ? [`${penalty} ${currency} to penalty interest`] : []),
		...(/[1-9]/.test(unallocated) ? [`${unallocated} ${currency} settles nothing yet`] : []),
		...(again > 0 ? [`Receipts that came later and were put anew: ${again}`] : []),
	].join('\n')
}
