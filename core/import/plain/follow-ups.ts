import { createHash } from 'node:crypto'
import { emit } from '../../event.ts'
import { findContracts } from '../find-contracts.ts'
import { findCustomers } from '../find-customers.ts'
import type { ImportMap } from '../map.ts'
import type { RowRecord } from '../record.ts'
import type { Place, PlainSubject } from './subject.ts'

type At = Place & { customerId: string; contractId: string | null }

/** What was talked about with customers elsewhere. A record is never changed, so a row of a known one that differs is refused. */
export const followUps: PlainSubject<At> = {
	name: 'follow_ups',
	action: 'follow_up.write',
	fields: ['kind', 'happenedOn', 'text', 'nextStep', 'nextOn'],
	brought: ['kind', 'happenedOn', 'text', 'nextStep', 'nextOn'],
	fixed: new Set(['kind', 'happenedOn', 'text', 'nextStep', 'nextOn']),
	emptied: new Set(['nextStep', 'nextOn']),

	async place(scope, map, reader, records) {
		for (const record of records) completeNext(record)
		const today = scope.today.toString()
		for (const { values, problems } of records)
			if (String(values.happenedOn) > today)
				problems.push({
					...{ code: 'day_in_future', facts: { value: String(values.happenedOn) } },
					...{ field: 'happenedOn', column: reader.columnOf('happenedOn') },
				})
		const sound = records.filter(({ problems }) => problems.length === 0)
		const customers = await findCustomers(scope, map, reader, sound)
		const contractOf = await findContracts(scope, map, [...customers.keys()])
		const places = new Map<RowRecord, At>()
		for (const [record, { id: customerId }] of customers) {
			const contractId = contractOf(record, customerId, reader)
			if (record.problems.length === 0)
				places.set(record, { key: keyOf(map, record, customerId), customerId, contractId })
		}
		return places
	},

	async read({ sql }, keys) {
		const rows = await sql<{ key: string; id: string; texts: Record<string, string> }[]>`
			select key, id, jsonb_build_object('kind', kind, 'happenedOn', happened_on, 'text', text, 'nextStep', next_step,
				'nextOn', coalesce(next_on::text, '')) as texts
			from follow_up where key = any(${[...keys]}::text[])`
		return new Map(rows.map(({ key, id, texts }) => [key, { id, texts }]))
	},

	async create(scope, rows) {
		const { sql, now, actor } = scope
		const me = actor.kind === 'staff' ? actor.userId : null
		const texts = (field: string, otherwise: string) =>
			rows.map(({ record: { values } }) => String(values[field] ?? otherwise))
		const written = await sql<{ id: string; key: string }[]>`
			insert into follow_up (customer_id, contract_id, kind, happened_on, text, next_step, next_on, assignee_id, author_id, author_name, created_at, key)
			select given.customer_id, given.contract_id, given.kind, given.happened_on, given.text, given.next_step,
				nullif(given.next_on, '')::date, case when given.next_on <> '' then coalesce(person.id, ${me}::uuid) end, person.id, coalesce(person.name, nullif(given.author, ''), ''), ${now}, given.key
			from unnest(${rows.map(({ at }) => at.customerId)}::uuid[], ${rows.map(({ at }) => at.contractId)}::uuid[],
				${texts('kind', 'other')}::text[], ${texts('happenedOn', '')}::date[], ${texts('text', '')}::text[],
				${texts('nextStep', '')}::text[], ${texts('nextOn', '')}::text[], ${texts('author', '')}::text[],
				${rows.map(({ at }) => at.key)}::text[])
				as given (customer_id, contract_id, kind, happened_on, text, next_step, next_on, author, key)
				left join lateral (
					select id, name from staff_user
					where case given.author when '' then id = ${me} else lower(given.author) in (lower(name), lower(email)) end
					order by id limit 1
				) as person on true
			returning id, key`
		const byKey = new Map(written.map(({ id, key }) => [key, id]))
		await emit(
			scope,
			...rows.map(({ at: { key, customerId, contractId }, record: { values } }) => ({
				kind: 'follow_up.recorded' as const,
				subject: { kind: 'customer', id: customerId },
				...{
					customerId,
					contractId,
					facts: { followUpId: byKey.get(key) ?? '', kind: String(values.kind ?? 'other'), imported: true },
				},
			})),
		)
		return rows.map(({ at }) => byKey.get(at.key) ?? '')
	},

	async change() {
		throw new Error('A follow-up is never changed')
	},

	async remove({ sql }, _batchId, rows) {
		await sql`delete from follow_up where id = any(${rows.map(({ id }) => id)}::uuid[])`
	},

	async kept({ sql }, rows) {
		const settled = await sql<{ key: string }[]>`
			select key from follow_up where id = any(${rows.map(({ id }) => id)}::uuid[]) and settled_at is not null`
		return new Map(settled.map(({ key }) => [key, 'changed_since']))
	},
}

/** A next step that is done, or has no day, is no next step here: it is told with the rest. */
function completeNext({ values }: RowRecord): void {
	const { nextStep, nextOn, done } = values
	if (done === true || (nextStep && !nextOn)) {
		const told = [nextStep, nextOn].filter(Boolean).join(', ')
		if (told) values.text = `${values.text}\n→ ${told}`.slice(0, 5000)
		delete values.nextStep
		delete values.nextOn
	}
}

function keyOf({ source }: ImportMap, { values }: RowRecord, customerId: string): string {
	if (values.key) return `import ${source} ${values.key}`
	const said = [customerId, values.happenedOn, values.kind ?? '', values.text].join('\n')
	return `import ${source} #${createHash('sha256').update(said).digest('hex').slice(0, 32)}`
}
