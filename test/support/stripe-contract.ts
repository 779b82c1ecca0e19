import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { OTHER_WAYS } from '#portal/stripe/sandbox/card-options.ts'
import type { Schema } from './stripe-types.ts'

/** What the pinned SDK's types say of the requests, answers, events and refusals that the sandbox plays. */
export type StripeContract = {
	definitions: { [key: string]: Schema }
	/** By the name of the parameter type. */
	methods: { [parameters: string]: { request: Schema; answer: Schema } }
	events: { [type: string]: Schema }
	error: Schema
}

const RESOURCES = [
	'BalanceTransactions',
	'Charges',
	'Checkout/Sessions',
	'Customers',
	'Disputes',
	'Events',
	'PaymentIntents',
	'PaymentMethods',
	'Refunds',
	'SetupAttempts',
	'SetupIntents',
]
const PARTS = ['LineItems', 'Prices', 'Products']

async function generate(parameterTypes: string[]): Promise<StripeContract> {
	// Loading the compiler takes most of the time, so it is done only when the types are new.
	const { StripeTypes } = await import('./stripe-types.ts')
	const types = new StripeTypes([...RESOURCES, ...PARTS], OTHER_WAYS)
	const methods: StripeContract['methods'] = {}
	for (const file of RESOURCES) {
		for (const { parameters, answer } of types.methodsOf(file, parameterTypes)) {
			methods[parameters] = { request: types.schemaOf(file, parameters), answer }
		}
	}
	const events = Object.fromEntries(types.events())
	const error = types.schemaOf('../Types', 'StripeRawError')
	return { definitions: types.definitions, methods, events, error }
}

/** Reads the contract from the SDK's declarations, or from what an earlier run with the same sources has read. */
export async function readContract(parameterTypes: string[]): Promise<StripeContract> {
	const sdk = dirname(dirname(createRequire(import.meta.url).resolve('stripe')))
	const sources = [
		join(sdk, 'VERSION'),
		...['stripe-declarations.ts', 'stripe-types.ts', 'stripe-contract.ts'].map((name) =>
			join(import.meta.dirname, name),
		),
	]
	const hash = createHash('sha256').update([...parameterTypes, ...OTHER_WAYS].join())
	for (const source of sources) hash.update(readFileSync(source))
	const folder = join(import.meta.dirname, '../../build')
	const place = join(folder, `stripe-contract-${hash.digest('hex').slice(0, 16)}.json`)
	try {
		return JSON.parse(readFileSync(place, 'utf8'))
	} catch {
		const contract = await generate(parameterTypes)
		mkdirSync(folder, { recursive: true })
		// Several test processes may write it at once; each moves a whole file into place.
		writeFileSync(`${place}.${process.pid}`, JSON.stringify(contract))
		renameSync(`${place}.${process.pid}`, place)
		return contract
	}
}
