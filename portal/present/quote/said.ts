import type { QuotePage } from '#core/quote/find.ts'
import type { Speaker } from '#portal/words/speaker.ts'

/** What its page calls it: a quote, or a contract that is to be signed itself. Said on the server. */
export type Said = Record<(typeof called)[number] | 'consent', string>

const called = ['declineButton', 'declined', 'expired', 'withdrawn', 'signedPdf'] as const

export function saidOf(
	{ say }: Speaker,
	{ quote, customer, forContract }: Pick<QuotePage, 'quote' | 'customer' | 'forContract'>,
): Said {
	const signs = quote.purpose === 'signature'
	const words = Object.fromEntries(called.map((word) => [word, say(signs ? `toSign.${word}` : `quoteSaid.${word}`)]))
	const consent = consentOf({ say }, { quote, customer, forContractNumber: forContract?.number ?? '' })
	return { ...(words as Omit<Said, 'consent'>), consent }
}

type Consented = {
	quote: Pick<QuotePage['quote'], 'number' | 'purpose'>
	customer: { name: string }
	forContractNumber: string
}

/** The sentence that is agreed to. */
export function consentOf({ say }: Pick<Speaker, 'say'>, { quote, customer, forContractNumber }: Consented): string {
	return quote.purpose === 'signature'
		? say('toSign.consent', { number: forContractNumber, customer: customer.name })
		: say('quoteSaid.consent', { number: quote.number, customer: customer.name })
}

type Row = { title: string; toSign: string | null }

/** In a list it has its title, or says which contract is to be signed. */
export function named<Quote extends Row>({ say }: Speaker, quote: Quote): Quote {
	return quote.title || !quote.toSign ? quote : { ...quote, title: say('toSign.title', { number: quote.toSign }) }
}
