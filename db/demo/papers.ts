import { act, type Books, expectOk, look } from '#core/act.ts'
import { findGatePassFacts, type GatePassFacts } from '#core/delivery/paper-facts.ts'
import { keepDocument } from '#core/document/keep.ts'
import { listDocumentKinds, requireDocument } from '#core/document/kinds.ts'
import type { NewAttachment } from '#core/message/attachment.ts'
import { findQuotePaperFacts } from '#core/quote/paper-facts.ts'
import type { Cast } from './history.ts'
import { colleague, findGreeted } from './in-force.ts'
import type { QuotePrinter } from './quotes.ts'

type Printed = { fileName: string; content: Uint8Array }

/** Prints the papers of the product, and keeps files where the product finds them. */
export type DemoPapers = {
	quote: QuotePrinter
	/** A quote that was accepted, with its evidence and the company's seal. */
	signedQuote(books: Books, quoteId: string): Promise<Printed>
	gatePass(facts: GatePassFacts): Promise<Printed>
	keepFile(books: Books, printed: Printed): Promise<NewAttachment>
}

/** What was signed and what left the yard is kept with its contracts; of what is rented or sold a delivery note must be there. */
export async function keepPapers(books: Books, cast: Cast, papers: DemoPapers): Promise<void> {
	const head = colleague(cast, { name: 'Katrin Albers' })
	const { kinds } = expectOk(await look(books, head, listDocumentKinds, undefined))
	const kindOf = (name: string) => kinds.find((kind) => kind.name === name)?.id ?? ''
	const handover = kindOf('Delivery note')
	expectOk(await act(books, head, requireDocument, { kindId: handover, contractTypes: ['rental'] }))
	const keep = async (of: Of, kindId: string, title: string, printed: Printed) =>
		expectOk(
			await act(books, head, keepDocument, {
				...{ ...of, kindId, title, shared: true, file: await papers.keepFile(books, printed) },
				key: crypto.randomUUID(),
			}),
		)
	for (const { id, ...contract } of await acceptedQuotes(books))
		await keep(contract, kindOf('Signed contract'), 'Signed quote', await papers.signedQuote(books, id))
	for (const { id, ...contract } of await openPasses(books)) {
		const facts = expectOk(await look(books, head, findGatePassFacts, { id }))
		await keep(contract, handover, 'Gate pass', await papers.gatePass(facts))
	}
	const offer = await offerToGreeted(books)
	if (!offer) return
	const { id, ...contract } = offer
	const facts = expectOk(await look(books, head, findQuotePaperFacts, { id, chosen: null, language: 'en' }))
	await keep(contract, kindOf('Annex'), 'Our offer of this year', await papers.quote(facts, 'en'))
}

type Of = { customerId: string; contractId: string }

async function acceptedQuotes({ sql }: Books): Promise<(Of & { id: string })[]> {
	return await sql<(Of & { id: string })[]>`
		select quote.id, quote.customer_id as "customerId", acceptance.contract_id as "contractId"
		from quote_acceptance as acceptance join quote on quote.id = acceptance.quote_id order by quote.number`
}

async function openPasses({ sql }: Books): Promise<(Of & { id: string })[]> {
	return await sql<(Of & { id: string })[]>`
		select id, customer_id as "customerId", contract_id as "contractId" from gate_pass order by number limit 1`
}

/** With the contract that it is kept beside: the first in force of whoever is greeted. */
async function offerToGreeted(books: Books): Promise<(Of & { id: string }) | undefined> {
	const greeted = await findGreeted(books)
	const [offer] = await books.sql<(Of & { id: string })[]>`
		select quote.id, quote.customer_id as "customerId", contract.id as "contractId"
		from quote join contract on contract.customer_id = quote.customer_id and contract.state = 'active'
		where quote.customer_id = ${greeted ?? null} and quote.state = 'sent' order by quote.number, contract.number limit 1`
	return offer
}
