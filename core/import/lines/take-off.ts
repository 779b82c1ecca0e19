import type { Scope } from '../../act.ts'
import { releaseGone } from '../../equipment/follow-lines.ts'
import { amendLines } from './amend.ts'

/** Takes lines off again that nothing was billed of: of a draft they go, in force they are of no day. */
export async function takeLinesOff(scope: Scope, lineIds: readonly string[]): Promise<void> {
	const { sql } = scope
	const lines = await sql<{ id: string; contractId: string; startsOn: string; draft: boolean }[]>`
		select line.id, contract_id as "contractId", contract.activated_at is null as draft,
			(select min(state.starts_on)::text from contract_line_state as state where state.contract_line_id = line.id) as "startsOn"
		from contract_line as line join contract on contract.id = contract_id where line.id = any(${[...lineIds]}::uuid[])`
	const drafts = lines.filter(({ draft }) => draft).map(({ id }) => id)
	await sql`delete from contract_line_state where contract_line_id = any(${drafts}::uuid[])`
	await sql`delete from contract_line where id = any(${drafts}::uuid[])`
	await releaseGone(scope, [...new Set(lines.filter(({ draft }) => draft).map(({ contractId }) => contractId))])
	const inForce = lines.filter(({ draft }) => !draft)
	await amendLines(scope, {
		set: inForce.map(({ id, contractId, startsOn }) => ({
			...{ lineId: id, contractId, on: startsOn },
			set: { endsOn: Temporal.PlainDate.from(startsOn).subtract({ days: 1 }).toString() },
		})),
	})
}
