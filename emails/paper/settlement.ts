import { day, amount as money } from '../words/format.ts'
import { words } from '../words/words.ts'
import { footOf, partyBlock } from './bill.ts'
import { formatsOf } from './party.ts'
import { print } from './print.tsx'
import { type SettlementPaper, settlementPaper } from './settlement-paper.ts'

/** A certificate of settlement as a PDF file: nothing is owed any more, and whose the machines are. */
export async function renderSettlement(paper: SettlementPaper): Promise<Buffer> {
	const settled = settlementPaper.parse(paper)
	const { language, seller, buyer, number, currency, machines, contractNumber } = settled
	const formats = formatsOf(settled)
	const say = words(language).settlement
	const hasFactory = machines.some(({ factoryNumber }) => factoryNumber !== '')
	// Paid ahead for days after the contract's end, and credited.
	const keptMinor = settled.receivedMinor + settled.givenUpMinor - settled.invoicedMinor
	return print({
		language,
		title: `${say.title} ${number}`,
		heading: say.title,
		number,
		brandColour: seller.brandColour,
		company: seller.name,
		issuedOn: settled.settledOn,
		parties: [partyBlock(say.customer, buyer, language), partyBlock(words(language).paper.from, seller, language)],
		facts: [
			{ label: say.contract, value: contractNumber },
			{ label: say.about, value: settled.contractTitle },
			{ label: say.began, value: day(settled.startsOn, formats, 'medium') },
			{ label: say.settledOn, value: day(settled.settledOn, formats, 'medium') },
		].filter(({ value }) => value !== ''),
		highlight: {
			label: say.open,
			figure: money(0n, currency, formats),
			remark: say.nothing(contractNumber),
		},
		columns: [
			{ title: say.machines, side: 'left' },
			...(hasFactory ? [{ title: say.factory, side: 'right' as const }] : []),
		],
		rows: machines.map(({ serialNumber, model, factoryNumber }) => ({
			cells: [serialNumber, ...(hasFactory ? [factoryNumber] : [])],
			details: [model].filter(Boolean),
		})),
		sums: [
			{ label: say.invoiced, value: money(settled.invoicedMinor, currency, formats), weight: 'plain' },
			...(settled.givenUpMinor > 0n
				? [{ label: say.givenUp, value: money(-settled.givenUpMinor, currency, formats), weight: 'plain' as const }]
				: []),
			...(keptMinor > 0n
				? [{ label: say.kept, value: money(keptMinor, currency, formats), weight: 'plain' as const }]
				: []),
			{ label: say.received, value: money(settled.receivedMinor, currency, formats), weight: 'strong' },
		],
		blocks: [
			{ label: '', lines: [say.confirmed(seller.name, contractNumber)] },
			...(machines.length > 0
				? [{ label: say.machines, lines: [settled.becomes === 'sold' ? say.sold : say.returned] }]
				: []),
			{ label: say.signature, lines: ['', ''] },
		],
		foot: footOf(seller, language),
	})
}
