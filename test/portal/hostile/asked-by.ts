import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lists } from '#core/list/lists.ts'
import type { Action } from '#core/permit.ts'
import { actionsIn, root } from '#test/core/asking.ts'

const sources = new Map<string, Promise<Action[]>>()

/** What the source of a page asks, by itself, by the verbs it calls and by the plain files it is made of. */
export function askedBy(file: string, verbs: Map<string, Set<Action>>): Promise<Action[]> {
	const known = sources.get(file)
	const asked = known ?? read()
	sources.set(file, asked)
	return asked

	async function read(): Promise<Action[]> {
		const text = await readFile(join(root, file), 'utf8')
		const imports = [...text.matchAll(/import (?:type )?\{([^}]*)\} from '([^']+)'/g)]
		const actions = [...text.matchAll(/\bmay\([\w.]+, ('[^']+')/g)].flatMap(([, action = '']) => actionsIn(action))
		// What may become a request asks what its subject asks.
		for (const [, kind = ''] of text.matchAll(/propose<'(\w+)'>/g))
			actions.push(...(await permissionOf(`core/approval/subjects/${kind.replaceAll('_', '-')}.ts`)))
		// A list asks what its description says; a file of one may be of any.
		for (const [, list = ''] of text.matchAll(/openList\(args, '([\w-]+)'/g))
			actions.push(...(await permissionOf(`core/list/${list}.ts`)))
		// What is done with many rows asks what each deed says.
		if (text.includes('readDeed(')) {
			const described = await readFile(join(root, 'core/list/deed.ts'), 'utf8')
			actions.push(...[...described.matchAll(/permission: '[^']+'/g)].flatMap(([said]) => actionsIn(said)))
		}
		// A file from a phone asks what its place needs.
		if (text.includes('mayUpload(')) {
			const placed = await readFile(join(root, 'core/upload/place.ts'), 'utf8')
			actions.push(...actionsIn(/const needs = \{[^}]*\}/.exec(placed)?.[0] ?? ''))
		}
		if (text.includes('openSheet('))
			for (const list of Object.keys(lists)) actions.push(...(await permissionOf(`core/list/${list}.ts`)))
		for (const [, names = '', from = ''] of imports) {
			// Whoever may be known in a chat may speak with the bot; what it does asks by itself.
			if (from.startsWith('#bot/')) actions.push('chat.link')
			if (from.startsWith('#core/'))
				for (const name of names.split(',')) actions.push(...(verbs.get(name.trim().replace(/^type /, '')) ?? []))
			else if (/present\/.*\.ts$/.test(from) && !from.includes('staff-frame'))
				actions.push(...(await askedBy(join('portal', from.replace(/^(\.\.\/)+|^#portal\//g, '')), verbs)))
		}
		return actions
	}
}

async function permissionOf(file: string): Promise<Action[]> {
	const text = await readFile(join(root, file), 'utf8')
	return actionsIn(/permission: '[^']+'/.exec(text)?.[0] ?? '')
}
