import { z } from 'zod'
import type { Scope } from '../../act.ts'
import { type CreditParts, creditParts } from '../../credit-note/credit-parts.ts'
import { type CreditEffect, creditEffect } from '../../credit-note/effect.ts'
import { creditPart } from '../../credit-note/part.ts'
import { voidInvoice } from '../../credit-note/void-invoice.ts'
import { partInChange } from '../../schedule/why.ts'
import { perform, rehearse } from '../attempt.ts'
import { type Asked, type CardBody, day, fingerprintOf, money, type Subject, text } from '../subject.ts'
import { lockInvoiceAbout } from './invoice.ts'

const input = z.object({
	id: z.uuid(),
	reason: z.string().trim().min(1).max(300),
	/** Of a whole invoice: what it billed becomes due anew. */
	again: z.boolean().optional(),
	/** Some of its lines; without them the invoice is taken back whole. */
	parts: z.array(creditPart).min(1).max(5000).optional(),
	message: z.string().trim().max(1000).optional(),
	paid: z.enum(['balance', 'card']).optional(),
})
export type AskCredit = z.infer<typeof input>

/** An invoice taken back by a credit note, over all that is left of it or over parts of its lines. */
export const creditNote: Subject<AskCredit, CardBody, Awaited<ReturnType<typeof voidInvoice>>> = {
	permission: 'invoice.void',
	input,
	look: async (scope, given) => await weigh(scope, given, rehearse),
	runAndLook: async (scope, given) => await weigh(scope, given, perform),
	run,
	card: (shown) => shown,
	renews: true,
}

/** What it does, tried one way or the other. */
async function weigh(scope: Scope, given: AskCredit, tried: typeof rehearse): Promise<Asked<CardBody>> {
	const { invoice, asked } = await lockInvoiceAbout(scope, given.id)
	const { currency } = asked
	const effect = await creditEffect(scope, invoice, async (part) => await run(part, given), tried)
	const { totalMinor } = effect.note
	const { open, toCardMinor, toBalanceMinor, others } = effect
	// What settles another invoice is the customer's as much as what settles none yet.
	const theirs = others.reduce((sum, one) => sum + one.beforeMinor - one.afterMinor, toBalanceMinor)
	const shown: CardBody = {
		facts: [
			{ name: 'reason', value: text(given.reason) },
			...(given.message ? [{ name: 'message' as const, value: text(given.message) }] : []),
			{ name: 'issued_on', value: day(invoice.issuedOn) },
			{ name: 'due_on', value: day(invoice.dueOn) },
			{ name: 'total', value: money(invoice.totalMinor, currency) },
			{ name: 'paid', value: money(invoice.settledMinor, currency) },
			...(toCardMinor === 0n ? [] : [{ name: 'to_card' as const, value: money(toCardMinor, currency) }]),
			...(theirs === 0n ? [] : [{ name: 'to_balance' as const, value: money(theirs, currency) }]),
			...(given.parts
				? []
				: [{ name: 'billed_again' as const, value: { kind: 'flag', is: given.again ?? false } as const }]),
		],
		changes: [{ name: 'open', before: money(open.beforeMinor, currency), after: money(open.afterMinor, currency) }],
		effect: { minor: String(totalMinor), currency, lines: effect.note.lines.map(lineOnCard) },
		told: [],
	}
	return {
		...asked,
		amountMinor: -totalMinor,
		...(given.paid === 'card' && toCardMinor > 0n ? { otherwise: 'refund' as const } : {}),
		preview: { seen: seenOf(effect), effectMinor: totalMinor },
		shown,
		fingerprint: fingerprintOf(shown),
	}
}

async function run(scope: Scope, given: AskCredit) {
	const { parts, again = false, ...rest } = given
	if (parts) return await creditParts(scope, { ...rest, parts } satisfies CreditParts)
	return await voidInvoice(scope, { id: given.id, reason: given.reason, again })
}

function lineOnCard(line: CreditEffect['note']['lines'][number]) {
	const { description, periodFrom: from, periodTo: to, netMinor, taxMinor, why } = line
	return { description, part: partInChange(why, true), from, to, net: String(netMinor), tax: String(taxMinor) }
}

/** Of all that a preview shows. */
function seenOf(effect: CreditEffect): string {
	return fingerprintOf(JSON.stringify(effect, (_, value) => (typeof value === 'bigint' ? String(value) : value)))
}
