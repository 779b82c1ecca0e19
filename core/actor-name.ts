import type { Fragment } from 'postgres'
import type { Scope } from './act.ts'

/** SQL: the name of who acted, from how events and amendments keep them (`nameActor`); empty for the product itself. */
export function actorName({ sql }: Pick<Scope, 'sql'>, kept: Fragment): Fragment {
	const key = sql`substr(${kept}, strpos(${kept}, ':') + 1)::uuid`
	return sql`coalesce(case split_part(${kept}, ':', 1)
		when 'staff' then (select staff_user.name from staff_user where staff_user.id = ${key})
		when 'contact' then (select contact.name from contact where contact.id = ${key})
		when 'link' then (
			select coalesce(holder.name, buyer.name) from secure_link join customer as buyer on buyer.id = secure_link.customer_id
				left join contact as holder on holder.id = secure_link.contact_id where secure_link.id = ${key})
	end, '')`
}
