import { randomUUIDv7 } from 'node:crypto'
import type { Scope } from '../../act.ts'
import { lockEquipment } from '../../equipment/lock.ts'
import { lineOf } from '../../equipment/move.ts'
import { overStates } from '../../equipment/take-line.ts'
import { writeMoves } from '../../equipment/write-moves.ts'
import { nameActor } from '../../event.ts'
import { type Problem, shorten } from '../problem.ts'
import type { RowReader, RowRecord } from '../record.ts'
import type { Place, PlainSubject } from './subject.ts'

type Line = { id: string; contractId: string; contractNumber: string; customerId: string }
type At = Place & { serialNumber: string; productId: string | null; line: Line | null }

/**
 * Machines, by their serial numbers. One that a line of a running contract names is reserved for it, or with the customer
 * already where the file says so. Another place or reading is a move of its own.
 */
export const equipment: PlainSubject<At> = {
	name: 'equipment',
	action: 'equipment.write',
	fields: ['factoryNumber', 'model', 'product', 'meterUnit', 'place', 'meterReading'],
	brought: ['factoryNumber', 'model', 'product', 'meterUnit', 'place', 'meterReading'],
	fixed: new Set(),
	emptied: new Set(),

	async place(scope, _map, reader, records) {
		for (const record of records) checkReading(record, reader)
		const sound = records.filter(({ problems }) => problems.length === 0)
		const products = await findCodes(
			scope,
			sound.map(({ values }) => String(values.product ?? '')),
		)
		const lines = await findLines(
			scope,
			sound.map(({ values }) => String(values.serialNumber)),
		)
		const known = await this.read(
			scope,
			sound.map(({ values }) => String(values.serialNumber).toLowerCase()),
		)
		const places = new Map<RowRecord, At>()
		for (const record of sound) {
			const { values } = record
			const serialNumber = String(values.serialNumber)
			const product = values.product ? products.get(String(values.product).toLowerCase()) : null
			const line = lines.get(serialNumber.toLowerCase()) ?? null
			if (product === undefined) report(record, reader, 'product', 'product_unknown', String(values.product))
			// Who has one that comes in now is told by the contract that names it.
			if (values.delivered === true && !line && !known.has(serialNumber.toLowerCase()))
				report(record, reader, 'delivered', 'contract_unknown', serialNumber)
			if (record.problems.length > 0) continue
			if (product) values.product = product.code
			places.set(record, { key: serialNumber.toLowerCase(), serialNumber, productId: product?.id ?? null, line })
		}
		return places
	},

	async read({ sql }, keys) {
		const rows = await sql<{ key: string; id: string; texts: Record<string, string> }[]>`
			select lower(serial_number) as key, equipment.id,
				jsonb_build_object('factoryNumber', factory_number, 'model', model, 'product', coalesce(product.code, ''),
					'meterUnit', meter_unit, 'place', place, 'meterReading', coalesce(trim_scale(meter_reading)::text, '')) as texts
			from equipment left join product on product.id = product_id where lower(serial_number) = any(${[...keys]}::text[])`
		return new Map(rows.map(({ key, id, texts }) => [key, { id, texts }]))
	},

	async create(scope, rows) {
		const { sql, now, today } = scope
		const entered = rows.map(({ at, record: { values } }) => ({
			...{ id: randomUUIDv7() as string, at, values },
			state: at.line
				? values.delivered === true
					? ('delivered' as const)
					: ('reserved' as const)
				: ('in_stock' as const),
		}))
		const texts = (field: string) => entered.map(({ values }) => String(values[field] ?? ''))
		await sql`
			insert into equipment (id, serial_number, factory_number, model, product_id, meter_unit, state, contract_line_id, contract_id,
				place, moved_on, registered_at, registered_by)
			select id, serial_number, factory_number, model, product_id, meter_unit, state, line_id, contract_id, place, ${today}, ${now},
				${nameActor(scope.actor)}
			from unnest(${entered.map(({ id }) => id)}::uuid[], ${entered.map(({ at }) => at.serialNumber)}::text[],
				${texts('factoryNumber')}::text[], ${texts('model')}::text[], ${entered.map(({ at }) => at.productId)}::uuid[],
				${texts('meterUnit')}::text[], ${entered.map(({ state }) => state)}::text[],
				${entered.map(({ at }) => at.line?.id ?? null)}::uuid[], ${entered.map(({ at }) => at.line?.contractId ?? null)}::uuid[],
				${texts('place')}::text[])
				as given (id, serial_number, factory_number, model, product_id, meter_unit, state, line_id, contract_id, place)`
		await writeMoves(
			scope,
			entered.map(({ id, at, values, state }) => ({
				machine: { id, serialNumber: at.serialNumber, moves: 0, place: String(values.place ?? ''), state: null },
				...{ action: 'register' as const, to: state, note: String(values.note ?? ''), line: at.line },
				meterReading: values.meterReading ? String(values.meterReading) : null,
			})),
		)
		return entered.map(({ id }) => id)
	},

	async change(scope, rows) {
		const { sql } = scope
		const machines = new Map(
			(
				await lockEquipment(
					scope,
					rows.map(({ id }) => id),
				)
			).map((machine) => [machine.id, machine]),
		)
		const texts = (field: string) => rows.map((row) => row.texts[field] ?? '')
		await sql`
			update equipment set factory_number = given.factory_number, model = given.model, meter_unit = given.meter_unit,
				product_id = (select product.id from product where product.code = given.product), version = version + 1
			from unnest(${rows.map(({ id }) => id)}::uuid[], ${texts('factoryNumber')}::text[], ${texts('model')}::text[],
				${texts('meterUnit')}::text[], ${texts('product')}::text[]) as given (id, factory_number, model, meter_unit, product)
			where equipment.id = given.id`
		await writeMoves(
			scope,
			rows.flatMap(({ id, texts: { place = '', meterReading = '' } }) => {
				const machine = machines.get(id)
				if (!machine) return []
				const isSame =
					place === machine.place && (meterReading === '' || Number(meterReading) === Number(machine.meterReading))
				if (isSame) return []
				return [
					{
						...{ machine, action: 'note' as const, to: machine.state, place, meterReading: meterReading || null },
						line: lineOf(machine),
					},
				]
			}),
		)
	},

	async remove({ sql }, _batchId, rows) {
		await sql`delete from equipment where id = any(${rows.map(({ id }) => id)}::uuid[])`
	},

	async kept({ sql }, rows) {
		const moved = await sql<{ key: string }[]>`
			select lower(serial_number) as key from equipment where id = any(${rows.map(({ id }) => id)}::uuid[]) and moves > 1`
		return new Map(moved.map(({ key }) => [key, 'changed_since']))
	},
}

function report(
	record: RowRecord,
	reader: RowReader,
	field: string,
	code: 'product_unknown' | 'contract_unknown',
	value: string,
) {
	record.problems.push({ code, facts: { value: shorten(value) }, field, column: reader.columnOf(field) })
}

/** A meter counts hundredths at the finest. */
function checkReading({ values, problems }: RowRecord, { columnOf }: RowReader): void {
	const reading = String(values.meterReading ?? '')
	if (reading === '' || /^\d{1,12}(\.\d{1,2})?$/.test(reading)) return
	const finding: Problem = {
		...{ code: 'number_too_long', facts: { value: shorten(reading), decimals: '2' } },
		...{ field: 'meterReading', column: columnOf('meterReading') },
	}
	problems.push(finding)
}

/** Products by code or name, in small letters. */
async function findCodes({ sql }: Scope, named: readonly string[]): Promise<Map<string, { id: string; code: string }>> {
	const names = [...new Set(named.map((name) => name.toLowerCase()))].filter(Boolean)
	if (names.length === 0) return new Map()
	const rows = await sql<{ id: string; code: string; name: string }[]>`
		select id, code, lower(name) as name from product
		where lower(code) = any(${names}::text[]) or lower(name) = any(${names}::text[]) order by id desc`
	return new Map([
		...rows.map((row) => [row.name, row] as const),
		...rows.map((row) => [row.code.toLowerCase(), row] as const),
	])
}

/** The latest line of a contract that is not over which names each machine and holds none. */
async function findLines({ sql }: Scope, serialNumbers: readonly string[]): Promise<Map<string, Line>> {
	const rows = await sql<(Line & { key: string })[]>`
		select distinct on (lower(given.serial)) lower(given.serial) as key, line.id, line.contract_id as "contractId",
			contract.number as "contractNumber", contract.customer_id as "customerId"
		from unnest(${[...serialNumbers]}::text[]) as given (serial)
			join contract_line as line on coalesce(line.serial_number, '') collate people = given.serial collate people
			join contract on contract.id = line.contract_id left join product on product.id = line.product_id
		where contract.state <> all(${[...overStates]}::text[]) and coalesce(product.kind, 'equipment') = 'equipment'
			and not exists (select from equipment where contract_line_id = line.id)
			and not exists (select from contract_line as next where next.moved_from = line.id)
		order by lower(given.serial), line.id desc`
	return new Map(rows.map(({ key, ...line }) => [key, line]))
}
