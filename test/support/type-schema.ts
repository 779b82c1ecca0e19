import ts from 'typescript'

/** A JSON Schema. */
export type Schema = { [keyword: string]: unknown }

/** Reads the types of a file's exported object type as JSON Schemas, by property, with the definitions they refer to. */
export function schemasOf(
	file: string,
	typeName: string,
): { definitions: Record<string, Schema>; types: Record<string, Schema> } {
	const program = ts.createProgram([file], {
		...{ strict: true, skipLibCheck: true, noEmit: true, target: ts.ScriptTarget.ESNext, types: [] },
		...{ module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
	})
	const source = program.getSourceFile(file)
	if (!source) throw new Error(`${file} is not there`)
	const checker = program.getTypeChecker()
	const wanted = source.statements.find((one) => ts.isTypeAliasDeclaration(one) && one.name.text === typeName)
	if (!wanted) throw new Error(`${file} has no type ${typeName}`)
	const reader = new TypeReader(checker, wanted)
	const methods = checker.getTypeAtLocation(wanted).getProperties()
	const types = methods.map((one) => [one.name, reader.schema(checker.getTypeOfSymbolAtLocation(one, wanted))] as const)
	return { definitions: reader.definitions, types: Object.fromEntries(types) }
}

const flags: [ts.TypeFlags, Schema][] = [
	[ts.TypeFlags.Any | ts.TypeFlags.Unknown, {}],
	[ts.TypeFlags.Never | ts.TypeFlags.Undefined | ts.TypeFlags.Void, { not: {} }],
	[ts.TypeFlags.Null, { type: 'null' }],
	[ts.TypeFlags.Boolean, { type: 'boolean' }],
	[ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral, { type: 'string' }],
	[ts.TypeFlags.Number, { type: 'number' }],
]

/** Each object type once, by reference, because blocks hold blocks. */
class TypeReader {
	readonly definitions: Record<string, Schema> = {}
	private readonly names = new Map<ts.Type, string>()
	private readonly checker: ts.TypeChecker
	private readonly at: ts.Node

	constructor(checker: ts.TypeChecker, at: ts.Node) {
		this.checker = checker
		this.at = at
	}

	schema(type: ts.Type): Schema {
		const known = flags.find(([flag]) => type.flags & flag)
		if (known) return known[1]
		if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value }
		if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: this.checker.typeToString(type) === 'true' }
		if (this.checker.isTupleType(type)) return { type: 'array', items: {} }
		if (type.getCallSignatures().length > 0) return { not: {} }
		return { $ref: `#/definitions/${this.named(type)}` }
	}

	private argumentOf(type: ts.Type): ts.Type {
		const [argument] = this.checker.getTypeArguments(type as ts.TypeReference)
		if (!argument) throw new Error('An array of nothing')
		return argument
	}

	private named(type: ts.Type): string {
		const known = this.names.get(type)
		if (known) return known
		const name = `${(type.aliasSymbol ?? type.symbol)?.name.replace(/\W/g, '') ?? 'type'}${this.names.size}`
		this.names.set(type, name)
		this.definitions[name] = {}
		this.definitions[name] = this.whole(type)
		return name
	}

	private whole(type: ts.Type): Schema {
		if (this.checker.isArrayType(type)) return { type: 'array', items: this.schema(this.argumentOf(type)) }
		if (!type.isUnion()) return this.object(type)
		const parts = type.types.filter((one) => !(one.flags & ts.TypeFlags.Undefined))
		const booleans = parts.filter((one) => one.flags & ts.TypeFlags.BooleanLiteral)
		// A form says a boolean as text, which is no constant.
		const whole = booleans.length === 2
		const others = whole ? parts.filter((one) => !booleans.includes(one)) : parts
		return { anyOf: [...(whole ? [{ type: 'boolean' }] : []), ...others.map((one) => this.schema(one))] }
	}

	private object(type: ts.Type): Schema {
		const members = this.checker.getPropertiesOfType(type)
		const indexed = this.checker.getIndexInfosOfType(type)[0]
		const schemas = members.map(
			(one) => [one.name, this.schema(this.checker.getTypeOfSymbolAtLocation(one, this.at))] as const,
		)
		return {
			type: 'object',
			properties: Object.fromEntries(schemas),
			required: members.filter((one) => !(one.flags & ts.SymbolFlags.Optional)).map((one) => one.name),
			additionalProperties: indexed ? this.schema(indexed.type) : false,
		}
	}
}
