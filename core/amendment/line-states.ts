import type { Scope } from '../act.ts'

/** A line as it is on a day. Days are ISO dates, `endsOn` the last day; quantities and prices exact decimals. */
export type LineState = {
	lineId: string
	position: number
	sequence: number
	startsOn: string
	endsOn: string | null
	quantity: string
	unitPrice: string
	discountPercent: string
}

/** Every line of the contract by its id, in the state that holds on the day (lines that begin later as they will begin). */
export async function readLineStates(scope: Scope, contractId: string, on: string): Promise<Map<string, LineState>> {
	const rows = await scope.sql<LineState[]>`
		select distinct on (line.id) line.id as "lineId", line.position, state.sequence, state.starts_on::text as "startsOn",
			state.ends_on::text as "endsOn", state.quantity, state.unit_price as "unitPrice",
			state.discount_percent as "discountPercent"
		from contract_line as line join contract_line_state as state on state.contract_line_id = line.id
		where line.contract_id = ${contractId}
		order by line.id, (state.effective_on <= ${on}) desc,
			case when state.effective_on <= ${on} then state.effective_on end desc, state.effective_on, state.sequence desc`
	return new Map(rows.map((row) => [row.lineId, row]))
}
