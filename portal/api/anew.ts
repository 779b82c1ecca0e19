import type { FoundCustomer } from '#core/customer/find.ts'
import { customerInput } from '#core/customer/input.ts'

type Schema = Record<string, unknown>

/** Own fields stay where they are not sent: they stand in the row. */
const named = Object.keys(customerInput.omit({ own: true }).shape) as (keyof FoundCustomer)[]

/** What one customer says beyond its row: what a change of it sends back, and the version it names. */
export function anewOf(customer: FoundCustomer): { version: number; anew: object } {
	return { version: customer.version, anew: Object.fromEntries(named.map((name) => [name, customer[name]])) }
}

const version: Schema = { type: 'integer', description: 'What a change of it names.' }

export const anewSchema: Schema = {
	type: 'object',
	required: ['version', 'anew'],
	properties: {
		version,
		anew: {
			type: 'object',
			description: 'All of it under the names by which it is sent: with `version` and what is to be otherwise.',
			properties: Object.fromEntries(named.map((name) => [name, { nullable: true }])),
		},
	},
}

/** What is answered to a customer that was written. */
export const writtenSchema: Schema = {
	type: 'object',
	required: ['id', 'version'],
	properties: { id: { type: 'string', format: 'uuid' }, number: { type: 'string' }, version },
}
