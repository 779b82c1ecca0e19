import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Action } from '#core/permit.ts'

/*
 * What the verbs of core ask, read from their sources: so that a new one is known to the tests as soon as it is written.
 */

export const root = join(import.meta.dirname, '../..')

/** A verb and what it asks; where that depends on who acts, the last one is the staff's. */
export type Asking = { name: string; file: string; actions: Action[] }

export async function sourcesOf(folder: string): Promise<{ file: string; text: string }[]> {
	const files = await readdir(join(root, folder), { recursive: true })
	const sources = files.filter((file) => /\.tsx?$/.test(file)).map((file) => join(folder, file))
	return await Promise.all(sources.map(async (file) => ({ file, text: await readFile(join(root, file), 'utf8') })))
}

export async function verbsThatAsk(): Promise<Asking[]> {
	return (await sourcesOf('core')).flatMap(({ file, text }) =>
		[...text.matchAll(/export async function (\w+)(?:<[^>]*>)?\(\s*scope: Scope[\s\S]*?\n}\n/g)].flatMap(
			([body, name = '']) => {
				const actions = askedIn(body)
				return actions.length > 0 ? [{ name, file, actions }] : []
			},
		),
	)
}

/**
 * For each function of core that asks `permit`, reads through `reach` or calls one that does, what is asked. A function
 * that asks by itself is taken at its word.
 */
export async function askedByName(): Promise<Map<string, Set<Action>>> {
	const bodies = (await sourcesOf('core')).flatMap(({ text }) =>
		[...text.matchAll(/(?:async )?function (\w+)(?:<[^>]*>)?\([\s\S]*?\n}\n/g)].map(([body, name = '']) => ({
			name,
			body,
		})),
	)
	const asked = new Map<string, Set<Action>>([['reach', new Set()]])
	for (const { name, body } of bodies) if (askedIn(body).length > 0) asked.set(name, new Set(askedIn(body)))
	const own = new Set(asked.keys())
	for (let before = -1; before !== sizeOf(asked); ) {
		before = sizeOf(asked)
		for (const { name, body } of bodies.filter((one) => !own.has(one.name)))
			for (const [, callee = ''] of body.matchAll(/\b(\w+)\(\s*scope\b/g)) {
				const theirs = callee === name ? undefined : asked.get(callee)
				if (theirs) asked.set(name, new Set([...(asked.get(name) ?? []), ...theirs]))
			}
	}
	return asked
}

const sizeOf = (asked: Map<string, Set<Action>>) =>
	[...asked.values()].reduce((sum, actions) => sum + actions.size, asked.size)

function askedIn(body: string): Action[] {
	const call = /permit(?:Confirmed|Unconfirmed)?\(\s*scope,([^\n]*)/.exec(body)?.[1] ?? ''
	return actionsIn(call)
}

/** The actions that a piece of source names. */
export function actionsIn(text: string): Action[] {
	return [...text.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, action]) => action as Action)
}
