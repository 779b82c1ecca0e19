import { expect, test } from 'vitest'
import type { Scope } from '#core/act.ts'
import type { ToldChange } from '#core/amendment/tell-change.ts'
import { seenBody } from '#core/approval/seen-body.ts'

const reader = (...hidden: string[]) =>
	({
		actor: { kind: 'staff', userId: '', role: 'manager' },
		company: {
			fieldRights: hidden.map((field) => ({ card: 'line', role: 'manager', field, state: null, access: 'hidden' })),
		},
	}) as unknown as Scope
const machine = { description: 'Excavator', model: 'X200', serialNumber: 'SN-1' }
const added: ToldChange = { kind: 'option_on', product: 'Excavator · X200 · SN-1', quantity: '1', machine }
const ended: ToldChange = {
	kind: 'line_end',
	line: 'Loader · SN-2',
	on: '2026-03-31',
	machine: { description: 'Loader', serialNumber: 'SN-2' },
}
const told = (readers: Scope[], ...changes: ToldChange[]) =>
	seenBody(readers, { facts: [], changes: [], effect: null, told: changes }).told.map((one) =>
		'product' in one ? one.product : 'line' in one ? one.line : '',
	)

test('a card names the machine of a line only to whom its model and its number are not hidden', () => {
	expect(told([reader()], added, ended)).toEqual(['Excavator · X200 · SN-1', 'Loader · SN-2'])
	expect(told([reader('model')], added, ended)).toEqual(['Excavator · SN-1', 'Loader · SN-2'])
	expect(told([reader('serialNumber')], added, ended)).toEqual(['Excavator · X200', 'Loader'])
	expect(told([reader(), reader('model', 'serialNumber')], added, ended)).toEqual(['Excavator', 'Loader'])
	const { machine: _, ...before } = added
	expect(told([reader('model')], before)).toEqual(['Excavator'])
	expect(
		JSON.stringify(seenBody([reader('serialNumber')], { facts: [], changes: [], effect: null, told: [added] })),
	).not.toContain('SN-1')
})
