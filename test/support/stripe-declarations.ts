import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import ts from 'typescript'

type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration
/** One block of declarations: a file, or a namespace in it. */
export type Scope = {
	file: string
	path: string
	parent: Scope | null
	types: Map<string, Declaration>
	inside: Map<string, Scope>
	imports: Map<string, { file: string; name: string }>
	/** Whole families of resources, none of which is played. */
	groups: Set<string>
}

export const root = dirname(dirname(createRequire(import.meta.url).resolve('stripe')))
export const resources = join(root, 'esm/resources')
const scopes = new Map<string, Scope>()

function newScope(file: string, path: string, parent: Scope | null): Scope {
	return { file, path, parent, types: new Map(), inside: new Map(), imports: new Map(), groups: new Set() }
}

/** The declarations of a file, read once. */
export function fileScope(file: string): Scope {
	const known = scopes.get(file)
	if (known !== undefined) return known
	const scope = newScope(file, '', null)
	scopes.set(file, scope)
	gather(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest).statements, scope)
	return scope
}

function gather(statements: readonly ts.Statement[], scope: Scope): void {
	for (const statement of statements) {
		if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
			scope.types.set(statement.name.text, statement)
		} else if (ts.isClassDeclaration(statement) && statement.name !== undefined) {
			scope.types.set(statement.name.text, statement)
		} else if (ts.isImportDeclaration(statement)) {
			gatherImports(statement, scope)
		} else if (ts.isModuleDeclaration(statement) && statement.body !== undefined && ts.isModuleBlock(statement.body)) {
			const name = statement.name.text
			const inner = scope.inside.get(name) ?? newScope(scope.file, `${scope.path}${name}.`, scope)
			scope.inside.set(name, inner)
			gather(statement.body.statements, inner)
		}
	}
}

function gatherImports(statement: ts.ImportDeclaration, scope: Scope): void {
	const bindings = statement.importClause?.namedBindings
	if (bindings === undefined || !ts.isStringLiteral(statement.moduleSpecifier)) return
	if (ts.isNamespaceImport(bindings)) {
		scope.groups.add(bindings.name.text)
		return
	}
	const file = join(dirname(scope.file), statement.moduleSpecifier.text.replace(/\.js$/, '.d.ts'))
	for (const element of bindings.elements) {
		scope.imports.set(element.name.text, { file, name: (element.propertyName ?? element.name).text })
	}
}

export type Found = { declaration: Declaration; scope: Scope; key: string }

function within(scope: Scope, names: string[]): Found | null {
	const [name = '', ...rest] = names
	if (rest.length > 0) {
		const inner = scope.inside.get(name)
		return inner === undefined ? null : within(inner, rest)
	}
	const declaration = scope.types.get(name)
	return declaration === undefined
		? null
		: { declaration, scope, key: `${scope.file.slice(root.length)}#${scope.path}${name}` }
}

/** What a name stands for at a place, following namespaces and imports. */
export function find(scope: Scope, names: string[]): Found {
	for (let at: Scope | null = scope; at !== null; at = at.parent) {
		const found = within(at, names)
		if (found !== null) return found
		const imported = at.imports.get(names[0] ?? '')
		if (imported !== undefined) {
			const other = fileScope(imported.file)
			const inFile = within(other, [imported.name, ...names.slice(1)])
			if (inFile !== null) return inFile
		}
	}
	throw new Error(`${names.join('.')} is not found from ${scope.file} ${scope.path}`)
}

export function namesOf(name: ts.EntityName): string[] {
	return ts.isIdentifier(name) ? [name.text] : [...namesOf(name.left), name.right.text]
}

export function expressionNames(expression: ts.Expression): string[] {
	if (ts.isIdentifier(expression)) return [expression.text]
	if (ts.isPropertyAccessExpression(expression))
		return [...expressionNames(expression.expression), expression.name.text]
	throw new Error('a parent that has no name')
}
