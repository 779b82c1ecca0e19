import { readDay } from '../calendar.ts'
import { readMajor } from '../money.ts'
import { refuseLine } from './unclear.ts'
import { allAt, type Element, textAt } from './xml-tree.ts'

/** The amount at a path in minor units, negative where the element says that it goes out. Refuses `bank_file.unclear`. */
export function amountOf(element: Element, path: string, currency: string): bigint {
	const [amount] = allAt(element, path)
	const minor = amount?.attributes.Ccy === currency ? readMajor(amount.text.trim(), currency) : 'not_an_amount'
	if (typeof minor === 'string' || minor < 0n)
		return refuseLine(
			amount?.line ?? element.line,
			`${element.name} ${amount?.attributes.Ccy ?? ''} ${amount?.text.trim() ?? ''}`,
		)
	return textAt(element, 'CdtDbtInd') === 'DBIT' ? -minor : minor
}

/** The day at a path, plain or out of a moment, as the bank has it; ISO. */
export function dayAt(element: Element, path: string): string | undefined {
	const iso = (textAt(element, `${path}/Dt`) || textAt(element, `${path}/DtTm`)).slice(0, 10)
	return readDay(iso) === undefined ? undefined : iso
}
