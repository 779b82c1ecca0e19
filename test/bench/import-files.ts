import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { dateOf, parseDay } from '#core/calendar.ts'
import { readMap } from '#core/import/map.ts'

/** Invented exports of any length: a CRM's accounts and their subscriptions, five to an account. */

export const customerMap = readMap(
	{
		subject: 'customers',
		source: 'bench',
		columns: {
			key: 'Account ID',
			name: 'Account Name',
			industry: 'Industry',
			country: 'Billing Country',
			city: 'Billing City',
			street: 'Billing Street',
			postalCode: 'Billing Zip',
			email: 'Email',
		},
		constants: { currency: 'EUR', language: 'en' },
	},
	'customers',
)

export const contractMap = readMap(
	{
		subject: 'contracts',
		source: 'bench',
		columns: {
			key: 'Subscription ID',
			customer: 'Account ID',
			product: 'Plan',
			start: 'Start Date',
			end: 'End Date',
			quantity: 'Seats',
			amount: 'MRR',
			interval: 'Billing',
			trial: 'Trial',
		},
		amountIs: 'total',
		amountPer: 'month',
	},
	'contracts',
)

const customerHeader = Object.values(customerMap.columns).map(({ column }) => String(column))
const contractHeader = Object.values(contractMap.columns).map(({ column }) => String(column))
const countries = ['DE', 'France', 'US', 'Россия', '中国', 'Việt Nam', 'GB', 'India']
const industries = ['Agriculture', 'Logistics', 'Health', 'Machine building', 'Education']
const plans = ['Basic', 'Pro', 'Enterprise']

export function customerCells(index: number): string[] {
	return [
		`A-${String(index).padStart(7, '0')}`,
		`Company ${index} & Sons`,
		industries[index % industries.length] ?? '',
		countries[index % countries.length] ?? '',
		`City ${index % 500}`,
		`Street ${index % 97}`,
		String(10_000 + (index % 80_000)),
		`billing${index}@company.example`,
	]
}

/** Starts spread over three years; one in six ended, one in seven a trial, every other billed by the year. */
export function contractCells(index: number, customers: number): (string | number | boolean)[] {
	const seats = (index % 60) + 1
	const start = parseDay('2023-01-09') + (index % 1000)
	const trial = index % 7 === 0
	return [
		`S-${String(index).padStart(7, '0')}`,
		`A-${String(Math.floor(index / 5) % customers).padStart(7, '0')}`,
		plans[index % 3] ?? '',
		dateOf(start).toString(),
		index % 6 === 0 ? dateOf(start + 60).toString() : '',
		seats,
		trial ? 0 : seats * 19 + (index % 3),
		index % 2 === 0 ? 'monthly' : 'annual',
		trial,
	]
}

export async function writeCustomers(path: string, count: number): Promise<void> {
	await writeRows(path, customerHeader, count, customerCells)
}

export async function writeContracts(path: string, count: number, customers: number): Promise<void> {
	await writeRows(path, contractHeader, count, (index) => contractCells(index, customers))
}

export const headers = { customers: customerHeader, contracts: contractHeader }

export async function writeRows(
	path: string,
	header: string[],
	count: number,
	cells: (index: number) => unknown[],
): Promise<void> {
	const file = createWriteStream(path)
	file.write(`${header.join(',')}\n`)
	for (let index = 0; index < count; index++) {
		if (!file.write(`${cells(index).join(',')}\n`)) await once(file, 'drain')
	}
	file.end()
	await finished(file)
}
