import QRCode from 'qrcode'
import { day } from '../words/format.ts'
import { words } from '../words/words.ts'
import { footOf, partyBlock } from './bill.ts'
import { type GatePassPaper, gatePassPaper } from './gate-pass-paper.ts'
import { print } from './print.tsx'

/** A gate pass as a PDF file, in the language of whoever stands at the gate. */
export async function renderGatePass(paper: GatePassPaper): Promise<Buffer> {
	const pass = gatePassPaper.parse(paper)
	const { language, seller, buyer, number, machines } = pass
	const say = words(language).gate
	return print({
		language,
		title: `${say.title} ${number}`,
		heading: say.title,
		number,
		brandColour: seller.brandColour,
		company: seller.name,
		issuedOn: pass.issuedOn,
		parties: [partyBlock(say.customer, buyer, language), partyBlock(words(language).paper.from, seller, language)],
		facts: [
			{ label: say.contract, value: pass.contractNumber },
			{ label: words(language).paper.issueDate, value: day(pass.issuedOn, language, 'medium') },
			{ label: say.issuedBy, value: pass.issuedBy },
			{ label: say.taker, value: pass.taker },
		].filter(({ value }) => value !== ''),
		highlight: {
			label: say.through,
			figure: day(pass.validThrough, language, 'medium'),
			remark: say.lets(machines.length),
		},
		columns: [
			{ title: say.machines, side: 'left' },
			{ title: say.model, side: 'right' },
			{ title: say.factory, side: 'right' },
		],
		rows: machines.map(({ serialNumber, model, factoryNumber, place }) => ({
			cells: [serialNumber, model, factoryNumber],
			details: [place].filter(Boolean),
		})),
		sums: [],
		blocks: [
			...(pass.reason ? [{ label: say.missing, lines: pass.reason.split(/\r?\n/) }] : []),
			{ label: say.driver, lines: ['', ''] },
			{ label: '', lines: [say.once] },
		].filter(({ lines }) => lines.length > 0),
		code: { label: say.scan(number), rows: squares(pass.url) },
		foot: footOf(seller, language),
	})
}

/** The squares of a code, row by row; a quarter of it may be dirty or torn. */
function squares(text: string): string[] {
	const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'Q' }).modules
	return Array.from({ length: size }, (_, row) =>
		Array.from(data.subarray(row * size, (row + 1) * size), (dark) => (dark ? '1' : '0')).join(''),
	)
}
