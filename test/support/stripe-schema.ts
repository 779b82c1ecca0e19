import { Ajv, type ValidateFunction } from 'ajv'
import { ENDPOINTS } from '#portal/stripe/sandbox/endpoints.ts'
import type { Exchange } from '#portal/stripe/sandbox/turn.ts'
import { readContract } from './stripe-contract.ts'
import type { Schema } from './stripe-types.ts'

const contract = await readContract(ENDPOINTS.map((endpoint) => endpoint.type))

/** A form's hashes with the keys 0, 1, 2 are lists, except where keys are the seller's own. */
function withLists(raw: unknown, name = ''): unknown {
	if (typeof raw !== 'object' || raw === null) return raw
	const entries = Object.entries(raw)
	const list = name !== 'metadata' && entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key))
	if (list) return entries.map(([, value]) => withLists(value))
	return Object.fromEntries(entries.map(([key, value]) => [key, withLists(value, key)]))
}

const whole = () => ({ $id: 'stripe', definitions: structuredClone(contract.definitions) })

/** Holds what is said to and by the sandbox against the pinned SDK's types. */
export class StripeSchemas {
	private readonly strict = new Ajv({ strict: false, allErrors: true, schemas: [whole()] })
	// A form says numbers and booleans as text.
	private readonly lenient = new Ajv({ strict: false, allErrors: true, coerceTypes: true, schemas: [whole()] })
	private readonly checks = new Map<string, ValidateFunction>()

	private check(name: string, ajv: Ajv, schema: Schema | undefined): ValidateFunction {
		const known = this.checks.get(name)
		if (known !== undefined) return known
		const made = ajv.compile(inStripe(schema ?? { not: {} }))
		this.checks.set(name, made)
		return made
	}

	/** The schema of a parameter type, without references to follow at its top. */
	parametersOf(type: string): Schema {
		const schema = contract.methods[type]?.request
		if (schema === undefined) throw new Error(`The SDK has no method that takes ${type}`)
		return this.resolve(schema)
	}

	resolve(schema: Schema): Schema {
		const id = typeof schema.$ref === 'string' ? schema.$ref.replace(/^.*#\/definitions\//, '') : null
		return id === null ? schema : this.resolve(contract.definitions[id] ?? {})
	}

	/** Holds both sides of an exchange against the SDK's types. @returns what does not fit */
	problemsOf(exchange: Exchange): string[] {
		const where = `${exchange.method} ${exchange.path} (${exchange.status})`
		if (exchange.status >= 400) return this.problemsOfError(exchange, where)
		const endpoint = ENDPOINTS.find((one) => one.pattern === exchange.pattern && one.method === exchange.method)
		if (endpoint === undefined) return [`${where}: no such endpoint`]
		const method = contract.methods[endpoint.type]
		const request = this.check(`request ${endpoint.type}`, this.lenient, method?.request)
		const answer = this.check(`answer ${endpoint.type}`, this.strict, method?.answer)
		return [
			...found(request, structuredClone(withLists(exchange.params)), `${where} request`),
			...found(answer, exchange.answer, `${where} answer`),
		]
	}

	private problemsOfError(exchange: Exchange, where: string): string[] {
		const refusal = { type: 'object', properties: { error: contract.error }, required: ['error'] }
		return found(this.check('error', this.strict, refusal), exchange.answer, where)
	}

	/** Holds a webhook's payload against the type of its event. */
	problemsOfEvent(event: { type: string }): string[] {
		const schema = contract.events[event.type]
		if (schema === undefined) return [`${event.type} is no type of event`]
		return found(this.check(`event ${event.type}`, this.strict, schema), event, event.type)
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

/** One set of schemas for the whole test file. */
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
