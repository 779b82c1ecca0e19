import { z } from 'zod'
import type { Scope } from '#core/act.ts'
import { listContracts } from '#core/contract/list.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import type { Named } from '#core/customer/find-named.ts'
import { listInvoices } from '#core/invoice/list-all.ts'
import { may } from '#core/permit.ts'
import { amount, day } from '#emails/words/format.ts'
import { defineCommand, type Visit } from '../command.ts'
import { findMeant, reference } from '../desk/meant.ts'
import type { Field, Reply } from '../reply.ts'

/** A customer, contract or invoice by name or number. */
export const find = defineCommand({
	name: 'find',
	says: {
		en: ['find *', 'show *', 'look up *', 'customer *', 'contract *', 'invoice *', 'who is *'],
		ru: ['найти *', 'найди *', 'покажи *', 'клиент *', 'договор *', 'счёт *', 'счет *'],
		zh: ['查找 *', '查找*', '查询 *', '查询*', '客户 *', '合同 *', '账单 *', '发票 *'],
		vi: ['tìm *', 'xem *', 'khách hàng *', 'hợp đồng *', 'hóa đơn *'],
	},
	input: z.object({ what: z.string().min(1).max(200) }),
	read: ([what = '']) => ({ what }),
	run: async (visit, { what }) => {
		const kinds = ['customer', 'contract', 'invoice'] as const
		const { named, reply } = await findMeant(visit, { what, kinds, command: 'find' })
		if (!named) return reply
		return await { customer: showCustomer, contract: showContract, invoice: showInvoice }[named.kind](visit, named)
	},
})

const seesInvoices = async ({ actor }: Scope) => may(actor, 'invoice.read')

async function showCustomer(visit: Visit, { id }: Named): Promise<Reply> {
	const { words, language, look } = visit
	const customer = await look(findCustomerForStaff, { id })
	const { rows, total } = await look(listContracts, { customerId: id, limit: 5 })
	const invoices = await look(seesInvoices, undefined)
	const money = (minor: bigint) => amount(minor, customer.currency, language)
	return {
		title: customer.name,
		fields: [
			{ label: words.found.number, value: customer.number },
			...(customer.hidden.includes('customer.owner')
				? []
				: [{ label: words.found.owner, value: customer.ownerName ?? words.found.none }]),
			...(customer.mrrMinor === null ? [] : [{ label: words.found.mrr, value: money(customer.mrrMinor) }]),
			...(invoices
				? [
						{ label: words.found.open, value: money(customer.openMinor) },
						{ label: words.found.overdue, value: money(customer.overdueMinor) },
					]
				: []),
			...(customer.balanceMinor ? [{ label: words.found.balance, value: money(customer.balanceMinor) }] : []),
		],
		...(rows.length > 0
			? {
					table: {
						columns: [{ title: words.found.contract }, { title: words.found.state }],
						rows: rows.map((one) => [`${one.number} ${one.title}`.trim(), words.state[one.state]]),
						total,
					},
				}
			: {}),
		choices: onward(visit, `customer:${id}`),
		link: { label: words.open, path: `/staff/customers/${id}` },
	}
}

function onward({ words }: Visit, what: string) {
	return [
		{ label: words.found.statement, command: 'statement', input: { what } },
		{ label: words.found.nextInvoices, command: 'next', input: { what } },
	]
}

async function showContract(visit: Visit, named: Named): Promise<Reply> {
	const { words, language, look } = visit
	const { rows } = await look(listContracts, { search: named.number, limit: 50 })
	const contract = rows.find((one) => one.id === named.id)
	const invoices = await look(seesInvoices, undefined)
	const dayOf = (on: Temporal.PlainDate | null) => (on ? day(on, language) : words.found.none)
	const facts: Field[] = contract
		? [
				{ label: words.found.state, value: words.state[contract.state] },
				...(contract.hidden.includes('contract.owner')
					? []
					: [{ label: words.found.owner, value: contract.ownerName ?? words.found.none }]),
				{ label: words.found.starts, value: dayOf(contract.startsOn) },
				{ label: words.found.ends, value: dayOf(contract.endsOn) },
				{ label: words.found.next, value: dayOf(contract.nextDueOn) },
				...(contract.mrrMinor === null
					? []
					: [{ label: words.found.mrr, value: amount(contract.mrrMinor, contract.currency, language) }]),
				...(invoices
					? [{ label: words.found.open, value: amount(contract.openMinor, contract.currency, language) }]
					: []),
			]
		: []
	return {
		title: `${named.number} ${named.title}`.trim(),
		fields: [{ label: words.found.customer, value: named.name }, ...facts],
		choices: onward(visit, reference(named)),
		link: { label: words.open, path: `/staff/contracts/${named.id}` },
	}
}

async function showInvoice(visit: Visit, named: Named): Promise<Reply> {
	const { words, language, look } = visit
	const { rows } = await look(listInvoices, { search: named.number, limit: 50 })
	const invoice = rows.find((one) => one.id === named.id)
	const what = reference(named)
	const isOpen = invoice?.kind === 'invoice' && invoice.openMinor > 0n
	return {
		title: named.number,
		fields: [
			{ label: words.found.customer, value: named.name },
			...(invoice
				? [
						{ label: words.found.total, value: amount(invoice.totalMinor, invoice.currency, language) },
						{ label: words.found.open, value: amount(invoice.openMinor, invoice.currency, language) },
						{ label: words.found.issued, value: day(invoice.issuedOn, language) },
						{ label: words.found.due, value: day(invoice.dueOn, language) },
					]
				: []),
		],
		choices: [
			...(isOpen ? [{ label: words.remind.yes, command: 'remind', input: { what } }] : []),
			{ label: words.send.yes, command: 'send', input: { what } },
		],
		link: { label: words.open, path: `/staff/invoices/${named.id}` },
	}
}
