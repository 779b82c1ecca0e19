import { ofContract, type Source } from './fact.ts'

/** Every change of monthly recurring revenue, by its kind. The reason is that of the contract's end. */
export const movements: Source = {
	subject: 'movement',
	dimensions: [...ofContract, 'reason'],
	facts: ({ sql }, { from, to, sinceEver }) => sql`
		select movement.id as subject_id, moved_on as on_day, movement.currency, amount_minor as amount, kind as part,
			contract_id, movement.customer_id, null::uuid as line_id,
			case when moved_on > ended.ends_on then ended.cancel_reason end as reason
		from mrr_movement as movement left join (
			select id, ends_on, cancel_reason from contract where cancel_reason <> ''
		) as ended on ended.id = contract_id
		where moved_on < ${to} ${sinceEver ? sql`` : sql`and moved_on >= ${from}`}`,
}
