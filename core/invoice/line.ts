import { dateOf } from '../calendar.ts'
import { formatDecimal, ZERO } from '../decimal.ts'
import { lineSaid } from '../product/said.ts'
import { wholeDiscount } from '../schedule/price.ts'
import type { DueLine } from '../schedule/terms.ts'
import { whyOf } from '../schedule/why.ts'
import { taxOfLine } from '../tax/course.ts'
import { unitSaid } from '../unit/said.ts'
import type { Billable } from './billable.ts'
import type { NewInvoiceLine } from './write-lines.ts'

/** The key of the sentence about tax that the invoice must carry. */
export function noteOf(billable: Billable, lines: readonly DueLine[]): string {
	for (const line of lines) {
		const { note } = taxOf(billable, line)
		if (note) return note
	}
	return ''
}

function taxOf({ contract, lines, taxes, rates }: Billable, line: DueLine) {
	const taxClass = lines.get(line.lineKey)?.taxClass ?? ''
	const course = taxes.get(taxClass)
	if (!course) throw new Error(`Line ${line.lineKey} of contract ${contract.number} has no tax`)
	return taxOfLine(line, course, rates, contract, taxClass)
}

export function invoiceLineOf(billable: Billable, line: DueLine): NewInvoiceLine {
	const { contract, lines } = billable
	const facts = lines.get(line.lineKey)
	const tax = taxOf(billable, line)
	const unit = facts?.unit ?? 'piece'
	const quantity = formatDecimal(line.price.quantity)
	return {
		contractId: contract.id,
		contractLineId: line.lineKey,
		kind: line.kind,
		description: facts ? lineSaid(facts, contract.language) : '',
		periodFrom: dateOf(line.from),
		periodTo: dateOf(line.to),
		boundaryFrom: dateOf(line.boundaryFrom),
		boundaryTo: dateOf(line.boundaryTo),
		revision: line.revision,
		quantity,
		unit: unitSaid({ unit, quantity }, contract.units?.[unit], contract.language),
		unitName: unit,
		unitPrice: formatDecimal(line.price.unitPrice),
		discountPercent: formatDecimal(wholeDiscount(line.price)),
		amountOff: formatDecimal(line.price.reduction?.amountOff ?? ZERO),
		netMinor: line.amount,
		taxPercent: formatDecimal(line.price.taxPercent),
		taxLabel: tax.label,
		taxMinor: line.tax,
		...(line.instalment && { instalmentId: line.instalment.id }),
		why: { ...whyOf(line, contract.currency), taxReason: tax.reason },
	}
}
