import { act, expectOk } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { registerEquipment } from '#core/equipment/register.ts'
import { finance, welcome } from '#test/core/payment/ledger.ts'
import type { World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'

/** A contract over a machine sold at once for 1,000.00, by its serial number, or over another as well. */
export async function sell(
	{ books }: World,
	serialNumber: string,
	{ active = false, customerId = '', also = [] }: { active?: boolean; customerId?: string; also?: string[] } = {},
) {
	const customer = customerId || (await welcome(books)).id
	const { id } = expectOk(
		await act(books, finance, createContract, {
			...{ customerId: customer, currency: 'EUR', timing: 'advance', alignment: 'anniversary' },
			...{ startsOn: '2026-01-10', paymentTermDays: 0 },
			lines: [serialNumber, ...also].map((serial) => ({
				...{ description: 'Excavator', model: 'EX-210', serialNumber: serial, quantity: '1', unitPrice: '1000' },
				...{ interval: null, startsOn: '2026-01-10' },
			})),
		} as never),
	)
	if (active) expectOk(await act(books, finance, decided(activateContract), { id }))
	return { contractId: id, customerId: customer }
}

export async function enter({ books }: World, serialNumber: string, more: object = {}) {
	return expectOk(await act(books, finance, registerEquipment, { serialNumber, place: 'Yard', ...more })).id
}
