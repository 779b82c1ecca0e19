import { expect, test } from 'vitest'
import { ENDPOINTS } from '#portal/stripe/sandbox/endpoints.ts'
import type { Field, Fields, Shape } from '#portal/stripe/sandbox/parameters.ts'
import { stripeSchemas } from '#test/support/stripe-schema.ts'
import type { Schema } from '#test/support/stripe-types.ts'

/** The schemas that a parameter may take, references followed, without null and the empty text. */
function choices(schema: Schema): Schema[] {
	const whole = stripeSchemas().resolve(schema)
	const parts = Array.isArray(whole.anyOf) ? (whole.anyOf as Schema[]).flatMap(choices) : [whole]
	return parts.filter((part) => part.type !== 'null' && part.const !== '')
}

const isEmptyable = (schema: Schema): boolean => {
	const whole = stripeSchemas().resolve(schema)
	return whole.const === '' || (Array.isArray(whole.anyOf) && (whole.anyOf as Schema[]).some(isEmptyable))
}

const valuesOf = (schema: Schema): string[] =>
	schema.const === undefined ? ((schema.enum as string[] | undefined) ?? []) : [String(schema.const)]

function scalarFits(shape: Shape, schema: Schema): boolean {
	switch (shape.kind) {
		case 'text':
		case 'decimal':
			return schema.type === 'string'
		case 'integer':
			return schema.type === 'number'
		case 'boolean':
			return schema.type === 'boolean'
		case 'one of':
			return schema.type === 'string' || shape.values.every((value) => valuesOf(schema).includes(value))
		default:
			return false
	}
}

function misfits(shape: Shape, schema: Schema, at: string): string[] {
	const possible = choices(schema)
	if (shape.kind === 'not played') return []
	if (shape.kind === 'either') return shape.of.flatMap((one) => misfits(one, schema, at))
	if (shape.kind === 'metadata') {
		return possible.some((one) => typeof one.additionalProperties === 'object') ? [] : [`${at} is no metadata`]
	}
	if (shape.kind === 'list') {
		const array = possible.find((one) => one.type === 'array')
		return array === undefined ? [`${at} is no list`] : misfits(shape.of, array.items as Schema, `${at}[]`)
	}
	if (shape.kind === 'hash') {
		const object = possible.find((one) => one.type === 'object')
		return object === undefined ? [`${at} is no hash`] : fieldMisfits(shape.fields, object, `${at}.`)
	}
	return possible.some((one) => scalarFits(shape, one))
		? []
		: [`${at}: ${JSON.stringify(shape)} against ${JSON.stringify(possible)}`]
}

function fieldMisfits(fields: Fields, schema: Schema, at: string): string[] {
	const properties = (schema.properties ?? {}) as { [name: string]: Schema }
	const ours = Object.keys(fields)
	const theirs = Object.keys(properties)
	return [
		...ours
			.filter((name) => !theirs.includes(name) && fields[name]?.shape.kind !== 'not played')
			.map((name) => `${at}${name} is not in the SDK`),
		...theirs.filter((name) => !ours.includes(name)).map((name) => `${at}${name} is not declared`),
		...ours.flatMap((name) => {
			const property = properties[name]
			return property === undefined ? [] : misfits((fields[name] as Field<unknown>).shape, property, `${at}${name}`)
		}),
		...((schema.required ?? []) as string[])
			.filter((name) => fields[name]?.required === false && fields[name].shape.kind !== 'not played')
			.map((name) => `${at}${name} is required by the SDK`),
		...theirs
			.filter((name) => isEmptyable(properties[name] ?? {}) && fields[name]?.emptyable === false)
			.map((name) => `${at}${name} can be emptied in the SDK`),
	]
}

test.each(ENDPOINTS.map((endpoint) => [`${endpoint.method} ${endpoint.pattern}`, endpoint] as const))(
	'%s takes the parameters that the SDK sends, each of its kind',
	(_name, endpoint) => {
		expect(fieldMisfits(endpoint.fields, stripeSchemas().parametersOf(endpoint.type), '')).toEqual([])
	},
)
