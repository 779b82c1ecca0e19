import { Ajv, type ValidateFunction } from 'ajv'
import { ENDPOINTS } from '#portal/stripe/sandbox/endpoints.ts'
import type { Exchange } from '#portal/stripe/sandbox/turn.ts'
import { type Schema, StripeTypes } from './stripe-types.ts'

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

/** A form's hashes with the keys 0, 1, 2 are lists, except where keys are the seller's own. */
function withLists(raw: unknown, name = ''): unknown {
	if (typeof raw !== 'object' || raw === null) return raw
	const entries = Object.entries(raw)
	const list = name !== 'metadata' && entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key))
	if (list) return entries.map(([, value]) => withLists(value))
	return Object.fromEntries(entries.map(([key, value]) => [key, withLists(value, key)]))
}

type Sides = { request: ValidateFunction; answer: ValidateFunction }

/** The schemas of the pinned SDK's types, made from its declarations when first asked for. */
export class StripeSchemas {
	readonly types = new StripeTypes([...RESOURCES, ...PARTS])
	private readonly strict: Ajv
	private readonly lenient: Ajv
	private readonly requests = new Map<string, Schema>()
	private readonly answers = new Map<string, Schema>()
	private readonly sides = new Map<string, Sides>()
	private readonly events: Map<string, Schema>
	private readonly eventChecks = new Map<string, ValidateFunction>()
	private readonly error: ValidateFunction

	constructor() {
		for (const file of RESOURCES) {
			for (const { parameters, answer } of this.types.methodsOf(file)) {
				if (!ENDPOINTS.some((endpoint) => endpoint.type === parameters)) continue
				this.requests.set(parameters, this.types.schemaOf(file, parameters))
				this.answers.set(parameters, answer)
			}
		}
		this.events = this.types.events()
		const error = this.types.schemaOf('../Types', 'StripeRawError')
		const definitions = this.types.definitions
		this.strict = new Ajv({ strict: false, allErrors: true, schemas: [{ $id: 'stripe', definitions }] })
		// A form says numbers and booleans as text.
		this.lenient = new Ajv({
			strict: false,
			allErrors: true,
			coerceTypes: true,
			schemas: [{ $id: 'stripe', definitions: structuredClone(definitions) }],
		})
		this.error = this.strict.compile(inStripe({ type: 'object', properties: { error: error }, required: ['error'] }))
	}

	/** The schema of a parameter type, without references to follow at its top. */
	parametersOf(type: string): Schema {
		const schema = this.requests.get(type)
		if (schema === undefined) throw new Error(`The SDK has no method that takes ${type}`)
		return this.resolve(schema)
	}

	resolve(schema: Schema): Schema {
		const id = typeof schema.$ref === 'string' ? schema.$ref.replace(/^.*#\/definitions\//, '') : null
		return id === null ? schema : this.resolve(this.types.definitions[id] ?? {})
	}

	private sidesOf(type: string): Sides {
		const known = this.sides.get(type)
		if (known !== undefined) return known
		const sides = {
			request: this.lenient.compile(inStripe(this.requests.get(type) ?? { not: {} })),
			answer: this.strict.compile(inStripe(this.answers.get(type) ?? { not: {} })),
		}
		this.sides.set(type, sides)
		return sides
	}

	/** Holds both sides of an exchange against the SDK's types. @returns what does not fit */
	problemsOf(exchange: Exchange): string[] {
		const where = `${exchange.method} ${exchange.path} (${exchange.status})`
		if (exchange.status >= 400) return this.problemsOfError(exchange, where)
		const endpoint = ENDPOINTS.find((one) => one.pattern === exchange.pattern && one.method === exchange.method)
		if (endpoint === undefined) return [`${where}: no such endpoint`]
		const { request, answer } = this.sidesOf(endpoint.type)
		return [
			...found(request, structuredClone(withLists(exchange.params)), `${where} request`),
			...found(answer, exchange.answer, `${where} answer`),
		]
	}

	private problemsOfError(exchange: Exchange, where: string): string[] {
		return found(this.error, exchange.answer, where)
	}

	/** Holds a webhook's payload against the type of its event. */
	problemsOfEvent(event: { type: string }): string[] {
		const schema = this.events.get(event.type)
		if (schema === undefined) return [`${event.type} is no type of event`]
		const check = this.eventChecks.get(event.type) ?? this.strict.compile(inStripe(schema))
		this.eventChecks.set(event.type, check)
		return found(check, event, event.type)
	}
}

/** References inside a schema, pointed at the shared definitions. */
function inStripe(schema: Schema): Schema {
	return JSON.parse(JSON.stringify(schema).replaceAll('"#/definitions/', '"stripe#/definitions/'))
}

function found(check: ValidateFunction, value: unknown, where: string): string[] {
	if (check(value)) return []
	const errors = (check.errors ?? []).filter((error) => error.keyword !== 'anyOf')
	return errors
		.slice(0, 8)
		.map((error) => `${where}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`)
}

let schemas: StripeSchemas | undefined

/** One set of schemas for the whole test file; making it takes a second or so. */
export function stripeSchemas(): StripeSchemas {
	schemas ??= new StripeSchemas()
	return schemas
}

export type SchemaWatch = {
	/** Give this to the sandbox as `observe`. */
	observe(exchange: Exchange): void
	heard(event: { type: string }): void
	/** Everything that did not fit the SDK's types so far. */
	problems: string[]
}

/** Watches exchanges with the sandbox and events from it; a test asserts that `problems` stays empty. */
export function watchSchemas(): SchemaWatch {
	const problems: string[] = []
	return {
		problems,
		observe: (exchange) => problems.push(...stripeSchemas().problemsOf(exchange)),
		heard: (event) => problems.push(...stripeSchemas().problemsOfEvent(event)),
	}
}
