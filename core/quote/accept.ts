import { createHash } from 'node:crypto'
import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { queueEffects } from '../outbox/queue.ts'
import { permitUnconfirmed } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { permitConfirmed } from '../sign-in/confirm.ts'
import { agreeOnQuote } from './agree.ts'
import { chosenOf } from './choose.ts'
import { findSigner, otherSignerOf } from './find-signer.ts'
import { keepQuotePaper } from './keep-paper.ts'
import { previewOf, type QuotePreview } from './preview.ts'
import { type Quote, readQuote } from './read.ts'
import { checkSignature, type Signature } from './signature.ts'
import { refuseUnlessOpen } from './state.ts'

export type AcceptQuote = {
	id: string
	/** The lines that are in, as the page showed them. */
	chosen: readonly string[]
	/** `seen` of the preview that the page showed. */
	seen: string
	signature: Signature
	/** The sentence agreed to, and the language it was read in. */
	consent: string
	language: string
	/** Network address and browser of whoever signs. */
	address: string
	browser: string
	/** What the browser holds of a mailed code (core/sign-in/confirm.ts). */
	proof?: string | undefined
	/** The paper of the quote with these lines, printed from the preview that was seen. */
	document: {
		fileName: string
		content: Uint8Array
		/** What was given to the printer, as JSON: so that the signed paper can be printed the same for ever. */
		paper: unknown
	}
}

export type AcceptedQuote = { id: string; contractId: string }

/**
 * The customer's yes: makes the contract, or amends it, exactly as was seen, once. Refuses `not_found`, `link.view_only`,
 * `link.code_needed`, `quote.other_signer`, `quote.expired`, `quote.already_decided`, `quote.nothing_chosen`, `quote.no_signature`,
 * `quote.drawing_invalid`, and `quote.different` when accepting now would come to something else than what was seen.
 */
export async function acceptQuote(scope: Scope, input: AcceptQuote): Promise<AcceptedQuote> {
	permitUnconfirmed(scope, 'quote.decide')
	const quote = await readQuote(scope, input.id, { lock: true })
	refuseUnlessOpen(quote, scope.today)
	const confirmedAt = await permitConfirmed(scope, 'quote.decide', input.proof)
	const signer = await findSigner(scope)
	const only = await otherSignerOf(scope, quote)
	if (only) refuse('quote.other_signer', { number: quote.number, name: only })
	const signature = checkSignature(input.signature)
	const chosen = chosenOf(quote.lines, input.chosen)
	if (chosen.length === 0) refuse('quote.nothing_chosen', {})
	// Nothing bills or changes the contract between the look and the agreement: what it does before is seen here.
	if (quote.forContractId) await scope.sql`select from contract where id = ${quote.forContractId} for update`
	const preview = await previewOf(scope, quote, chosen)
	if (preview.seen !== input.seen)
		refuse('quote.different', { nowMinor: preview.invoices[0]?.totalMinor ?? 0n, currency: quote.currency })
	const { contractId, sequence } = await agreeOnQuote(scope, quote, chosen, preview)
	const { fileName, content } = input.document
	await keepQuotePaper(scope, { kind: 'quote', quoteId: quote.id, fileName, content })
	await scope.sql`
		insert into quote_acceptance (quote_id, contract_id, amendment_sequence, signer_name, kind, drawing, consent, language,
			identified_by, identified_email, contact_id, link_id, link_opened_at, confirmed_at, accepted_at, accepted_on, address,
			browser, document_sha256, seen, chosen, totals, paper)
		values (${quote.id}, ${contractId}, ${sequence}, ${signature.name}, ${signature.kind},
			${signature.kind === 'drawn' ? signature.drawing : null}, ${input.consent}, ${input.language}, ${signer.by},
			${signer.email}, ${signer.contactId}, ${signer.linkId}, ${signer.linkOpenedAt}, ${confirmedAt}, ${scope.now},
			${scope.today}, ${input.address}, ${input.browser.slice(0, 500)},
			${createHash('sha256').update(content).digest('hex')}, ${preview.seen}, ${preview.chosen},
			${scope.sql.json(totalsOf(preview) as never)},
			${scope.sql.json(plain(input.document.paper) as never)})`
	await scope.sql`
		update quote set state = 'accepted', closed_at = ${scope.now}, contract_id = ${contractId},
			amendment_sequence = ${sequence}, version = version + 1, updated_at = ${scope.now} where id = ${quote.id}`
	await tell(scope, quote, contractId, signature.name)
	return { id: quote.id, contractId }
}

/** What was seen, as plain JSON: amounts as text of minor units. */
function totalsOf({ startsOn, endsOn, oneOff, recurring, later, invoices, whole }: QuotePreview): unknown {
	const first = invoices[0]
	const seen = {
		...{ startsOn, endsOn, oneOff, recurring, later, whole },
		first: first && { on: first.on.toString(), totalMinor: first.totalMinor, taxMinor: first.taxMinor },
	}
	return plain(seen)
}

function plain(value: unknown): unknown {
	return JSON.parse(JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? String(part) : part)))
}

async function tell(
	scope: Scope,
	{ id, number, customerId }: Quote,
	contractId: string,
	signer: string,
): Promise<void> {
	await emit(scope, {
		kind: 'quote.accepted',
		subject: { kind: 'quote', id },
		customerId,
		contractId,
		facts: { number, signer },
	})
	await queueEffects(
		scope,
		(['quote-accepted', 'quote-decided'] as const).map((letter) => ({
			kind: 'mail',
			key: `letter:${letter}:${id}`,
			payload: { letter, quoteId: id },
		})),
	)
}
