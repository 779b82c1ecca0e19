import type { ContractInput, LineInput } from '#core/contract/input.ts'
import type { Chance } from './chance.ts'
import { demoModels } from './company.ts'
import type { Cast, Happening } from './history.ts'

/** How a customer pays: what of a demo's invoices is open, late or failing follows from it. */
export type Habit = 'card' | 'prompt' | 'slow' | 'never' | 'declining' | 'asking' | 'expiring'

/** Whose contracts pay themselves with a card that is kept. */
export const byCard: readonly Habit[] = ['card', 'declining', 'asking', 'expiring']

/** The contracts of the demo in the order they begin, each with what will happen to it. */
export function makeContracts(
	cast: Cast,
	chance: Chance,
	first: Temporal.PlainDate,
	today: Temporal.PlainDate,
): Happening[] {
	const happenings: Happening[] = []
	const span = first.until(today, { largestUnit: 'day' }).days
	for (const [index, customer] of cast.customers.entries()) {
		const habit = habitOf(index, chance)
		const begun = index < 24 ? chance.number(20) : chance.number(Math.floor(span * 0.82))
		const startsOn = onBillingDay(first.add({ days: begun }), chance)
		happenings.push({
			on: startsOn,
			kind: 'begin',
			customer,
			habit,
			contract: subscription(cast, customer, chance, startsOn, index),
		})
		if (chance.of(45)) {
			const careOn = onBillingDay(startsOn.add({ days: chance.number(150) }), chance)
			if (Temporal.PlainDate.compare(careOn, today) <= 0)
				happenings.push({
					on: careOn,
					kind: 'begin',
					customer,
					habit,
					contract: care(cast, customer, chance, careOn, index),
				})
		}
		if (index % 9 === 4) {
			const rentOn = onBillingDay(startsOn.add({ days: 40 + chance.number(120) }), chance)
			if (Temporal.PlainDate.compare(rentOn, today) <= 0)
				happenings.push({
					on: rentOn,
					kind: 'begin',
					customer,
					habit,
					contract: rental(cast, customer, chance, rentOn, index),
				})
		}
		if (index % 9 === 2) {
			const soldOn = onBillingDay(startsOn.add({ days: 20 + chance.number(60) }), chance)
			const contract = sale(cast, customer, soldOn, index)
			if (Temporal.PlainDate.compare(soldOn, today) <= 0)
				happenings.push({ on: soldOn, kind: 'begin', customer, habit, contract, instalments: 24 })
		}
	}
	return happenings
}

function habitOf(index: number, chance: Chance): Habit {
	if (index === 3 || index === 36) return 'declining'
	if (index === 7) return 'asking'
	if (index === 14) return 'expiring'
	if (index === 11 || index === 29 || index === 47) return 'never'
	const drawn = chance.number(100)
	if (drawn < 34) return 'card'
	return drawn < 80 ? 'prompt' : 'slow'
}

/** Contracts of a firm begin on few days of the month. */
function onBillingDay(day: Temporal.PlainDate, chance: Chance): Temporal.PlainDate {
	return day.with({ day: chance.pick([1, 1, 1, 5, 10, 15, 20]) })
}

type Customer = Cast['customers'][number]

function subscription(
	cast: Cast,
	customer: Customer,
	chance: Chance,
	startsOn: Temporal.PlainDate,
	index: number,
): ContractInput {
	const machines = 2 + chance.number(14)
	const lines: LineInput[] = [
		line(cast, customer, 'SETUP', machines),
		line(cast, customer, 'FLEET', machines, chance.of(20) ? '10' : '0'),
	]
	if (chance.of(60)) lines.push(line(cast, customer, 'FUEL', machines))
	if (chance.of(40)) lines.push(line(cast, customer, 'FENCE', Math.max(1, machines - chance.number(3))))
	return {
		customerId: customer.id,
		title: 'Fleet telemetry',
		type: 'subscription',
		currency: customer.currency,
		startsOn: startsOn.toString(),
		alignment: 'contract',
		renewal: 'tacit',
		termMonths: 12,
		noticeDays: 30,
		access: chance.pick(['none', 'upsell', 'upsell_and_downsell']),
		...(index % 3 !== 0 && { own: cast.own.costCentre(index) }),
		lines,
	}
}

function care(
	cast: Cast,
	customer: Customer,
	chance: Chance,
	startsOn: Temporal.PlainDate,
	index: number,
): ContractInput {
	const machines = 1 + chance.number(4)
	const lines: LineInput[] = []
	for (let machine = 0; machine < machines; machine++) {
		const { model, serial } = demoModels[(index + machine) % demoModels.length] ?? { model: '', serial: '' }
		const serialNumber = `${serial}-${String(24000 + index * 40 + machine * 11)}`
		lines.push({ ...line(cast, customer, 'CARE', 1), model, serialNumber })
		if (chance.of(50)) lines.push({ ...line(cast, customer, 'CALIB', 1), model, serialNumber })
	}
	if (chance.of(30)) lines.push(line(cast, customer, 'PARTS', 1))
	return {
		customerId: customer.id,
		title: 'Maintenance and inspection',
		type: 'service',
		currency: customer.currency,
		startsOn: startsOn.toString(),
		alignment: 'calendar',
		renewal: 'tacit',
		termMonths: 24,
		noticeDays: 90,
		purchaseOrder: chance.of(40) ? `PO-${4400 + index}` : '',
		own: cast.own.costCentre(index),
		lines,
	}
}

function rental(
	cast: Cast,
	customer: Customer,
	chance: Chance,
	startsOn: Temporal.PlainDate,
	index: number,
): ContractInput {
	const { model, serial } = demoModels[index % demoModels.length] ?? { model: '', serial: '' }
	return {
		customerId: customer.id,
		title: 'Machine rental',
		type: 'rental',
		currency: customer.currency,
		startsOn: startsOn.toString(),
		endsOn: startsOn
			.add({ months: 5 + chance.number(9) })
			.subtract({ days: 1 })
			.toString(),
		alignment: 'month_end',
		timing: 'arrears',
		noticeDays: 14,
		lines: [
			{
				...{ ...line(cast, customer, 'RENTAL', 1), model, serialNumber: `${serial}-R${700 + index}` },
				own: cast.own.colour(index),
			},
			line(cast, customer, 'TRAIN', 1),
		],
	}
}

/** A machine that a customer buys. */
export function sale(cast: Cast, customer: Customer, startsOn: Temporal.PlainDate, index: number): ContractInput {
	const { model, serial } = demoModels[index % demoModels.length] ?? { model: '', serial: '' }
	return {
		...{ customerId: customer.id, title: `${model}, on instalments`, type: 'rental', currency: customer.currency },
		...{ startsOn: startsOn.toString(), alignment: 'contract', renewal: 'none', paymentTermDays: 0 },
		lines: [
			{
				...{ ...line(cast, customer, 'MACHINE', 1), model, serialNumber: `${serial}-S${500 + index}` },
				own: cast.own.colour(index),
			},
		],
	}
}

/** A line at the list price of the customer's currency. */
export function line(cast: Cast, customer: Customer, code: string, quantity: number, discountPercent = '0'): LineInput {
	const product = cast.products.get(code)
	if (!product) throw new Error(`No demo product ${code}`)
	return {
		description: product.name,
		productId: product.id,
		planId: product.planId,
		interval: product.plan?.interval ?? null,
		quantity: String(quantity),
		unitPrice: product.prices[customer.currency] ?? '0',
		discountPercent,
	}
}
