import { z } from 'zod'
import type { Scope } from '../../act.ts'
import { readStanding, stateInUse } from '../../amendment/standing.ts'
import { chosenOf } from '../../quote/choose.ts'
import { agreedDiscounts } from '../../quote/discount.ts'
import { type Quote, type QuoteLine, readQuote } from '../../quote/read.ts'
import { sendQuote } from '../../quote/send.ts'
import { termOf } from '../../quote/terms.ts'
import { refuse } from '../../refusal.ts'
import { type OfferedLine, type WeighedOffer, weighOffer } from '../off-list.ts'
import { type CardBody, day, fingerprintOf, type Subject } from '../subject.ts'
import { offerFacts, yearOf } from './offer.ts'

const input = z.object({ id: z.uuid() })

type Offered = OfferedLine & { id: string; description: string }

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
		const lines = await offeredLines(scope, quote, first)
		const offAll = agreedDiscounts(quote, startsOn)
		const buyer = { customerId, currency, on: first }
		const offer = await weighOffer(scope, chosenLines(quote.lines, lines, null), offAll, buyer)
		const others: WeighedOffer[] = []
		// Whichever way the customer chooses.
		for (const asked of [[], quote.lines.map((line) => line.id)])
			others.push(await weighOffer(scope, chosenLines(quote.lines, lines, asked), offAll, buyer))
		// A line that excludes others is weighed too.
		const shares = offAll.filter(({ percent }) => percent !== null)
		others.push(await weighOffer(scope, lines, shares, buyer))
		const discount = [offer, ...others]
			.map((one) => one.discount)
			.reduce((most, one) => (Number(one) > Number(most) ? one : most))
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
		const isNew = quote.forContractId === null
		return {
			...(await whoseQuote(scope, quote)),
			...{ amountMinor: yearOf(offer), currency, discount, shown, fingerprint: fingerprintOf(shown) },
			...(isNew ? { otherwise: 'contract_activation' as const } : {}),
			...(!isNew && discount !== '0' ? { otherwise: 'discount' as const } : {}),
		}
	},
	run: async (scope, { id }) => await sendQuote(scope, { id }),
	card: ({ facts, changes, effect, told }) => ({ facts, changes, effect, told }),
	renews: true,
}

function chosenLines(all: readonly QuoteLine[], lines: readonly Offered[], asked: readonly string[] | null): Offered[] {
	const chosen = new Set(chosenOf(all, asked).map(({ id }) => id))
	return lines.filter(({ id }) => chosen.has(id))
}

/** Each line with what it costs so far, where it restates one of the contract's. */
async function offeredLines(scope: Scope, quote: Quote, on: string): Promise<Offered[]> {
	const standing = quote.forContractId ? await readStanding(scope, quote.forContractId) : null
	return quote.lines.map((line) => {
		const { id, description, productId, planId, unit, quantity, unitPrice, discountPercent } = line
		const { intervalUnit, intervalCount } = line
		const old = standing?.lines.find((one) => one.id === line.contractLineId)
		const before = old && stateInUse(old, on)
		return {
			...{ id, description, productId, planId, unit, quantity, unitPrice, discountPercent },
			interval: intervalUnit && intervalCount ? { unit: intervalUnit, count: intervalCount } : null,
			...(before ? { before: { unitPrice: before.unitPrice, discountPercent: before.discountPercent } } : {}),
		}
	})
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
