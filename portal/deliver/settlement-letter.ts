import { findReaders } from '#core/customer/readers.ts'
import { findCertificateFacts } from '#core/machine-request/certificate-facts.ts'
import { type Desk, read } from './desk.ts'
import { invoicePdf } from './paper.ts'
import { linkFor, sendLetter } from './send.ts'
import { settlementPdf } from './settlement-paper.ts'

/** A contract is settled: its certificate, and its last invoice. */
export async function sendSettled(desk: Desk, key: string, requestId: string): Promise<void> {
	const facts = await read(desk, findCertificateFacts, { requestId })
	const { contract, customerId, settledOn, lastInvoiceId } = facts
	const papers = [
		await settlementPdf(desk.books, facts),
		...(lastInvoiceId ? [await invoicePdf(desk, lastInvoiceId)] : []),
	]
	const attachments = papers.map(({ fileName, content }) => ({
		...{ fileName, mediaType: 'application/pdf', content: new Uint8Array(content) },
	}))
	const readers = await read(desk, findReaders, { customerId })
	await sendLetter(desk, 'contract-settled', key, readers, async (reader) => ({
		contractNumber: contract.number,
		settledOn,
		url: await linkFor(desk, reader, { customerId, subject: { kind: 'contract', id: contract.id }, scope: 'view' }),
		attachments,
	}))
}
