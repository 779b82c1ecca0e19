import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { lockEquipment } from './lock.ts'
import { refuseOnPass } from './move.ts'

/** What a machine is. `version` is the one the person saw. */
export type EditEquipment = {
	id: string
	version: number
	serialNumber: string
	factoryNumber: string
	model: string
	productId: string | null
	meterUnit: string
}

/** Corrects what the ledger says of a machine itself. Refuses `not_found`, `changed_meanwhile`, `equipment.known`, `equipment.on_pass` for another serial number, `input.invalid`. */
export async function editEquipment(scope: Scope, input: EditEquipment): Promise<{ id: string }> {
	permit(scope, 'equipment.write')
	const { sql } = scope
	const [machine] = await lockEquipment(scope, [input.id])
	if (!machine) return refuse('not_found', { noun: 'equipment' })
	if (machine.version !== input.version) refuse('changed_meanwhile', { noun: 'equipment' })
	const serialNumber = checkText('serialNumber', input.serialNumber, 80)
	if (serialNumber === '') refuse('input.invalid', { field: 'serialNumber', problem: 'missing' })
	// The number is what the gate compares: the pass was decided for it.
	if (serialNumber !== machine.serialNumber) await refuseOnPass(scope, machine)
	const [other] = await sql`
		select from equipment where lower(serial_number) = lower(${serialNumber}) and id <> ${machine.id}`
	if (other) refuse('equipment.known', { serialNumber })
	const [product] = input.productId ? await sql`select from product where id = ${input.productId}` : [true]
	if (!product) refuse('not_found', { noun: 'product' })
	const facts = {
		...{ serialNumber, factoryNumber: checkText('factoryNumber', input.factoryNumber, 80) },
		...{ model: checkText('model', input.model, 200), meterUnit: checkText('meterUnit', input.meterUnit, 20) },
	}
	await sql`
		update equipment set serial_number = ${serialNumber}, factory_number = ${facts.factoryNumber}, model = ${facts.model},
			product_id = ${input.productId}, meter_unit = ${facts.meterUnit}, version = version + 1
		where id = ${machine.id}`
	await emit(scope, {
		kind: 'equipment.updated',
		subject: { kind: 'equipment', id: machine.id },
		...{ customerId: machine.customerId, contractId: machine.contractId, facts },
	})
	return { id: machine.id }
}

function checkText(field: string, typed: string, most: number): string {
	const text = typed.trim()
	return text.length > most ? refuse('input.invalid', { field, problem: 'too_big' }) : text
}
