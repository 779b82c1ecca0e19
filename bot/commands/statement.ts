import { z } from 'zod'
import { dayInput } from '#core/day-input.ts'
import { findStatement, type StatementAccount } from '#core/journal/statement.ts'
import { amount, day } from '#emails/words/format.ts'
import { defineCommand, type Visit } from '../command.ts'
import { findMeant } from '../desk/meant.ts'
import { splitDay } from '../desk/split-day.ts'
import type { Reply } from '../reply.ts'

const most = 15

/** What a customer, or one contract, owes: balance, open invoices and their age. */
export const statement = defineCommand({
	name: 'statement',
	says: {
		en: ['statement of *', 'statement for *', 'balance of *', 'statement *', 'balance *', 'account of *'],
		ru: ['выписка *', 'выписка по *', 'сальдо *', 'баланс *', 'сколько должен *'],
		zh: ['* 的对账单', '*的对账单', '* 的余额', '*的余额', '对账单 *', '余额 *'],
		vi: ['sao kê của *', 'sao kê *', 'số dư của *', 'công nợ của *'],
	},
	input: z.object({ what: z.string().min(1).max(200), on: dayInput.optional() }),
	read: ([what = '']) => ({ what }),
	run: async (visit, { what: said, on: given }) => {
		const { words, language } = visit
		const today = (await visit.look(async (scope) => scope.today, undefined)).toString()
		const parted = given ? undefined : splitDay(said, { today, language })
		const [what, asOf] = parted ? [parted.what, parted.on] : [said, given]
		const kinds = ['customer', 'contract'] as const
		const input = asOf ? { on: asOf } : {}
		const { named, reply } = await findMeant(visit, { what, kinds, command: 'statement', input })
		if (!named) return reply
		const isContract = named.kind === 'contract'
		const asked = { ...(isContract ? { contractId: named.id } : { customerId: named.id }), ...(asOf && { on: asOf }) }
		const { accounts, on, payOffOn } = await visit.look(findStatement, asked)
		const query = new URLSearchParams({
			...(isContract && { contract: named.id }),
			...(asOf && { on: asOf }),
		}).toString()
		return {
			title: words.statement.title(isContract ? `${named.name}, ${named.number}` : named.name),
			fields: accounts.flatMap((account) => fieldsOf(visit, account, payOffOn)),
			...textOf(visit, accounts),
			...itemsOf(visit, accounts),
			link: { label: words.open, path: `/staff/customers/${named.customerId}/statement${query && `?${query}`}` },
			note: words.statement.asOf(day(Temporal.PlainDate.from(on), language)),
		}
	},
})

function fieldsOf({ words: { statement }, language }: Visit, account: StatementAccount, payOffOn: string) {
	const money = (minor: bigint) => amount(minor, account.currency, language)
	const { notDue, to30, to60, to90, over90 } = account.ageing
	const ages = [
		{ label: statement.notDue, minor: notDue },
		{ label: statement.to30, minor: to30 },
		{ label: statement.to60, minor: to60 },
		{ label: statement.to90, minor: to90 },
		{ label: statement.over90, minor: over90 },
	].filter(({ minor }) => minor !== 0n)
	return [
		{ label: statement.balance, value: money(account.closingMinor) },
		{ label: statement.owed, value: money(account.openMinor) },
		...(account.freeMinor ? [{ label: statement.free, value: money(account.freeMinor) }] : []),
		...penaltyOf(account).map(({ name, minor }) => ({ label: statement[name], value: money(minor) })),
		...(account.comingMinor ? [{ label: statement.coming, value: money(account.comingMinor) }] : []),
		{ label: statement.payOffOn(day(Temporal.PlainDate.from(payOffOn), language)), value: money(account.payOffMinor) },
		...(account.afterMinor ? [{ label: statement.after, value: money(account.afterMinor) }] : []),
		...ages.map(({ label, minor }) => ({ label, value: money(minor) })),
	]
}

function penaltyOf({ penalty }: StatementAccount) {
	if (!penalty) return []
	const { accruedMinor, waivedMinor, billedMinor, paidMinor, dueMinor } = penalty
	const parts = [
		{ name: 'accrued', minor: accruedMinor },
		{ name: 'waived', minor: -waivedMinor },
		{ name: 'billed', minor: -billedMinor },
		{ name: 'paid', minor: -paidMinor },
		{ name: 'penalty', minor: dueMinor },
	] as const
	return parts.filter(({ minor }) => minor !== 0n)
}

/** What was received last, and the instalments: what is paid of them is summed, what is not is listed. */
function textOf(visit: Visit, accounts: StatementAccount[]): Pick<Reply, 'text'> {
	const parts = accounts.flatMap((account) => [receiptsOf(visit, account), planOf(visit, account)]).filter(Boolean)
	return parts.length > 0 ? { text: parts.join('\n\n') } : {}
}

const mostReceipts = 5

function receiptsOf({ words: { statement }, language }: Visit, { lines, currency }: StatementAccount): string {
	const receipts = lines.filter(({ kind, creditMinor }) => kind === 'payment' && creditMinor > 0n).reverse()
	if (receipts.length === 0) return ''
	const told = receipts
		.slice(0, mostReceipts)
		.map((one) =>
			[
				day(Temporal.PlainDate.from(one.on), language, 'medium'),
				one.number,
				amount(one.creditMinor, currency, language),
			].join(' · '),
		)
	const more = receipts.length - told.length
	return [`${statement.received}:`, ...told, ...(more > 0 ? [statement.more(more)] : [])].join('\n')
}

function planOf({ words: { statement }, language }: Visit, { plans, currency }: StatementAccount): string {
	const money = (minor: bigint) => amount(minor, currency, language)
	return plans
		.map(({ label, contract, instalments, receivedMinor, totalMinor }) => {
			const left = instalments.filter(({ invoice, openMinor }) => !invoice || openMinor > 0n)
			const told = left
				.slice(0, most)
				.map((one) =>
					[
						one.label || (one.number === 0 ? statement.downPayment : statement.instalment(one.number, one.of)),
						statement.dueOn(day(Temporal.PlainDate.from(one.dueOn), language, 'medium')),
						statement.receivedOf(money(one.receivedMinor), money(one.plannedMinor)),
						...(one.invoice ? [statement.openOf(money(one.openMinor))] : []),
					].join(' · '),
				)
			const more = left.length - told.length
			return [
				`${label || statement.plan} (${contract.number}): ${statement.receivedOf(money(receivedMinor), money(totalMinor))}`,
				...told,
				...(more > 0 ? [statement.more(more)] : []),
			].join('\n')
		})
		.join('\n\n')
}

function itemsOf({ words: { statement }, language }: Visit, accounts: StatementAccount[]): Pick<Reply, 'table'> {
	const items = accounts.flatMap((account) => account.items)
	if (items.length === 0) return {}
	return {
		table: {
			columns: [{ title: statement.invoice }, { title: statement.due }, { title: statement.open, figures: true }],
			rows: items
				.slice(0, most)
				.map((item) => [
					item.number,
					day(Temporal.PlainDate.from(item.dueOn), language, 'medium'),
					amount(item.openMinor, item.currency, language),
				]),
			total: items.length,
		},
	}
}
