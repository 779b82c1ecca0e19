import { expectOk, look } from '#core/act.ts'
import { previewInvoices } from '#core/contract/preview.ts'
import type { Reader } from '#core/customer/readers.ts'
import { findMessages } from '#core/message/find.ts'
import type { QueuedLetter } from '#core/outbox/letter.ts'
import { findQuoteLetterFacts, type QuoteLetterFacts } from '#core/quote/letter-facts.ts'
import { findQuotePaperFacts } from '#core/quote/paper-facts.ts'
import { findQuoteReaders } from '#core/quote/send.ts'
import { clerk, type Desk, read } from './desk.ts'
import { quotePdf, signedQuotePdf } from './quote-paper.ts'
import { linkFor, sendLetter } from './send.ts'

type AboutQuote = Extract<QueuedLetter, { quoteId: string }>

/** The letters about a quote. What has been overtaken by a decision is not sent. */
export async function sendAboutQuote(desk: Desk, key: string, queued: AboutQuote): Promise<void> {
	const facts = await read(desk, findQuoteLetterFacts, { id: queued.quoteId })
	switch (queued.letter) {
		case 'quote-sent':
		case 'quote-reminder':
			if (facts.standing === 'sent') await sendOffer(desk, key, queued.letter, facts)
			return
		case 'quote-question':
		case 'quote-answered':
			return await sendMessage(desk, key, queued, facts)
		case 'quote-accepted':
			return await sendAgreement(desk, key, facts)
		case 'quote-decided':
			return await sendDecision(desk, key, facts)
	}
}

async function sendOffer(
	desk: Desk,
	key: string,
	letter: 'quote-sent' | 'quote-reminder',
	facts: QuoteLetterFacts,
): Promise<void> {
	await sendLetter(desk, letter, key, await readersOf(desk, facts), async (reader) => {
		const url = await quoteLink(desk, reader, facts)
		const asked = { id: facts.id, chosen: null, language: reader.language }
		const paper = await read(desk, findQuotePaperFacts, asked)
		const first = paper.preview.invoices[0]
		const { fileName, content } = await quotePdf(paper, reader.language, `${desk.publicUrl}/quotes/${facts.id}`)
		return {
			quoteNumber: facts.number,
			title: paper.quote.title,
			introduction: letter === 'quote-sent' ? paper.quote.introduction : '',
			validUntil: facts.validUntil,
			renews: facts.renews ? facts.forContractNumber : '',
			signs: facts.signs ? facts.forContractNumber : '',
			currency: facts.currency,
			firstInvoiceMinor: first?.totalMinor ?? 0n,
			url,
			attachments:
				letter === 'quote-sent' ? [{ fileName, mediaType: 'application/pdf', content: new Uint8Array(content) }] : [],
		}
	})
}

async function sendMessage(
	desk: Desk,
	key: string,
	{ letter, quoteId, messageId }: Extract<AboutQuote, { messageId: string }>,
	facts: QuoteLetterFacts,
): Promise<void> {
	const messages = await read(desk, findMessages, { kind: 'quote', id: quoteId })
	const message = messages.find((one) => one.id === messageId)
	if (!message) return
	const asked = letter === 'quote-question'
	const readers = asked ? facts.owners : await readersOf(desk, facts)
	await sendEach(desk, letter, key, readers, async (reader) => ({
		quoteNumber: facts.number,
		signs: facts.signs ? facts.forContractNumber : '',
		customerName: facts.customerName,
		authorName: message.authorName,
		text: message.text,
		url: asked ? staffPage(desk, facts) : await quoteLink(desk, reader, facts),
	}))
}

async function sendAgreement(desk: Desk, key: string, facts: QuoteLetterFacts): Promise<void> {
	const { contract } = facts
	if (!contract) return
	const attachments = [await signed(desk, facts)]
	const [next] = expectOk(await look(desk.books, clerk, previewInvoices, { id: contract.id, count: 1 }))
	await sendLetter(desk, 'quote-accepted', key, await readersOf(desk, facts), async (reader) => ({
		quoteNumber: facts.number,
		contractNumber: contract.number,
		signs: facts.signs,
		...(next ? { nextOn: next.on } : {}),
		url: await linkFor(desk, reader, {
			customerId: facts.customerId,
			subject: { kind: 'contract', id: contract.id },
			scope: 'manage',
		}),
		attachments,
	}))
}

async function sendDecision(desk: Desk, key: string, facts: QuoteLetterFacts): Promise<void> {
	const accepted = facts.contract !== null
	const attachments = accepted ? [await signed(desk, facts)] : []
	await sendEach(desk, 'quote-decided', key, facts.owners, async () => ({
		quoteNumber: facts.number,
		customerName: facts.customerName,
		contractNumber: facts.contract?.number ?? '',
		signs: facts.signs ? facts.forContractNumber : '',
		signerName: facts.signerName,
		reason: facts.declineReason,
		url: staffPage(desk, facts),
		attachments,
	}))
}

async function signed(desk: Desk, { id }: QuoteLetterFacts) {
	const { fileName, content } = await signedQuotePdf(desk.books, desk.seal ?? {}, id)
	return { fileName, mediaType: 'application/pdf', content: new Uint8Array(content) }
}

/** Staff have no contact's id to tell their letters apart by. */
async function sendEach<Name extends 'quote-question' | 'quote-answered' | 'quote-decided'>(
	desk: Desk,
	name: Name,
	key: string,
	readers: readonly Reader[],
	bodyFor: Parameters<typeof sendLetter<Name>>[4],
): Promise<void> {
	for (const [index, reader] of readers.entries())
		await sendLetter(desk, name, reader.contactId ? key : `${key}:${index}`, [reader], bodyFor)
}

async function readersOf(desk: Desk, facts: QuoteLetterFacts): Promise<Reader[]> {
	return await read(desk, findQuoteReaders, facts)
}

const staffPage = (desk: Desk, { id }: QuoteLetterFacts) => `${desk.publicUrl}/staff/quotes/${id}`

async function quoteLink(desk: Desk, reader: Reader, { id, customerId }: QuoteLetterFacts): Promise<string> {
	return await linkFor(desk, reader, { customerId, subject: { kind: 'quote', id }, scope: 'manage' })
}
