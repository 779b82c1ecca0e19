import { refuse } from '../refusal.ts'

export type QuoteState = 'draft' | 'sent' | 'accepted' | 'declined' | 'expired' | 'withdrawn'

/** new: becomes a contract. change: changes one from a day on. renewal: takes one that ends into another term. signature: a draft as it stands. */
export type QuotePurpose = 'new' | 'change' | 'renewal' | 'signature'

/** What the quote is on a day: one that was sent is over once its last day has passed, also before that is recorded. */
export function standingOn(
	quote: { state: QuoteState; validUntil: Temporal.PlainDate },
	today: Temporal.PlainDate,
): QuoteState {
	if (quote.state === 'sent' && Temporal.PlainDate.compare(quote.validUntil, today) < 0) return 'expired'
	return quote.state
}

type Decided = { number: string; state: QuoteState; validUntil: Temporal.PlainDate }

/** Refuses `quote.expired`, `quote.already_decided`, `quote.not_allowed_in_state` for whatever is not open to decide on. */
export function refuseUnlessOpen(quote: Decided, today: Temporal.PlainDate): void {
	const { number } = quote
	const state = standingOn(quote, today)
	if (state === 'sent') return
	if (state === 'expired') refuse('quote.expired', { number, validUntil: quote.validUntil.toString() })
	if (state === 'accepted' || state === 'declined') refuse('quote.already_decided', { number, state })
	refuse('quote.not_allowed_in_state', { number, state })
}
