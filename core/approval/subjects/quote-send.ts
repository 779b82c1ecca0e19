import { z } from 'zod'
import type { Scope } from '../../act.ts'
import { agreedDiscounts } from '../../quote/discount.ts'
import { type Quote, readQuote } from '../../quote/read.ts'
import { sendQuote } from '../../quote/send.ts'
import { termOf } from '../../quote/terms.ts'
import { refuse } from '../../refusal.ts'
import { type CardBody, day, fingerprintOf, type Subject } from '../subject.ts'
import { offerFacts, yearOf } from './offer.ts'
import { weighQuote } from './weigh-quote.ts'

const input = z.object({ id: z.uuid() })

/**
 * A quote that is to be sent: whatever the customer accepts of it is done without another word, so this is where somebody
 * looks. Without a workflow of its own those of what it would make apply: of a new contract, or of lower prices on one.
 */
export const quoteSend: Subject<z.infer<typeof input>, CardBody, Awaited<ReturnType<typeof sendQuote>>> = {
	permission: 'quote.write',
	input,
	async look(scope, { id }, on) {
		const quote = await readQuote(scope, id, { lock: true })
		const { number, state, currency, customerId } = quote
		if (state !== 'draft') refuse('quote.not_allowed_in_state', { number, state })
		const { startsOn, endsOn } = termOf(quote, Temporal.PlainDate.from(on))
		const first = startsOn.toString()
		const offAll = agreedDiscounts(quote, startsOn)
		const term = { customerId, currency, on: first, endsOn: endsOn?.toString() ?? null }
		const { lines, offer, discount } = await weighQuote(scope, quote, offAll, term)
		const shown: CardBody & { version: number } = {
			facts: [
				{ name: 'starts_on', value: day(first) },
				{ name: 'ends_on', value: day(endsOn) },
				...offerFacts({ ...offer, discount }, lines, offAll, currency),
			],
			changes: [],
			effect: null,
			told: [],
			version: quote.version,
		}
		return {
			...(await whoseQuote(scope, quote)),
			...{ amountMinor: yearOf(offer), currency, discount, shown, fingerprint: fingerprintOf(shown) },
			...otherwiseOf(quote, discount),
		}
	},
	run: async (scope, { id }) => await sendQuote(scope, { id }),
	card: ({ facts, changes, effect, told }) => ({ facts, changes, effect, told }),
	renews: true,
}

/** Whose workflows apply without one of its own. */
export function otherwiseOf({ purpose }: Pick<Quote, 'purpose'>, discount: string) {
	if (purpose === 'new' || purpose === 'signature') return { otherwise: 'contract_activation' as const }
	return discount === '0' ? {} : { otherwise: 'discount' as const }
}

async function whoseQuote({ sql }: Scope, { id, number, title, customerId, ownerId, forContractId }: Quote) {
	const [whose] = await sql<{ customer: string; groupId: string | null; ownerId: string | null }[]>`
		select customer.name as customer, coalesce(contract.group_id, customer.group_id) as "groupId",
			coalesce(contract.owner_id, customer.owner_id) as "ownerId"
		from customer left join contract on contract.id = ${forContractId} where customer.id = ${customerId}`
	if (!whose) throw new Error('The customer of a quote is gone')
	return {
		about: { kind: 'quote' as const, number, name: title || whose.customer },
		...{ subjectId: id, contractId: forContractId, customerId },
		...{ groupId: whose.groupId, ownerId: ownerId ?? whose.ownerId },
	}
}
