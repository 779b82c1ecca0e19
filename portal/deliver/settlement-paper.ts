import { act, type Books, expectOk, look } from '#core/act.ts'
import { findPaper, type KeptPaper, keepPaper } from '#core/invoice/keep-paper.ts'
import type { CertificateFacts } from '#core/machine-request/certificate-facts.ts'
import { clerk } from './desk.ts'
import { press } from './paper.ts'

/**
 * The certificate of a settlement, in the customer's language: made when first needed and kept, so that it is the same
 * bytes for ever. Whoever asks must have been let to its facts before.
 */
export async function settlementPdf(books: Books, facts: CertificateFacts): Promise<KeptPaper> {
	const kept = expectOk(await look(books, clerk, findPaper, { subjectId: facts.id }))
	if (kept) return kept
	const { id, number, contract, language, seller, buyer, settledOn, currency, becomes, machines } = facts
	const content = await press.print('settlement', {
		...{ language, seller, buyer, number, settledOn, currency, becomes, machines },
		...{ invoicedMinor: facts.invoicedMinor, receivedMinor: facts.receivedMinor, givenUpMinor: facts.givenUpMinor },
		...{ contractNumber: contract.number, contractTitle: contract.title, startsOn: contract.startsOn },
	})
	const made = { kind: 'settlement' as const, subjectId: id, fileName: `${number}.pdf`, content }
	return expectOk(await act(books, clerk, keepPaper, made))
}
