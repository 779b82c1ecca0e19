import type { Scope } from '../../act.ts'
import { ownHere } from '../own.ts'
import type { Standing } from '../plain/subject.ts'

/**
 * The lines that keys mean, as they stand after everything that is planned. A key that an import has said means the line
 * that it brought; one that none has, the line of the contract with that serial number, or the only one that is the same.
 * Lines that were taken off are none.
 */
export async function readLines({ sql }: Scope, keys: readonly string[]): Promise<Map<string, Standing>> {
	const rows = await sql<{ key: string; id: string; texts: Record<string, string> }[]>`
		with given as (
			select key, left(key, 36)::uuid as contract_id, substr(key, 38)::jsonb as identity from unnest(${[...keys]}::text[]) as given (key)
		), line as materialized (
			select line.id, line.contract_id, line.description, line.model, line.serial_number, line.factory_number,
				coalesce(product.name, '') as product, coalesce(product.code, '') as code,
				coalesce(line.unit, product.unit, 'piece') as unit,
				coalesce(line.interval_count || ' ' || line.interval_unit, 'once') as interval, state.*
			from contract_line as line left join product on product.id = line.product_id
				cross join lateral (
					select starts_on, ends_on, quantity, unit_price, discount_percent from contract_line_state as state
					where state.contract_line_id = line.id order by effective_on desc, sequence desc limit 1
				) as state
			where line.contract_id in (select contract_id from given) and (state.ends_on is null or state.ends_on >= state.starts_on)
		), meant as (
			select given.key, coalesce(
				(select line.id from import_said as said join line on line.id = said.subject_id where said.subject = 'lines' and said.key = given.key limit 1),
				case when identity ? 'serial' then (select line.id from line
					where line.contract_id = given.contract_id and lower(serial_number) = identity ->> 'serial' order by line.id limit 1) end,
				case when identity ? 'what' then (select (array_agg(line.id))[1] from line
					where line.contract_id = given.contract_id and serial_number = '' and ${same(sql)} having count(*) = 1) end
			) as line_id from given
		)
		select key, line.id, jsonb_build_object('product', product, 'description', description, 'model', model,
			'serialNumber', serial_number, 'factoryNumber', factory_number, 'start', starts_on, 'interval', interval, 'unit', unit,
			'quantity', trim_scale(quantity)::text, 'unitPrice', trim_scale(unit_price)::text,
			'discountPercent', trim_scale(discount_percent)::text, 'end', coalesce(ends_on::text, '')) || ${ownHere({ sql }, 'line')} as texts
		from meant join line on line.id = meant.line_id`
	return new Map(rows.map(({ key, id, texts }) => [key, { id, texts }]))
}

/** What the row says of it, where it says something. */
function same(sql: Scope['sql']) {
	const is = (field: string, column: ReturnType<Scope['sql']>) =>
		sql`(coalesce(identity -> 'what' ->> ${field}::text, '') = '' or lower(${column}) = identity -> 'what' ->> ${field}::text)`
	return sql`(${is('product', sql`line.product`)} or lower(line.code) = identity -> 'what' ->> 'product')
		and ${is('description', sql`line.description`)} and ${is('model', sql`line.model`)}
		and ${is('factoryNumber', sql`line.factory_number`)} and ${is('interval', sql`line.interval`)}`
}
