import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sql } from '#db/client.ts'
import { root } from '#test/core/asking.ts'
import type { Form } from './forms.ts'
import { addressesOf, nothing, type Place } from './places.ts'

/** The source of a route. */
export const fileOf = async ({ id }: Place) => {
	const named = `portal/${id.replace(/\.ts\.\w+$/, '')}`
	return await readFile(join(root, `${named}.tsx`)).then(
		() => `${named}.tsx`,
		() => `${named}.ts`,
	)
}

/**
 * What acts though none of these forms goes there, because no page of the cast shows one today: sent with nothing typed,
 * once for every deed that the source knows. Whoever may not do it must be stopped before anything typed is read.
 */
export async function blindForms(sql: Sql, acting: Place[], forms: Form[]): Promise<Form[]> {
	const paths = new Set(forms.map(({ action }) => action.split('?')[0] ?? ''))
	const blind: Form[] = []
	for (const place of acting.filter(({ pattern }) => !reached(pattern, paths))) {
		const [address] = await addressesOf(sql, place, 1)
		const action = address?.path ?? place.pattern.replace(/:\w+/g, nothing)
		const source = await readFile(join(root, await fileOf(place)), 'utf8')
		const deeds = ['', ...new Set(deedsIn(source))]
		for (const deed of deeds)
			blind.push({ page: action, action, method: 'post', multipart: false, fields: deed ? [['intent', deed]] : [] })
	}
	return blind
}

function reached(pattern: string, paths: Set<string>): boolean {
	const fits = new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}/?$`)
	return [...paths].some((path) => fits.test(path))
}

const deedsIn = (source: string) =>
	source
		.split('\n')
		.filter((line) => /intent|case '/.test(line))
		.flatMap((line) => [...line.matchAll(/'([a-z][\w-]*)'/g)].map(([, deed = '']) => deed))
		.filter((deed) => deed !== 'intent')
