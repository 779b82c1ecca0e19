import { look } from '#core/act.ts'
import { findStatement, type Statement, type StatementAccount } from '#core/journal/statement.ts'
import { formatMajor } from '#core/money.ts'
import { terminalActor, withBooks } from '../books.ts'
import { DONE, type Io } from '../command.ts'
import { findNamed } from '../find-named.ts'
import { readOptions, sayRefusal, table, toJson, wrongUsage } from '../words.ts'

export const usage =
	'CUSTOMER|CONTRACT [--on DATE] [--from DATE] [--json]   (its number or the key it was imported with; days as 2026-03-31, as of today and from the beginning when not given; on a day to come: the account as of today, and what settles everything on that day)'

/** The statement of account of a customer or of one contract; amounts as decimal strings in major units. */
export async function run(words: readonly string[], io: Io): Promise<number> {
	const given = readOptions(words, ['on', 'from'], ['json'])
	const [named] = given?.words ?? []
	if (!given || !named || given.words.length > 1) return wrongUsage(io, 'statement', usage)
	return await withBooks(io, async (books) => {
		const { on, from } = given.values
		const outcome = await look(
			books,
			terminalActor,
			async (scope) => {
				const { contractId, customerId } = await findNamed(scope, named)
				return await findStatement(scope, { ...(contractId ? { contractId } : { customerId }), on, from })
			},
			undefined,
		)
		const asJson = given.flags.has('json')
		if (!outcome.ok) return sayRefusal(io, outcome.refusal, asJson)
		const told = inMajor(outcome.value)
		io.out(asJson ? toJson(told) : shown(told))
		return DONE
	})
}

function inMajor({ customer, contract, from, on, payOffOn, accounts }: Statement) {
	return {
		customer: { number: customer.number, name: customer.name },
		contract: contract && { number: contract.number, title: contract.title },
		from,
		/** Of the account: today at the latest. */
		on,
		/** Of penalty, coming, payOff and stillToCome: the day asked for, which may be to come. */
		payOffOn,
		accounts: accounts.map(accountInMajor),
	}
}

function accountInMajor({ currency, ...account }: StatementAccount) {
	const major = (minor: bigint) => formatMajor(minor, currency)
	const { notDue, to30, to60, to90, over90 } = account.ageing
	return {
		currency,
		opening: major(account.openingMinor),
		lines: account.lines.map((line) => ({
			on: line.on,
			kind: line.kind,
			number: line.number,
			contract: line.contract?.number ?? null,
			debit: major(line.debitMinor),
			credit: major(line.creditMinor),
			balance: major(line.balanceMinor),
		})),
		debit: major(account.debitMinor),
		credit: major(account.creditMinor),
		closing: major(account.closingMinor),
		openInvoices: account.items.map((item) => ({
			number: item.number,
			contract: item.contract?.number ?? null,
			issuedOn: item.issuedOn,
			dueOn: item.dueOn,
			daysPastDue: item.daysPastDue,
			total: major(item.totalMinor),
			open: major(item.openMinor),
		})),
		open: major(account.openMinor),
		ageing: { notDue: major(notDue), to30: major(to30), to60: major(to60), to90: major(to90), over90: major(over90) },
		unallocated: account.free.map(({ kind, number, on, minor }) => ({ kind, number, on, amount: major(minor) })),
		unallocatedTotal: major(account.freeMinor),
		penalty: account.penalty && {
			accrued: major(account.penalty.accruedMinor),
			waived: major(account.penalty.waivedMinor),
			billed: major(account.penalty.billedMinor),
			paid: major(account.penalty.paidMinor),
			due: major(account.penalty.dueMinor),
		},
		plan: account.plans.flatMap(({ contract, number: plan, label: named, instalments }) =>
			instalments.map((one) => ({
				...{ contract: contract.number, plan, planLabel: named, number: one.number, of: one.of, label: one.label },
				...{ dueOn: one.dueOn, invoice: one.invoice?.number ?? null, amount: major(one.plannedMinor) },
				...{
					received: major(one.receivedMinor),
					open: one.invoice ? major(one.openMinor) : null,
					daysPastDue: one.lateDays,
				},
			})),
		),
		/** What will be invoiced through the day of the pay-off, where that is to come. */
		coming: account.coming.map(({ on, dueOn, minor, contract }) => ({
			...{ on, dueOn, contract: contract.number, amount: major(minor) },
		})),
		comingTotal: major(account.comingMinor),
		/** What settles everything on that day: what is open, is coming, and is owed of penalty interest. */
		payOff: major(account.payOffMinor),
		/** In instalments or sold once, after that day; null of a day that is over. */
		stillToCome: account.afterMinor === null ? null : major(account.afterMinor),
	}
}

type Told = ReturnType<typeof inMajor>

function shown({ customer, contract, from, on, payOffOn, accounts }: Told): string {
	const whose = [customer.number, customer.name, contract?.number, contract?.title].filter(Boolean).join(' · ')
	return [
		`${whose}, ${from ? `${from} to` : 'until'} ${on}`,
		...accounts.map((account) => accountShown(account, payOffOn)),
	].join('\n\n')
}

function accountShown(account: Told['accounts'][number], payOffOn: string): string {
	const moves = account.lines.map((line) => [
		line.on,
		line.kind.replaceAll('_', ' '),
		line.number,
		line.contract ?? '',
		line.debit,
		line.credit,
		line.balance,
	])
	const opening = ['', 'opening', '', '', '', '', account.opening]
	const closing = ['', 'closing', '', '', account.debit, account.credit, account.closing]
	const heads = ['day', 'entry', 'number', 'contract', 'debit', 'credit', `balance ${account.currency}`]
	const parts = [table(heads, [opening, ...moves, closing])]
	if (account.openInvoices.length > 0) {
		const items = account.openInvoices.map((item) => [item.number, item.dueOn, String(item.daysPastDue), item.open])
		parts.push(table(['open invoice', 'due', 'days overdue', 'open'], items))
	}
	const { notDue, to30, to60, to90, over90 } = account.ageing
	parts.push(
		table(['not due', '1-30 days', '31-60 days', '61-90 days', 'over 90 days'], [[notDue, to30, to60, to90, over90]]),
	)
	if (account.plan.length > 0) {
		const rows = account.plan.map((one) => {
			const name = one.label || (one.number === 0 ? 'down payment' : `${one.number} of ${one.of}`)
			return [name, one.contract, one.dueOn, one.amount, one.received, one.open ?? '-']
		})
		parts.push(table(['instalment', 'contract', 'due', 'amount', 'received', 'open'], rows))
	}
	if (account.coming.length > 0) {
		const rows = account.coming.map(({ on, dueOn, contract, amount }) => [on, dueOn, contract, amount])
		parts.push(table(['to be invoiced', 'due', 'contract', 'amount'], rows))
	}
	if (account.penalty) {
		const { accrued, waived, billed, paid, due } = account.penalty
		parts.push(table(['penalty', 'waived', 'invoiced', 'paid', 'penalty due'], [[accrued, waived, billed, paid, due]]))
	}
	const sums = [
		account.open,
		account.comingTotal,
		account.penalty?.due ?? '-',
		account.payOff,
		account.stillToCome ?? '-',
	]
	parts.push(
		table(['open', 'to be invoiced', 'penalty due', `to settle everything on ${payOffOn}`, 'after that day'], [sums]),
	)
	if (account.unallocated.length > 0) {
		const free = account.unallocated.map(({ number, on, amount }) => [number, on, amount])
		parts.push(table(['not yet allocated', 'day', 'amount'], free))
	}
	return parts.join('\n\n')
}
