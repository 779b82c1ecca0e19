import { join } from 'node:path'
import ts from 'typescript'
import { expressionNames, type Found, fileScope, find, namesOf, resources, type Scope } from './stripe-declarations.ts'

/** A JSON Schema. */
export type Schema = { [keyword: string]: unknown }

const KEYWORDS: { [kind: number]: Schema } = {
	[ts.SyntaxKind.StringKeyword]: { type: 'string' },
	[ts.SyntaxKind.NumberKeyword]: { type: 'number' },
	[ts.SyntaxKind.BooleanKeyword]: { type: 'boolean' },
	[ts.SyntaxKind.UnknownKeyword]: {},
	[ts.SyntaxKind.AnyKeyword]: {},
	[ts.SyntaxKind.UndefinedKeyword]: { not: {} },
	[ts.SyntaxKind.VoidKeyword]: { not: {} },
}

const NEVER: Schema = { not: {} }

/** Turns the SDK's declarations into JSON Schemas, each interface once, by reference. */
export class StripeTypes {
	readonly definitions: { [key: string]: Schema } = {}
	private readonly files: readonly string[]
	private readonly without: ReadonlySet<string>

	/**
	 * @param files the SDK's files whose objects may appear; objects of others are read as impossible
	 * @param without properties that never appear; what they would hold is not read
	 */
	constructor(files: readonly string[], without: readonly string[]) {
		this.without = new Set(without)
		this.files = files.map((file) => join(resources, `${file}.d.ts`))
	}

	private played(file: string): boolean {
		return !file.startsWith(resources) || this.files.includes(file)
	}

	/** @param file a file of the SDK's resources, e.g. `Customers` or `Checkout/Sessions` */
	schemaOf(file: string, name: string): Schema {
		return this.named(find(fileScope(join(resources, `${file}.d.ts`)), name.split('.')))
	}

	private named(found: Found): Schema {
		if (!this.played(found.scope.file)) return NEVER
		const id = found.key.replace(/[^\w.]/g, '_')
		if (this.definitions[id] === undefined) {
			this.definitions[id] = {}
			this.definitions[id] = this.declared(found)
		}
		return { $ref: `#/definitions/${id}` }
	}

	private declared({ declaration, scope, key }: Found): Schema {
		if (ts.isTypeAliasDeclaration(declaration)) return this.schema(declaration.type, scope)
		if (ts.isClassDeclaration(declaration)) throw new Error(`${key} is a class`)
		const parents = (declaration.heritageClauses ?? []).flatMap((clause) =>
			clause.types.map((type) => {
				return find(scope, expressionNames(type.expression))
			}),
		)
		return this.members(declaration.members, scope, parents)
	}

	private members(members: readonly ts.TypeElement[], scope: Scope, parents: Found[]): Schema {
		const properties: { [name: string]: Schema } = {}
		const required: string[] = []
		let additional: Schema | false = false
		for (const parent of parents) {
			const whole = this.declared(parent)
			Object.assign(properties, whole.properties)
			required.push(...(whole.required as string[]))
		}
		for (const member of members) {
			if (ts.isIndexSignatureDeclaration(member)) additional = this.schema(member.type, scope)
			if (!ts.isPropertySignature(member) || member.type === undefined) continue
			const name = ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : ''
			properties[name] = this.without.has(name) ? NEVER : this.schema(member.type, scope)
			if (member.questionToken === undefined && !required.includes(name)) required.push(name)
		}
		return { type: 'object', properties, required, additionalProperties: additional }
	}

	/** `'a' | 'b' | OtherString` counts as 'a' | 'b': a value that the SDK does not list is a mistake here. */
	private schema(node: ts.TypeNode, scope: Scope): Schema {
		const keyword = KEYWORDS[node.kind]
		if (keyword !== undefined) return keyword
		if (ts.isParenthesizedTypeNode(node)) return this.schema(node.type, scope)
		if (ts.isArrayTypeNode(node)) return { type: 'array', items: this.schema(node.elementType, scope) }
		if (ts.isLiteralTypeNode(node)) return this.literal(node.literal)
		if (ts.isTypeLiteralNode(node)) return this.members(node.members, scope, [])
		if (ts.isUnionTypeNode(node)) return this.union(node, scope)
		if (ts.isTypeReferenceNode(node)) return this.reference(node, scope)
		throw new Error(`${ts.SyntaxKind[node.kind]} in ${scope.file} is not read`)
	}

	private literal(literal: ts.LiteralTypeNode['literal']): Schema {
		if (literal.kind === ts.SyntaxKind.NullKeyword) return { type: 'null' }
		if (literal.kind === ts.SyntaxKind.TrueKeyword) return { const: true }
		if (literal.kind === ts.SyntaxKind.FalseKeyword) return { const: false }
		return { const: (literal as ts.StringLiteral).text }
	}

	private union(node: ts.UnionTypeNode, scope: Scope): Schema {
		const parts = node.types.filter(
			(type) => !(ts.isTypeReferenceNode(type) && namesOf(type.typeName).join('.') === 'OtherString'),
		)
		const schemas = parts.map((part) => this.schema(part, scope))
		if (schemas.every((schema) => typeof schema.const === 'string'))
			return { enum: schemas.map((schema) => schema.const) }
		return schemas.length === 1 ? (schemas[0] ?? {}) : { anyOf: schemas }
	}

	private reference(node: ts.TypeReferenceNode, scope: Scope): Schema {
		const names = namesOf(node.typeName)
		const [argument] = node.typeArguments ?? []
		const inner = argument === undefined ? {} : this.schema(argument, scope)
		switch (names.join('.')) {
			case 'Array':
				return { type: 'array', items: inner }
			case 'ApiList':
				return listOf(inner)
			case 'Emptyable':
				return { anyOf: [{ type: 'null' }, { const: '' }, inner] }
			case 'Partial':
				return this.partial(inner)
			case 'Error':
			case 'Record':
				return {}
			case 'OtherString':
			case 'Decimal':
				return { type: 'string' }
			case 'Checkout.Session':
				return this.schemaOf('Checkout/Sessions', 'Session')
			default:
				return this.foreign(names[0] ?? '', scope) ? NEVER : this.named(find(scope, names))
		}
	}

	/** Whether a name stands for something from a file that is not played. */
	private foreign(name: string, scope: Scope): boolean {
		const { groups, imports } = fileScope(scope.file)
		const imported = imports.get(name)
		return groups.has(name) || (imported !== undefined && !this.played(imported.file))
	}

	private partial(schema: Schema): Schema {
		const id = typeof schema.$ref === 'string' ? schema.$ref.replace('#/definitions/', '') : ''
		const whole = this.definitions[id]
		if (whole?.properties === undefined) return { type: 'object' }
		return { ...whole, required: [] }
	}

	/** The schema of every kind of event, by its type. */
	events(): Map<string, Schema> {
		const scope = fileScope(join(resources, 'Events.d.ts'))
		const events = new Map<string, Schema>()
		for (const [name, declaration] of scope.types) {
			if (!ts.isInterfaceDeclaration(declaration)) continue
			const typed = declaration.members.find(
				(member) => ts.isPropertySignature(member) && (member.name as ts.Identifier).text === 'type',
			)
			const type = typed !== undefined && ts.isPropertySignature(typed) ? typed.type : undefined
			if (type === undefined || !ts.isLiteralTypeNode(type)) continue
			events.set((type.literal as ts.StringLiteral).text, this.named(find(scope, [name])))
		}
		return events
	}

	/** The methods of a resource that take one of the wanted parameter types, and what each answers. */
	methodsOf(file: string, wanted: readonly string[]): { parameters: string; answer: Schema }[] {
		const scope = fileScope(join(resources, `${file}.d.ts`))
		return [...scope.types.values()].filter(ts.isClassDeclaration).flatMap((declaration) =>
			declaration.members.filter(ts.isMethodDeclaration).flatMap((method) => {
				const typed = method.parameters.find((one) => (one.name as ts.Identifier).text === 'params')
				const type = typed?.type
				if (type === undefined || !ts.isTypeReferenceNode(type) || method.type === undefined) return []
				const parameters = namesOf(type.typeName).join('.')
				return wanted.includes(parameters) ? [{ parameters, answer: this.answerOf(method.type, scope) }] : []
			}),
		)
	}

	private answerOf(node: ts.TypeNode, scope: Scope): Schema {
		if (!ts.isTypeReferenceNode(node)) return {}
		const [argument] = node.typeArguments ?? []
		if (argument === undefined) return {}
		const name = namesOf(node.typeName).join('.')
		if (name === 'Promise' || name === 'Response') {
			return ts.isTypeReferenceNode(argument) && ['Response'].includes(namesOf(argument.typeName).join('.'))
				? this.answerOf(argument, scope)
				: this.schema(argument, scope)
		}
		return name === 'ApiListPromise'
			? listOf(this.schema(argument, scope))
			: searchResultOf(this.schema(argument, scope))
	}
}

function listOf(inner: Schema): Schema {
	return {
		type: 'object',
		properties: {
			object: { const: 'list' },
			data: { type: 'array', items: inner },
			has_more: { type: 'boolean' },
			url: { type: 'string' },
		},
		required: ['object', 'data', 'has_more', 'url'],
		additionalProperties: false,
	}
}

function searchResultOf(inner: Schema): Schema {
	const list = listOf(inner)
	return {
		...list,
		properties: {
			...(list.properties as Schema),
			object: { const: 'search_result' },
			next_page: { anyOf: [{ type: 'null' }, { type: 'string' }] },
			total_count: { type: 'number' },
		},
	}
}
