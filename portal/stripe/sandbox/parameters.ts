import { badParameter, Fault } from './errors.ts'
import type { Raw, RawHash } from './form.ts'

/** What a parameter looks like, so that tests can hold it against the SDK's own types. */
export type Shape =
	| { kind: 'text' | 'integer' | 'boolean' | 'decimal' | 'metadata' }
	| { kind: 'one of'; values: readonly string[] }
	| { kind: 'list'; of: Shape }
	| { kind: 'hash'; fields: Fields }
	| { kind: 'either'; of: Shape[] }
	| { kind: 'not played' }

export type Field<T> = {
	shape: Shape
	required: boolean
	/** May be unset by sending an empty value. */
	emptyable: boolean
	read(raw: Raw, at: string): T
}
export type Fields = { [name: string]: Field<unknown> }
export type Taken<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never }

function field<T>(shape: Shape, read: (raw: Raw, at: string) => T): Field<T | undefined> {
	return { shape, required: false, emptyable: false, read }
}

function spoken(raw: Raw): string {
	return typeof raw === 'string' ? raw : JSON.stringify(raw)
}

/** Text up to `max` characters. */
export function text(max = 5000): Field<string | undefined> {
	return field({ kind: 'text' }, (raw, at) => {
		if (typeof raw !== 'string') throw badParameter(at, 'Invalid string: must be a string')
		if (raw.length > max) {
			throw badParameter(at, `Invalid string: ${raw.slice(0, 6)}...${raw.slice(-6)}; must be at most ${max} characters`)
		}
		return raw
	})
}

export function integer(least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER): Field<number | undefined> {
	return field({ kind: 'integer' }, (raw, at) => {
		const number = typeof raw === 'string' && /^-?\d+$/.test(raw) ? Number(raw) : Number.NaN
		if (!Number.isSafeInteger(number)) {
			throw badParameter(at, `Invalid integer: ${spoken(raw)}`, 'parameter_invalid_integer')
		}
		if (number < least) {
			throw badParameter(at, `This value must be greater than or equal to ${least}.`, 'parameter_invalid_integer')
		}
		if (number > most) {
			throw badParameter(at, `This value must be less than or equal to ${most}.`, 'parameter_invalid_integer')
		}
		return number
	})
}

export function boolean(): Field<boolean | undefined> {
	return field({ kind: 'boolean' }, (raw, at) => {
		if (raw === 'true') return true
		if (raw === 'false') return false
		throw badParameter(at, `Invalid boolean: ${spoken(raw)}`)
	})
}

/** `true`, `false` or one of the words. */
export function booleanOr<const V extends string>(...values: V[]): Field<boolean | V | undefined> {
	const word = oneOf(...values)
	const flag = boolean()
	return field({ kind: 'either', of: [flag.shape, word.shape] }, (raw, at) =>
		raw === 'true' || raw === 'false' ? flag.read(raw, at) : word.read(raw, at),
	)
}

/** An exact decimal of minor units, kept as text, with at most 12 places. */
export function decimal(): Field<string | undefined> {
	return field({ kind: 'decimal' }, (raw, at) => {
		if (typeof raw === 'string' && /^-?\d+(\.\d{1,12})?$/.test(raw)) return raw
		throw badParameter(at, `Invalid decimal: ${spoken(raw)}`)
	})
}

export function oneOf<const V extends string>(...values: V[]): Field<V | undefined> {
	return field({ kind: 'one of', values }, (raw, at) => {
		const found = values.find((value) => value === raw)
		if (found !== undefined) return found
		const names = values.length > 1 ? `${values.slice(0, -1).join(', ')}, or ${values.at(-1)}` : `${values[0]}`
		throw badParameter(at, `Invalid ${at}: must be one of ${names}`)
	})
}

export function list<T>(of: Field<T>): Field<NonNullable<T>[] | undefined> {
	return field({ kind: 'list', of: of.shape }, (raw, at) => {
		if (typeof raw === 'string') throw badParameter(at, `Invalid array`)
		return Object.entries(raw).map(([index, value]) => {
			if (!/^\d+$/.test(index)) throw badParameter(at, `Invalid array`)
			const item = of.read(value, `${at}[${index}]`)
			if (item === undefined || item === null) throw badParameter(`${at}[${index}]`, 'Invalid array')
			return item as NonNullable<T>
		})
	})
}

export function hash<F extends Fields>(fields: F): Field<Taken<F> | undefined> {
	return field({ kind: 'hash', fields }, (raw, at) => {
		if (typeof raw === 'string') throw badParameter(at, 'Invalid object')
		return read(fields, raw, at)
	})
}

/** The first of several shapes that fits, e.g. a boolean or a hash. */
export function either<A, B>(first: Field<A>, second: Field<B>): Field<A | B> {
	return {
		...field({ kind: 'either', of: [first.shape, second.shape] }, () => undefined),
		read: (raw, at) => {
			const byShape = typeof raw === 'string' ? first : second
			return byShape.read(raw, at)
		},
	}
}

/**
 * Keys and texts to keep with an object: at most 50, keys of 40 characters without square brackets, values of 500.
 * An empty value unsets its key. Source: https://docs.stripe.com/metadata
 */
export function metadata(): Field<Record<string, string> | undefined> {
	return field({ kind: 'metadata' }, (raw, at) => {
		if (typeof raw === 'string') throw badParameter(at, 'Invalid object')
		const values: Record<string, string> = {}
		for (const [key, value] of Object.entries(raw)) {
			if (typeof value !== 'string') throw badParameter(`${at}[${key}]`, 'Metadata values must be strings')
			if (key.length > 40)
				throw badParameter(at, `Metadata keys can have up to 40 characters: '${key}' has ${key.length}`)
			if (value.length > 500) {
				throw badParameter(
					`${at}[${key}]`,
					`Metadata values can have up to 500 characters, but you passed in a value that is ${value.length} characters. Invalid value: ${value.slice(0, 20)}`,
				)
			}
			values[key] = value
		}
		if (Object.keys(values).length > 50) throw badParameter(at, 'You can have up to 50 metadata keys')
		return values
	})
}

/** A parameter that Stripe knows and the sandbox does not play: refused by name, never silently ignored. */
export function notPlayed(): Field<undefined> {
	return {
		shape: { kind: 'not played' },
		required: false,
		emptyable: true,
		read: (_raw, at) => {
			throw new Fault(
				400,
				{
					type: 'invalid_request_error',
					message: `The card processor sandbox does not play the parameter ${at}.`,
					param: at,
				},
				{ beforeExecution: true },
			)
		},
	}
}

/** Several of those. */
export function noneOf(names: readonly string[]): { [name: string]: Field<undefined> } {
	return Object.fromEntries(names.map((name) => [name, notPlayed()]))
}

export function required<T>(of: Field<T | undefined>): Field<T> {
	return { ...of, required: true, read: (raw, at) => of.read(raw, at) as T }
}

/** A field that an empty value unsets; it then reads as null. */
export function emptyable<T>(of: Field<T>): Field<T | null> {
	return { ...of, emptyable: true, read: (raw, at) => (raw === '' ? null : of.read(raw, at)) }
}

function inside(at: string, name: string): string {
	return at === '' ? name : `${at}[${name}]`
}

function refuseUnknown(fields: Fields, raw: RawHash, at: string): void {
	const unknown = Object.keys(raw).filter((name) => !Object.hasOwn(fields, name))
	const [first] = unknown
	if (first === undefined) return
	const names = unknown.map((name) => inside(at, name))
	throw badParameter(
		inside(at, first),
		`Received unknown parameter${names.length > 1 ? 's' : ''}: ${names.join(', ')}`,
		'parameter_unknown',
	)
}

function readOne(one: Field<unknown>, raw: Raw | undefined, at: string): unknown {
	if (raw === undefined) {
		if (!one.required) return undefined
		throw badParameter(at, `Missing required param: ${at}.`, 'parameter_missing')
	}
	if (raw === '' && !one.emptyable) {
		throw badParameter(
			at,
			`You passed an empty string for '${at}'. We assume empty values are an attempt to unset a parameter; however '${at}' cannot be unset. You should remove '${at}' from your request or supply a non-empty value.`,
			'parameter_invalid_empty',
		)
	}
	return one.read(raw, at)
}

/** Reads a form by its fields: refuses unknown names, missing, empty and malformed values as Stripe does. */
export function read<F extends Fields>(fields: F, raw: RawHash, at = ''): Taken<F> {
	refuseUnknown(fields, raw, at)
	const taken: Record<string, unknown> = {}
	for (const [name, one] of Object.entries(fields)) taken[name] = readOne(one, raw[name], inside(at, name))
	return taken as Taken<F>
}

/** Metadata after a change: empty values unset their keys, `null` unsets all. */
export function mergedMetadata(
	present: Record<string, string> | null,
	change: Record<string, string> | null | undefined,
): Record<string, string> {
	if (change === undefined) return { ...(present ?? {}) }
	if (change === null) return {}
	const merged = { ...(present ?? {}), ...change }
	return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''))
}
