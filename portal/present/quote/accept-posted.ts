import { type Actor, act, look, type Outcome } from '#core/act.ts'
import { type AcceptedQuote, acceptQuote } from '#core/quote/accept.ts'
import { findQuote } from '#core/quote/find.ts'
import { findQuotePaperFacts } from '#core/quote/paper-facts.ts'
import { quotePdf } from '#portal/deliver/quote-paper.ts'
import type { LoadContext } from '#portal/load-context.ts'
import { proofIn } from '#portal/sign-in/proof.ts'
import { speakerFor } from '#portal/words/speakers.ts'
import { linesOf, type Posted } from './posted.ts'
import { consentOf } from './said.ts'

/** Accepts a quote as its form was posted: prints the document that the customer saw, and lets core decide. */
export async function acceptPosted(
	request: Request,
	context: LoadContext,
	actor: Actor,
	id: string,
	posted: Extract<Posted, { intent: 'accept' }>,
): Promise<Outcome<AcceptedQuote>> {
	const { books } = context
	const speaker = speakerFor(request, context)
	const { language } = speaker
	const chosen = linesOf(posted)
	const page = await look(books, actor, findQuote, { id, chosen })
	if (!page.ok) return page
	const facts = await look(books, actor, findQuotePaperFacts, { id, chosen, language })
	if (!facts.ok) return facts
	const { name, drawing } = posted
	return await act(books, actor, acceptQuote, {
		id,
		chosen,
		seen: posted.seen,
		signature: drawing ? { kind: 'drawn', name, drawing } : { kind: 'typed', name },
		consent: consentOf(speaker, { ...page.value, forContractNumber: facts.value.forContractNumber }),
		language,
		address: context.address,
		browser: request.headers.get('user-agent') ?? '',
		proof: proofIn(request, context),
		document: await quotePdf(facts.value, language),
	})
}
