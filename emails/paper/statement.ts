import type { z } from 'zod'
import { bareAmount, day, amount as money, period } from '../words/format.ts'
import { words } from '../words/words.ts'
import { footOf, partyBlock } from './bill.ts'
import { formatsOf } from './party.ts'
import { print } from './print.tsx'
import type { Block, Column, Row, Sheet, Sum, Table } from './sheet.ts'
import { type StatementPaper, statementPaper } from './statement-paper.ts'

type Statement = z.output<typeof statementPaper>
type Account = Statement['accounts'][number]

/** A statement of account as a PDF file, each currency beginning on a page of its own. */
export async function renderStatement(paper: StatementPaper): Promise<Buffer> {
	const statement = statementPaper.parse(paper)
	const [first, ...others] = statement.accounts.map((account) => statementSheet(statement, account))
	if (!first) throw new Error('A statement has an account')
	return print(first, ...others)
}

export function statementSheet(statement: Statement, account: Account): Sheet {
	const { language, seller, on } = statement
	const formats = formatsOf(statement)
	const say = words(language).statement
	const days = daysOf(statement)
	return {
		language,
		title: `${say.title} ${days}`,
		heading: say.title,
		number: days,
		brandColour: seller.brandColour,
		company: seller.name,
		issuedOn: on,
		parties: [
			partyBlock(say.customer, statement.buyer, language),
			partyBlock(words(language).paper.from, seller, language),
		],
		facts: [
			{ label: say.asOf, value: day(on, formats, 'medium') },
			{ label: say.customerNumber, value: statement.customerNumber },
			{ label: say.contract, value: statement.contractNumber },
			{ label: say.currency, value: account.currency },
		].filter(({ value }) => value !== ''),
		highlight: highlightOf(statement, account),
		...movements(statement, account),
		dense: true,
		more: [openItems(statement, account), planTable(statement, account), comingTable(statement, account)],
		sums: sumsOf(statement, account),
		blocks: [...freeBlock(statement, account), ...payOffBlock(statement, account)],
		foot: footOf(seller, language),
	}
}

function daysOf(statement: Statement): string {
	const { language, from, on } = statement
	const formats = formatsOf(statement)
	if (!from) return words(language).statement.untilDay(day(on, formats, 'medium'))
	return period(from, on.add({ days: 1 }), formats)
}

function highlightOf(statement: Statement, { currency, closingMinor, openMinor, ageing, payUrl }: Account) {
	const { language } = statement
	const formats = formatsOf(statement)
	const say = words(language).statement
	const overdueMinor = openMinor - ageing.notDue
	const owes = closingMinor >= 0n
	return {
		label: owes ? say.balanceDue : say.inYourFavour,
		figure: money(owes ? closingMinor : -closingMinor, currency, formats),
		remark:
			overdueMinor > 0n
				? say.overdue(money(overdueMinor, currency, formats))
				: openMinor > 0n
					? say.nothingOverdue
					: say.nothingOpen,
		...(payUrl && openMinor > 0n ? { link: { text: words(language).paper.payOnline, url: payUrl } } : {}),
	}
}

const right = (title: string): Column => ({ title, side: 'right' })

/** Each posting with the balance after it, between the balances of the first and the last day. */
function movements(statement: Statement, account: Account): { columns: Column[]; rows: Row[] } {
	const { language, from, on, contractNumber } = statement
	const formats = formatsOf(statement)
	const say = words(language).statement
	const figure = (minor: bigint) => bareAmount(minor, account.currency, formats)
	const contracts = contractNumber === '' && account.lines.some((line) => line.contractNumber !== '')
	const row = (entry: string, contract: string, date: string, ...figures: string[]): Row => ({
		cells: [entry, ...(contracts ? [contract] : []), date, ...figures],
		details: [],
	})
	const opening = row(say.opening, '', from ? day(from, formats, 'medium') : '', '', '', figure(account.openingMinor))
	const sums = [figure(account.debitMinor), figure(account.creditMinor), figure(account.closingMinor)]
	return {
		columns: [
			{ title: say.entry, side: 'left' },
			...(contracts ? [right(say.contract)] : []),
			right(say.date),
			right(say.debit),
			right(say.credit),
			right(`${say.balance}, ${account.currency}`),
		],
		rows: [
			...(from ? [opening] : []),
			...account.lines.map((line) =>
				row(
					line.joint ? say.jointPart(say.kinds[line.kind](line.number)) : say.kinds[line.kind](line.number),
					line.contractNumber,
					day(line.on, formats, 'medium'),
					line.debitMinor === 0n ? '' : figure(line.debitMinor),
					line.creditMinor === 0n ? '' : figure(line.creditMinor),
					figure(line.balanceMinor),
				),
			),
			row(say.closing, '', day(on, formats, 'medium'), ...sums),
		],
	}
}

function openItems(statement: Statement, { currency, items }: Account): Table {
	const { language, contractNumber } = statement
	const formats = formatsOf(statement)
	const say = words(language).statement
	const contracts = contractNumber === '' && items.some((item) => item.contractNumber !== '')
	return {
		title: say.openItems,
		dense: true,
		columns: [
			{ title: say.invoice, side: 'left' },
			...(contracts ? [right(say.contract)] : []),
			right(say.issued),
			right(say.due),
			right(say.daysPastDue),
			right(say.total),
			right(`${say.open}, ${currency}`),
		],
		rows: items.map((item) => ({
			cells: [
				item.joint ? say.jointPart(item.number) : item.number,
				...(contracts ? [item.contractNumber] : []),
				day(item.issuedOn, formats, 'medium'),
				day(item.dueOn, formats, 'medium'),
				item.daysPastDue > 0 ? String(item.daysPastDue) : '–',
				bareAmount(item.totalMinor, currency, formats),
				bareAmount(item.openMinor, currency, formats),
			],
			details: [],
		})),
	}
}

/** The instalments as agreed, and what came of each. */
function planTable(statement: Statement, { currency, plan }: Account): Table {
	const { language, contractNumber } = statement
	const formats = formatsOf(statement)
	const say = words(language).statement
	const figure = (minor: bigint) => bareAmount(minor, currency, formats)
	const contracts = contractNumber === ''
	return {
		title: say.plan,
		dense: true,
		columns: [
			{ title: say.instalment, side: 'left' },
			...(contracts ? [right(say.contract)] : []),
			right(say.due),
			right(say.planned),
			right(say.received),
			right(`${say.open}, ${currency}`),
		],
		rows: plan.map((one) => ({
			cells: [
				one.label || (one.number === 0 ? say.downPayment : say.instalmentOf(one.number, one.of)),
				...(contracts ? [one.contractNumber] : []),
				day(one.dueOn, formats, 'medium'),
				figure(one.plannedMinor),
				figure(one.receivedMinor),
				one.openMinor === undefined ? '–' : figure(one.openMinor),
			],
			details: [],
		})),
	}
}

/** What will be invoiced until a day to come. */
function comingTable(statement: Statement, { currency, payOff }: Account): Table {
	const { language, contractNumber } = statement
	const formats = formatsOf(statement)
	const say = words(language).statement
	const contracts = contractNumber === ''
	return {
		title: say.coming,
		dense: true,
		columns: [
			{ title: say.issued, side: 'left' },
			...(contracts ? [right(say.contract)] : []),
			right(say.due),
			right(`${say.total}, ${currency}`),
		],
		rows: (payOff?.coming ?? []).map((one) => ({
			cells: [
				day(one.on, formats, 'medium'),
				...(contracts ? [one.contractNumber] : []),
				day(one.dueOn, formats, 'medium'),
				bareAmount(one.minor, currency, formats),
			],
			details: [],
		})),
	}
}

/** What is open by age, less what is free: the balance. */
function sumsOf(statement: Statement, { currency, openMinor, ageing, freeMinor, closingMinor }: Account): Sum[] {
	const formats = formatsOf(statement)
	const say = words(statement.language).statement
	const sum = (label: string, minor: bigint, weight: Sum['weight'] = 'plain'): Sum => ({
		label,
		value: money(minor, currency, formats),
		weight,
	})
	const ages = (['notDue', 'to30', 'to60', 'to90', 'over90'] as const)
		.filter((age) => ageing[age] !== 0n)
		.map((age) => sum(say[age], ageing[age]))
	return [
		...ages,
		...(freeMinor === 0n ? [] : [sum(say.openTotal, openMinor), sum(say.unallocated, -freeMinor)]),
		sum(say.balance, closingMinor, 'strong'),
	]
}

function payOffBlock(statement: Statement, { currency, openMinor, payOff }: Account): Block[] {
	const formats = formatsOf(statement)
	const say = words(statement.language).statement
	if (!payOff) return []
	const { penalty, comingMinor, afterMinor } = payOff
	const pair = (label: string, minor: bigint, shown = true) =>
		shown ? [{ label, value: money(minor, currency, formats) }] : []
	const pairs = [
		...pair(say.openTotal, openMinor),
		...pair(say.coming, comingMinor, comingMinor !== 0n),
		...(penalty && penalty.accruedMinor + penalty.billedMinor > 0n
			? [
					...pair(say.accrued, penalty.accruedMinor),
					...pair(say.waived, -penalty.waivedMinor, penalty.waivedMinor > 0n),
					...pair(say.billed, -penalty.billedMinor, penalty.billedMinor > 0n),
					...pair(say.paid, -penalty.paidMinor, penalty.paidMinor > 0n),
					...pair(say.penalty, penalty.dueMinor),
				]
			: []),
		...pair(say.payOff, payOff.minor),
		...pair(say.after, afterMinor, afterMinor > 0n),
	]
	return [{ label: say.payOffOn(day(payOff.on, formats, 'medium')), lines: [], pairs }]
}

/** More than these stand under the sums over the whole width, not beside them. */
const mostPairs = 8

function freeBlock(statement: Statement, { currency, free }: Account): Block[] {
	const formats = formatsOf(statement)
	const say = words(statement.language).statement
	if (free.length === 0) return []
	const pairs = free.map(({ kind, number, on, minor }) => ({
		label: `${say.kinds[kind](number)}, ${day(on, formats, 'medium')}`,
		value: money(minor, currency, formats),
	}))
	if (pairs.length <= mostPairs) return [{ label: say.unallocated, lines: [], pairs }]
	return [{ label: say.unallocated, lines: pairs.map(({ label, value }) => `${label}: ${value}`) }]
}
