import { z } from 'zod'
import { apiScopes } from '#core/api/scopes.ts'
import type { Field, List, ListName } from '#core/list/list.ts'
import { anewSchema } from './anew.ts'
import { saidChoices, withOwn } from './describe-own.ts'
import { type Described, forEverybody } from './described.ts'
import { writes } from './write.ts'

type Schema = Record<string, unknown>

const bodyOf = (body: z.ZodType) =>
	z.toJSONSchema(body, { io: 'input', target: 'openapi-3.0', unrepresentable: 'any' }) as Schema

/** The OpenAPI description, made from what the lists and forms are: it cannot say anything else than they do. */
export function describe(server: string, { lists, own }: Described = forEverybody): object {
	const names = Object.keys(lists) as ListName[]
	const paths = Object.fromEntries(
		names.flatMap((name) => [
			[`/${name}`, { get: { ...listOperation(name), parameters: [...listParameters(lists[name]), ...paging] } }],
			[`/${name}/{id}`, { get: oneOperation(name) }],
		]),
	) as Record<string, Record<string, object>>
	paths['/contracts/{id}/coming'] = {
		get: operation('comingInvoices', 'The next twelve invoices of a contract, as they will be.', {
			parameters: [idParameter],
		}),
	}
	paths['/contracts/{id}/terms'] = {
		get: operation('readTerms', 'What is agreed beside the lines of a contract.', {
			parameters: [idParameter],
			schema: termsSchema,
		}),
	}
	paths['/events'] = {
		get: operation('listEvents', 'What happened, the oldest first, as webhooks tell it.', {
			parameters: [query('kind', { type: 'string' }), ...paging],
		}),
	}
	paths['/journal'] = {
		get: operation('listJournal', 'The lines of the journal of a period, both days included.', {
			parameters: [day('from', true), day('to', true), ...paging],
		}),
	}
	for (const { path, name, summary, body, status, answer, mayAsk } of writes) {
		const at = `/${path.replace(':id', '{id}')}`
		paths[at] = {
			...paths[at],
			post: operation(name, summary, {
				status,
				asks: mayAsk ?? false,
				schema: answer ?? {},
				parameters: [...(path.includes(':id') ? [idParameter] : []), idempotency],
				requestBody: {
					required: true,
					content: {
						'application/json': {
							schema: withOwn(bodyOf(body), own, path.startsWith('customers') ? 'customer' : 'contract'),
						},
					},
				},
			}),
		}
	}
	return {
		openapi: '3.0.3',
		info: {
			title: 'Counterpart',
			version: '1',
			description: `Customers, contracts, invoices and money for programs. Scopes of a key: ${Object.keys(apiScopes).join(', ')}.`,
		},
		servers: [{ url: server }],
		security: [{ key: [] }],
		paths,
		components: {
			securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
			schemas: {
				Problem: problem,
				...Object.fromEntries(names.map((name) => [schemaName(name), rowSchema(lists[name])])),
			},
		},
	}
}

const termsSchema: Schema = {
	type: 'object',
	properties: {
		renewal: { type: 'string', enum: ['none', 'tacit', 'quote'] },
		termMonths: { type: 'integer', nullable: true },
		noticeDays: { type: 'integer' },
		paymentTermDays: { type: 'integer' },
		access: { type: 'string', enum: ['none', 'upsell', 'upsell_and_downsell'] },
		version: { type: 'integer' },
	},
}

const problem: Schema = {
	type: 'object',
	required: ['title', 'status', 'code', 'detail', 'reference'],
	properties: {
		title: { type: 'string' },
		status: { type: 'integer' },
		code: { type: 'string', description: 'What programs can tell apart.' },
		detail: { type: 'string', description: 'What a person can read.' },
		facts: { type: 'object' },
		reference: { type: 'string', description: 'To quote when asking about it.' },
	},
}

/** What waits for the word of somebody. */
const asked = {
	description: 'Asked for: it is done once whoever a workflow asks has agreed',
	content: {
		'application/json': {
			schema: {
				type: 'object',
				required: ['id', 'request'],
				properties: {
					id: { type: 'string', format: 'uuid', description: 'Of the thing itself, as it is still.' },
					request: {
						type: 'object',
						required: ['id', 'state'],
						properties: {
							id: { type: 'string', format: 'uuid' },
							state: { type: 'string', enum: ['waiting'] },
						},
					},
				},
			},
		},
	},
}

const query = (name: string, schema: Schema, required = false) => ({ name, in: 'query', required, schema })
const day = (name: string, required = false) => query(name, { type: 'string', format: 'date' }, required)
const paging = [
	query('limit', { type: 'integer', minimum: 1, maximum: 500, default: 100 }),
	query('cursor', { type: 'string', description: 'The `next` of the page before.' }),
]
const idParameter = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
const idempotency = {
	name: 'Idempotency-Key',
	in: 'header',
	required: false,
	schema: { type: 'string', maxLength: 200 },
	description: 'Asked again under the same key within three days, it is answered as before and nothing is done twice.',
}

const schemaName = (name: ListName) =>
	name.replace(/(^|-)(.)/g, (_whole, _dash, letter: string) => letter.toUpperCase())

function operation(
	operationId: string,
	summary: string,
	{ status = 200, schema = {}, asks = false, ...rest }: Schema & { status?: number; asks?: boolean } = {},
) {
	return {
		operationId,
		summary,
		...rest,
		responses: {
			[status]: { description: 'Done', content: { 'application/json': { schema } } },
			...(asks ? { 202: asked } : {}),
			default: {
				description: 'Not done',
				content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
			},
		},
	}
}

function listOperation(name: ListName) {
	const schema = {
		type: 'object',
		properties: {
			data: { type: 'array', items: { $ref: `#/components/schemas/${schemaName(name)}` } },
			next: { type: 'string', nullable: true, description: 'The cursor of the following page.' },
		},
	}
	return operation(`list${schemaName(name)}`, `The ${name}, filtered and ordered as in the console.`, { schema })
}

function oneOperation(name: ListName) {
	const row = { $ref: `#/components/schemas/${schemaName(name)}` }
	const beside: Partial<Record<ListName, Schema>> = {
		products: soldSchema,
		contracts: { properties: { lines: { type: 'array', items: { $ref: '#/components/schemas/Lines' } } } },
		customers: anewSchema,
		suppliers: anewSchema,
	}
	const schema = beside[name] ? { allOf: [row, beside[name]] } : row
	const more = name === 'contracts' ? ', with its lines' : name === 'products' ? ', with its plans and prices' : ''
	return operation(`read${schemaName(name)}`, `One of the ${name}${more}.`, {
		schema,
		parameters: [idParameter],
	})
}

const text = { type: 'string' }
const priceSchema = {
	type: 'object',
	properties: {
		currency: text,
		unitPrice: { type: 'string', description: 'Of one, decimal, in major units of `currency`.' },
		validFrom: { type: 'string', format: 'date' },
		standing: { type: 'string', enum: ['counts', 'to_come', 'over'] },
	},
}
const saidSchema = {
	type: 'object',
	description: 'What it is called by language, where it is called otherwise there.',
	properties: { en: text, ru: text, zh: text, vi: text },
}
const pricesSchema = { type: 'array', items: priceSchema }
/** What one product says beyond its row. */
const soldSchema = {
	type: 'object',
	properties: {
		names: saidSchema,
		descriptions: {
			...saidSchema,
			description: 'What it is described as by language, where otherwise than in its row.',
		},
		otherUnits: { type: 'array', items: text },
		inParts: { type: 'boolean' },
		plans: {
			type: 'array',
			items: {
				type: 'object',
				properties: {
					...{ id: { type: 'string', format: 'uuid' }, code: text, name: text, onSale: { type: 'boolean' } },
					names: saidSchema,
					interval: {
						type: 'object',
						properties: {
							unit: { type: 'string', enum: ['day', 'week', 'month', 'year'] },
							count: { type: 'integer' },
						},
					},
					trialDays: { type: 'integer' },
					prices: pricesSchema,
				},
			},
		},
		prices: { ...pricesSchema, description: 'Of what is sold once.' },
	},
}

function listParameters(list: List) {
	const fields = Object.entries(list.fields)
	const sortable = fields.flatMap(([field, { sort }]) => (sort ? [field, `-${field}`] : []))
	const columns = fields.flatMap(([field, { kind }]) => (kind === 'key' ? [] : [field]))
	return [
		query('search', { type: 'string' }),
		query('sort', { type: 'string', enum: sortable }),
		{ ...query('column', { type: 'array', items: { type: 'string', enum: columns } }), explode: true },
		...fields.flatMap(([field, described]) => filtersOf(field, described)),
	]
}

function filtersOf(name: string, { kind, choices, optional }: Field) {
	const empty = optional ? [query(`${name}.is`, { type: 'string', enum: ['empty', 'set'] })] : []
	if (kind === 'day') return [day(`${name}.from`), day(`${name}.to`), ...empty]
	if (kind === 'money' || kind === 'price' || kind === 'number')
		return [query(`${name}.from`, { type: 'string' }), query(`${name}.to`, { type: 'string' }), ...empty]
	if (kind === 'flag') return [query(name, { type: 'string', enum: ['yes', 'no'] }), ...empty]
	return [query(name, { type: 'string', ...(choices ? { enum: [...choices] } : {}) }), ...empty]
}

function rowSchema({ fields, currency }: List): Schema {
	const properties = Object.entries(fields).flatMap(([field, described]): [string, Schema][] => {
		if (described.kind === 'key') return []
		const shown: [string, Schema] = [field, { ...typeOf(described), nullable: true }]
		const { leads } = described
		return leads
			? [shown, [`${field}Id`, { type: 'string', format: 'uuid', description: `Of the ${leads.to}.` }]]
			: [shown]
	})
	return {
		type: 'object',
		properties: {
			id: { type: 'string', format: 'uuid' },
			...(currency ? { currency: { type: 'string' } } : {}),
			...Object.fromEntries(properties),
		},
	}
}

function typeOf({ own, ...field }: Field): Schema {
	return own ? { title: own.label, ...ofKind(field), ...saidChoices(own.choices) } : ofKind(field)
}

function ofKind({ kind, choices }: Omit<Field, 'own'>): Schema {
	if (kind === 'money' || kind === 'price')
		return { type: 'string', description: 'Decimal, in major units of `currency`.' }
	if (kind === 'number') return { type: 'number' }
	if (kind === 'flag') return { type: 'boolean' }
	if (kind === 'day') return { type: 'string', format: 'date' }
	return { type: 'string', ...(choices ? { enum: [...choices] } : {}) }
}
