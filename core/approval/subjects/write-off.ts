import { z } from 'zod'
import { writeOffInvoice } from '../../invoice/write-off.ts'
import { type CardBody, day, fingerprintOf, money, type Subject, text } from '../subject.ts'
import { lockInvoiceAbout } from './invoice.ts'

const input = z.object({ id: z.uuid(), reason: z.string().trim().min(1).max(300) })

/** What is open of an invoice, given up. */
export const writeOff: Subject<z.infer<typeof input>, CardBody, Awaited<ReturnType<typeof writeOffInvoice>>> = {
	permission: 'invoice.write_off',
	input,
	async look(scope, { id, reason }) {
		const { invoice, asked } = await lockInvoiceAbout(scope, id)
		const { currency } = asked
		const openMinor = invoice.totalMinor - invoice.settledMinor
		const shown: CardBody = {
			facts: [
				{ name: 'reason', value: text(reason) },
				{ name: 'issued_on', value: day(invoice.issuedOn) },
				{ name: 'due_on', value: day(invoice.dueOn) },
				{ name: 'total', value: money(invoice.totalMinor, currency) },
				{ name: 'paid', value: money(invoice.settledMinor, currency) },
			],
			changes: [{ name: 'open', before: money(openMinor, currency), after: money(0n, currency) }],
			effect: null,
			told: [],
		}
		const fingerprint = fingerprintOf(shown)
		// A reason that is put in other words does the same.
		const seen = fingerprintOf([invoice.id, String(openMinor)])
		return { ...asked, amountMinor: openMinor, preview: { seen, effectMinor: openMinor }, shown, fingerprint }
	},
	run: async (scope, given) => await writeOffInvoice(scope, given),
	card: (shown) => shown,
	renews: true,
}
