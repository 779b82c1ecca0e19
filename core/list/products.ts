import type { Scope } from '../act.ts'
import { contractsInForce } from '../product/in-force.ts'
import { productKinds } from '../product/input.ts'
import { patternsOf } from '../search.ts'
import type { List } from './list.ts'

const inLanguage = (words: 'names' | 'descriptions', language: string) => ({
	kind: 'text' as const,
	sql: ({ sql }: Pick<Scope, 'sql'>) => sql`${sql(`product.${words}`)} ->> ${language}::text`,
	optional: true as const,
})

/** What its plans are called to readers of a language; of a plan that is called nothing else there, as it is anywhere. */
const plansIn = (language: string) => ({
	kind: 'text' as const,
	sql: ({ sql }: Pick<Scope, 'sql'>) => sql`(
		select string_agg(coalesce(plan.names ->> ${language}::text, plan.name), ', ' order by plan.name)
		from plan where plan.product_id = product.id and plan.active)`,
	optional: true as const,
})

/** What it is called and described as by language, as a file that is brought in says it. */
const saidColumns = {
	nameEn: inLanguage('names', 'en'),
	nameRu: inLanguage('names', 'ru'),
	nameZh: inLanguage('names', 'zh'),
	nameVi: inLanguage('names', 'vi'),
	descriptionEn: inLanguage('descriptions', 'en'),
	descriptionRu: inLanguage('descriptions', 'ru'),
	descriptionZh: inLanguage('descriptions', 'zh'),
	descriptionVi: inLanguage('descriptions', 'vi'),
}

/** What is sold: the catalogue, with what each costs today in the company's own currency. */
export const products = {
	name: 'products',
	permission: 'product.read',
	from: ({ sql }) => sql`product`,
	id: ({ sql }) => sql`product.id`,
	currency: ({ sql, company }) => sql`${company.currency}::text`,
	within: ({ sql }) => sql`true`,
	search: ({ sql }, text) =>
		patternsOf(text).reduce(
			(before, pattern) =>
				sql`${before} and plain_text(product.code || ' ' || product.name || ' ' || product.description || ' ' || product.names::text) like plain_text(${pattern})`,
			sql`true`,
		),
	joins: {
		billed: {
			each: ({ sql }) => sql`left join lateral (
				select string_agg(plan.name, ', ' order by plan.name) as names from plan where plan.product_id = product.id and plan.active
			) as billed on true`,
		},
		cost: {
			each: ({ sql, today, company }) => sql`left join lateral (
				select min(unit_price) as lowest from (
					select distinct on (plan_id) unit_price from price
					where price.product_id = product.id and currency = ${company.currency} and valid_from <= ${today}
						and (plan_id is null or plan_id in (select id from plan where active))
					order by plan_id, valid_from desc) as asked
			) as cost on true`,
		},
		running: {
			each: (scope) => scope.sql`left join lateral (select ${contractsInForce(scope)} as contracts) as running on true`,
		},
		yard: {
			each: ({ sql }) => sql`left join lateral (
				select count(*)::int as machines from equipment where equipment.product_id = product.id) as yard on true`,
		},
	},
	fields: {
		name: {
			kind: 'text',
			sql: ({ sql }) => sql`product.name`,
			leads: { to: 'product', id: ({ sql }) => sql`product.id` },
			sort: true,
			shown: true,
		},
		code: { kind: 'text', sql: ({ sql }) => sql`product.code`, sort: true, shown: true },
		productKind: { kind: 'choice', choices: productKinds, sql: ({ sql }) => sql`product.kind`, shown: true },
		onSale: { kind: 'flag', sql: ({ sql }) => sql`product.active`, shown: true },
		planNames: {
			kind: 'text',
			sql: ({ sql }) => sql`billed.names`,
			joins: ['billed'],
			optional: true,
			sort: true,
			shown: true,
		},
		price: {
			kind: 'price',
			sql: ({ sql }) => sql`cost.lowest`,
			joins: ['cost'],
			optional: true,
			sort: true,
			shown: true,
		},
		unit: { kind: 'text', sql: ({ sql }) => sql`product.unit`, sort: true, shown: true },
		taxClass: { kind: 'text', sql: ({ sql }) => sql`product.tax_class`, sort: true },
		contracts: {
			kind: 'number',
			sql: ({ sql }) => sql`running.contracts`,
			joins: ['running'],
			needs: 'contract.read',
			sort: true,
			shown: true,
		},
		machines: {
			kind: 'number',
			sql: ({ sql }) => sql`yard.machines`,
			joins: ['yard'],
			needs: 'equipment.read',
			sort: true,
		},
		description: {
			kind: 'text',
			sql: ({ sql }) => sql`nullif(product.description, '')`,
			optional: true,
		},
		...saidColumns,
		planNamesEn: plansIn('en'),
		planNamesRu: plansIn('ru'),
		planNamesZh: plansIn('zh'),
		planNamesVi: plansIn('vi'),
	},
	order: { field: 'name', down: false },
} satisfies List
