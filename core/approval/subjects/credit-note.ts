import { z } from 'zod'
import { voidInvoice } from '../../credit-note/void-invoice.ts'
import { type CardBody, day, fingerprintOf, money, type Subject, text } from '../subject.ts'
import { lockInvoiceAbout } from './invoice.ts'

const input = z.object({ id: z.uuid(), reason: z.string().trim().min(1).max(300), again: z.boolean().optional() })

/** An invoice taken back by a credit note over all that is left of it. */
export const creditNote: Subject<z.infer<typeof input>, CardBody, Awaited<ReturnType<typeof voidInvoice>>> = {
	permission: 'invoice.void',
	input,
	async look(scope, { id, reason, again = false }) {
		const { invoice, asked } = await lockInvoiceAbout(scope, id)
		const { currency } = asked
		const lines = await scope.sql<
			{ description: string; from: string | null; to: string | null; net: string; tax: string }[]
		>`
			select description, period_from::text as from, period_to::text as to, (-line.net_minor - coalesce(taken.net, 0))::text as net,
				(-line.tax_minor - coalesce(taken.tax, 0))::text as tax
			from invoice_line as line left join lateral (
				select sum(net_minor) as net, sum(tax_minor) as tax from invoice_line where credits_line_id = line.id
			) as taken on true
			where line.invoice_id = ${id} order by line.position`
		const minor = lines.reduce((sum, { net, tax }) => sum + BigInt(net) + BigInt(tax), 0n)
		const shown: CardBody = {
			facts: [
				{ name: 'reason', value: text(reason) },
				{ name: 'issued_on', value: day(invoice.issuedOn) },
				{ name: 'due_on', value: day(invoice.dueOn) },
				{ name: 'total', value: money(invoice.totalMinor, currency) },
				{ name: 'paid', value: money(invoice.settledMinor, currency) },
				{ name: 'billed_again', value: { kind: 'flag', is: again } },
			],
			changes: [],
			effect: { minor: String(minor), currency, lines: [...lines] },
			told: [],
		}
		return { ...asked, amountMinor: minor < 0n ? -minor : minor, shown, fingerprint: fingerprintOf(shown) }
	},
	run: async (scope, { id, reason, again = false }) => await voidInvoice(scope, { id, reason, again }),
	card: (shown) => shown,
	renews: true,
}
