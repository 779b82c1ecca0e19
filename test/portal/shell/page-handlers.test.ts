import type { ServerBuild } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'
import { beforeAll, describe, expect, test } from 'vitest'
import { openPortal } from '#portal/build.ts'
import { pageFinder } from '#portal/web/page-handlers.ts'

let routes: ServerBuild['routes']
let find: (path: string) => string | undefined

beforeAll(async () => {
	routes = (await openPortal(() => {})).routes
	find = pageFinder(routes)
}, 120_000)

type RouteObject = Parameters<typeof matchRoutes>[0][number]

const some = '01a20319-e65c-7558-bc7a-7d2e6a94f4bf'

/** What the framework itself says of a path. */
function framework(path: string): string | undefined {
	const below = (parentId: string | undefined): RouteObject[] =>
		Object.values(routes).flatMap((route) => {
			if (!route || route.parentId !== parentId) return []
			const { id, path: own = '', index, caseSensitive = false } = route
			return [
				index
					? { id, path: own, index: true as const, caseSensitive }
					: { id, path: own, caseSensitive, children: below(id) },
			]
		})
	return matchRoutes(below(undefined), path)?.at(-1)?.route.id
}

describe('the page of an address', () => {
	test('is the one that the framework says, for every page there is', () => {
		const paths = Object.values(routes).map((route) =>
			`/${route?.path ?? ''}`.replace(/:\w+/g, some).replace('*', 'nowhere'),
		)
		expect(paths.length).toBeGreaterThan(40)
		for (const path of paths) {
			const found = find(path)
			if (found !== undefined) expect([path, found]).toEqual([path, framework(path)])
		}
		expect(paths.filter((path) => find(path) === undefined).length).toBeLessThan(paths.length / 2)
	})

	test.each([
		'/overview',
		`/contracts/${some}`,
		`/contracts/${some}/coming/2026-07-01`,
		'/invoices',
		`/invoices/${some}`,
		'/staff/customers/new',
		`/staff/customers/${some}`,
	])('%s is found without the framework', (path) => {
		expect(find(path)).toBe(framework(path))
		expect(find(`${path}.data`)).toBe(framework(path))
	})

	test.each([
		'/nowhere',
		'//overview',
		'/overview/',
		'/Overview',
		'/%6Fverview',
		`/invoices/${some}.pdf`,
		'/invoices.csv',
		'/contracts/',
		'/contracts/%2e%2e',
		'/__manifest',
		'/__proto__',
	])('%s is left to the framework', (path) => {
		expect(find(path)).toBeUndefined()
	})
})
