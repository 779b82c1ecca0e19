import { z } from 'zod'
import { listContracts } from '#core/contract/list.ts'
import { previewInvoices } from '#core/contract/preview.ts'
import { amount, day } from '#emails/words/format.ts'
import { defineCommand, type Visit } from '../command.ts'
import { findMeant } from '../desk/meant.ts'

const most = 12

/** What will be billed to a customer, or of a contract, and when. */
export const next = defineCommand({
	name: 'next',
	says: {
		en: ['next invoices of *', 'next invoices for *', 'next invoice of *', 'upcoming invoices of *', 'next *'],
		ru: ['следующие счета *', 'следующий счёт *', 'следующий счет *', 'будущие счета *', 'ближайшие счета *'],
		zh: [
			'* 的后续账单',
			'*的后续账单',
			'* 的下一张账单',
			'*的下一张账单',
			'后续账单 *',
			'* 的后续发票',
			'*的后续发票',
			'* 的下一张发票',
			'*的下一张发票',
			'后续发票 *',
		],
		vi: ['hóa đơn sắp tới của *', 'hóa đơn kế tiếp của *', 'hóa đơn tiếp theo của *', 'hóa đơn sắp tới *'],
	},
	input: z.object({ what: z.string().min(1).max(200) }),
	read: ([what = '']) => ({ what }),
	run: async (visit, { what }) => {
		const { words, language } = visit
		const { named, reply } = await findMeant(visit, { what, kinds: ['customer', 'contract'], command: 'next' })
		if (!named) return reply
		const name = named.kind === 'customer' ? named.name : `${named.number} ${named.title}`.trim()
		const page = named.kind === 'customer' ? 'customers' : 'contracts'
		const link = { label: words.open, path: `/staff/${page}/${named.id}` }
		const coming = await comingOf(visit, named)
		if (coming.length === 0) return { title: words.next.none(name), link }
		return {
			title: words.next.title(name),
			table: {
				columns: [
					{ title: words.next.on },
					{ title: words.next.contract },
					{ title: words.next.amount, figures: true },
				],
				rows: coming
					.slice(0, most)
					.map(({ on, number, minor, currency }) => [
						day(on, language, 'medium'),
						number,
						amount(minor, currency, language),
					]),
			},
			link,
		}
	},
})

async function comingOf({ look }: Visit, named: { kind: string; id: string; number: string }) {
	const found =
		named.kind === 'customer'
			? await look(listContracts, { customerId: named.id, limit: 20 })
			: await look(listContracts, { search: named.number, limit: 50 })
	const contracts = found.rows.filter(
		({ id, state }) => (named.kind === 'customer' || id === named.id) && ['active', 'paused', 'ending'].includes(state),
	)
	const each = await Promise.all(
		contracts.map(async ({ id, number, currency }) =>
			(await look(previewInvoices, { id, count: most })).map(({ on, totalMinor: minor }) => ({
				...{ on, number, minor, currency },
			})),
		),
	)
	return each.flat().sort((one, other) => Temporal.PlainDate.compare(one.on, other.on))
}
