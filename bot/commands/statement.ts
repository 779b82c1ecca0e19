import { z } from 'zod'
import { dayInput } from '#core/day-input.ts'
import { findStatement, type StatementAccount } from '#core/journal/statement.ts'
import { amount, day } from '#emails/words/format.ts'
import { defineCommand, type Visit } from '../command.ts'
import { findMeant } from '../desk/meant.ts'
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
	run: async (visit, { what, on: asOf }) => {
		const { words, language } = visit
		const { named, reply } = await findMeant(visit, { what, kinds: ['customer', 'contract'], command: 'statement' })
		if (!named) return reply
		const isContract = named.kind === 'contract'
		const asked = { ...(isContract ? { contractId: named.id } : { customerId: named.id }), ...(asOf && { on: asOf }) }
		const { accounts, on } = await visit.look(findStatement, asked)
		const query = isContract ? `?contract=${named.id}` : ''
		return {
			title: words.statement.title(isContract ? `${named.name}, ${named.number}` : named.name),
			fields: accounts.flatMap((account) => fieldsOf(visit, account)),
			...itemsOf(visit, accounts),
			link: { label: words.open, path: `/staff/customers/${named.customerId}/statement${query}` },
			note: words.statement.asOf(day(Temporal.PlainDate.from(on), language)),
		}
	},
})

function fieldsOf({ words: { statement }, language }: Visit, account: StatementAccount) {
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
		...(account.penalty && account.penalty.dueMinor > 0n
			? [
					{ label: statement.penalty, value: money(account.penalty.dueMinor) },
					{ label: statement.payOff, value: money(account.openMinor + account.penalty.dueMinor) },
				]
			: []),
		...ages.map(({ label, minor }) => ({ label, value: money(minor) })),
	]
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
