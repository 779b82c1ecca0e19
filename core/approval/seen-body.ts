import type { Scope } from '../act.ts'
import { nameMachine, type ToldChange } from '../amendment/tell-change.ts'
import { sees } from '../field-right/rights.ts'
import type { CardBody } from './subject.ts'

/** As everybody who reads it may see it: why a contract ends, and which machine a line is, may be hidden of it. */
export function seenBody(readers: readonly Scope[], body: CardBody): CardBody {
	const all = (card: 'contract' | 'line', field: string) => readers.every((reader) => sees(reader, card, field, null))
	const [reason, model, serialNumber] = [all('contract', 'reason'), all('line', 'model'), all('line', 'serialNumber')]
	const facts = reason ? body.facts : body.facts.filter(({ name }) => name !== 'reason')
	return { ...body, facts, told: body.told.map((one) => seenTold(one, { model, serialNumber })) }
}

function seenTold(told: ToldChange, sees: { model: boolean; serialNumber: boolean }): ToldChange {
	if (told.kind !== 'option_on' && told.kind !== 'line_end') return told
	const { machine, ...plain } = told
	if (sees.model && sees.serialNumber) return plain
	const whole = plain.kind === 'option_on' ? plain.product : plain.line
	// What was asked before names were kept in parts has all of it behind the first point.
	const description = machine?.description ?? whole.split(' · ')[0] ?? ''
	const name = nameMachine({
		description,
		...(sees.model && { model: machine?.model }),
		...(sees.serialNumber && { serialNumber: machine?.serialNumber }),
	})
	return plain.kind === 'option_on' ? { ...plain, product: name } : { ...plain, line: name }
}
