import { bareAccount, oneLine, type ReadEntry } from './statement.ts'
import { allAt, type Element, textAt } from './xml-tree.ts'

type Told = Pick<
	ReadEntry,
	'counterparty' | 'counterpartyAccount' | 'reference' | 'description' | 'bankReference' | 'reverses'
>

/** Who stands on the other side of an entry, or of one payment of it, and what they wrote. */
export function detailsOf(entry: Element, payment: Element | undefined, comesIn: boolean): Told {
	// What comes back keeps the parties of what it takes back.
	const isReturn = payment !== undefined && allAt(payment, 'RtrInf').length > 0
	const reverses = isReturn || textAt(entry, 'RvslInd') === 'true'
	const side = comesIn !== reverses ? 'Dbtr' : 'Cdtr'
	const of = (path: string) => (payment ? textAt(payment, path) : '')
	const written = payment ? allAt(payment, 'RmtInf/Ustrd').map(({ text }) => text.trim()) : []
	const structured = payment
		? allAt(payment, 'RmtInf/Strd').map(
				(one) => textAt(one, 'CdtrRefInf/Ref') || textAt(one, 'RfrdDocInf/Nb') || textAt(one, 'AddtlRmtInf'),
			)
		: []
	const more = [of('AddtlTxInf'), textAt(entry, 'AddtlNtryInf')].find((text) => text !== '') ?? ''
	const account = of(`RltdPties/${side}Acct/Id/IBAN`) || of(`RltdPties/${side}Acct/Id/Othr/Id`)
	return {
		...(reverses ? { reverses } : {}),
		// Since version 8 the name stands one step deeper.
		counterparty: oneLine(of(`RltdPties/${side}/Nm`) || of(`RltdPties/${side}/Pty/Nm`), 200),
		counterpartyAccount: bareAccount(account).slice(0, 60),
		reference: said(structured.filter(Boolean).join(' ')) || said(of('Refs/EndToEndId')),
		description: oneLine(written.filter(Boolean).join(' ') || more),
		bankReference: said(of('Refs/AcctSvcrRef')) || said(of('Refs/TxId')) || said(textAt(entry, 'AcctSvcrRef')),
	}
}

/** What stands where nobody gave a reference. */
function said(text: string): string {
	const bare = oneLine(text, 140)
	return /^(NOTPROVIDED|NOT PROVIDED|NONREF)$/i.test(bare) ? '' : bare
}
