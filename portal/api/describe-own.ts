import { longestText, type OwnField, type OwnSubject } from '#core/own-field/own-field.ts'

type Schema = Record<string, unknown>
type Body = Schema & { properties?: Record<string, Schema & { items?: Body }> }

/** What a body sends in the company's own fields: those of its subject, and of a contract's lines those of lines. */
export function withOwn(body: Body, own: readonly OwnField[], subject: OwnSubject): Schema {
	const { properties } = body
	if (!properties?.own || own.length === 0) return body
	const items = properties.lines?.items
	return {
		...body,
		properties: {
			...properties,
			own: ownSchema(own.filter((field) => field.subject === subject)),
			...(items && {
				lines: { ...properties.lines, items: withOwn(items, own, 'line') },
			}),
		},
	}
}

function ownSchema(fields: readonly OwnField[]): Schema {
	return {
		type: 'object',
		description: 'Fields of the company’s own. Empty text empties one.',
		properties: Object.fromEntries(fields.map((field) => [field.key, valueSchema(field)])),
	}
}

function valueSchema({ name, required, kind, choices }: OwnField): Schema {
	const title = required ? `${name} (to be filled in)` : name
	if (kind === 'text') return { title, type: 'string', maxLength: longestText }
	if (kind === 'number') return { title, type: 'string', description: 'Decimal.' }
	if (kind === 'date') return { title, type: 'string', format: 'date' }
	const named = Object.fromEntries(choices.flatMap((one) => (one.archived ? [] : [[one.id, one.name]])))
	return { title, type: 'string', enum: Object.keys(named), ...saidChoices(named) }
}

/** What the ids of a choice are called: an enumeration has no names for its values. */
export function saidChoices(named: Readonly<Record<string, string>>): Schema {
	const said = Object.entries(named).map(([id, name]) => `${id}: ${name}`)
	return said.length === 0 ? {} : { description: said.join('; ') }
}
