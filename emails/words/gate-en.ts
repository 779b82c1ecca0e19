import { plural } from './plural.ts'

/** What is printed on a gate pass. */
export const gateEn = {
	title: 'Gate pass',
	contract: 'Contract',
	customer: 'Handed to',
	taker: 'May be taken by',
	through: 'Good through',
	issuedBy: 'Approved by',
	machines: 'Machine',
	model: 'Model',
	factory: 'Factory number',
	lets: (count: number) => plural('en', count, { one: 'One machine may leave', other: `${count} machines may leave` }),
	once: 'This pass works once. Scan the code at the gate, or type the number.',
	scan: (number: string) => `Scan at the gate · ${number}`,
	missing: 'Leaves although not everything was there',
	driver: 'Driver, day and signature',
}
