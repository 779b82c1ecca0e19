import { randomUUIDv7 } from 'node:crypto'
import { z } from 'zod'
import type { Scope } from '../act.ts'
import { nameActor } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { checkReading } from './reading.ts'
import { type TakenLine, takeLine } from './take-line.ts'
import { writeMoves } from './write-moves.ts'

const given = z.object({
	serialNumber: z.string().trim().min(1).max(80),
	factoryNumber: z.string().trim().max(80).default(''),
	model: z.string().trim().max(200).default(''),
	productId: z.uuid().nullable().default(null),
	meterUnit: z.string().trim().max(20).default(''),
	meterReading: z.string().nullable().default(null),
	place: z.string().trim().max(200).default(''),
	note: z.string().trim().max(1000).default(''),
	/** The line it is on; null: in stock. */
	contractLineId: z.uuid().nullable().default(null),
	/** Of one on a line: the customer has it already. */
	isDelivered: z.boolean().default(false),
})

export type RegisterEquipment = z.input<typeof given>

/**
 * Enters a machine into the ledger. What is left out and its line says is taken from there. Refuses `input.invalid`,
 * `equipment.known`, `not_found`, `equipment.line_taken`, `equipment.contract_over`.
 */
export async function registerEquipment(scope: Scope, input: RegisterEquipment): Promise<{ id: string }> {
	permit(scope, 'equipment.write')
	const { sql } = scope
	const parsed = given.safeParse(input)
	if (!parsed.success) {
		const issue = parsed.error.issues[0]
		return refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
	}
	const machine = parsed.data
	const line = machine.contractLineId ? await takeLine(scope, machine.contractLineId) : null
	if (machine.productId) {
		const [product] = await sql`select from product where id = ${machine.productId}`
		if (!product) refuse('not_found', { noun: 'product' })
	}
	const id = await enter(scope, machine, line)
	return { id }
}

async function enter(scope: Scope, machine: z.output<typeof given>, line: TakenLine | null): Promise<string> {
	const { serialNumber, place, note, isDelivered } = machine
	const meterReading = checkReading(machine.meterReading)
	const id: string = randomUUIDv7()
	const state = line ? (isDelivered ? 'delivered' : 'reserved') : 'in_stock'
	const [entered] = await scope.sql`
		insert into equipment (id, serial_number, factory_number, model, product_id, meter_unit, state, contract_line_id, contract_id,
			place, moved_on, registered_at, registered_by)
		values (${id}, ${serialNumber}, ${machine.factoryNumber || (line?.factoryNumber ?? '')}, ${machine.model || (line?.model ?? '')},
			${machine.productId ?? line?.productId ?? null}, ${machine.meterUnit}, ${state}, ${line?.id ?? null}, ${line?.contractId ?? null},
			${place}, ${scope.today}, ${scope.now}, ${nameActor(scope.actor)})
		on conflict (lower(serial_number)) do nothing returning id`
	if (!entered) refuse('equipment.known', { serialNumber })
	await writeMoves(scope, [
		{
			machine: { id, serialNumber, moves: 0, place, state: null },
			...{ action: 'register', to: state, place, note, meterReading, line },
		},
	])
	return id
}

/**
 * Enters the machines of a contract's lines by their serial numbers. Those that are here already stay as they are.
 * Refuses `not_found`, `equipment.line_taken`, `equipment.contract_over`, `equipment.known`.
 */
export async function registerLines(
	scope: Scope,
	{ lineIds, isDelivered }: { lineIds: readonly string[]; isDelivered: boolean },
): Promise<{ count: number }> {
	permit(scope, 'equipment.write')
	for (const lineId of [...new Set(lineIds)].sort()) {
		const line = await takeLine(scope, lineId)
		const serialNumber = line.serialNumber.trim()
		if (serialNumber === '') refuse('input.invalid', { field: 'serialNumber', problem: 'missing' })
		await enter(scope, given.parse({ serialNumber, isDelivered }), line)
	}
	return { count: lineIds.length }
}
