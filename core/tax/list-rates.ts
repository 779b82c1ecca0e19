import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'

/** `standing`: whether it is the one that counts today, is to begin, gave way to a later one, or is over. */
export type ListedRate = {
	id: string
	country: string
	region: string
	taxClass: string
	label: string
	percent: string
	validFrom: string
	validTo: string | null
	included: boolean
	standing: 'in_force' | 'to_come' | 'behind' | 'over'
}

/** All rates by place and class, the newest of each first. */
export async function listTaxRates(scope: Scope): Promise<ListedRate[]> {
	permit(scope, 'tax.write')
	const { sql, today } = scope
	return await sql<ListedRate[]>`
		select id, country, region, tax_class as "taxClass", label, trim_scale(percent)::text as percent,
			valid_from::text as "validFrom", valid_to::text as "validTo", included,
			case when valid_from > ${today} then 'to_come' when valid_to < ${today} then 'over'
				when valid_from = max(valid_from) filter (where valid_from <= ${today} and coalesce(valid_to >= ${today}, true))
					over (partition by country, region, tax_class) then 'in_force'
				else 'behind' end as standing
		from tax_rate order by country, region, tax_class, valid_from desc`
}

/** The classes that products and rates have, for choices. */
export async function listTaxClasses(scope: Scope): Promise<string[]> {
	permit(scope, 'customer.read')
	const rows = await scope.sql<{ name: string }[]>`
		select name from (select 'standard' as name union select tax_class from product union select tax_class from tax_rate) as class
		order by name <> 'standard', name collate people`
	return rows.map(({ name }) => name)
}
