import { expect, test } from 'vitest'
import { foundCompany } from '#core/company/found.ts'
import { openBooks } from '#test/support/books.ts'
import { testCompany } from '#test/support/company.ts'
import { openPortal } from '#test/support/portal.ts'

test('before the company is founded each address says what is missing, and works by itself afterwards', async () => {
	await using world = await openBooks({ on: '2026-03-02', company: false })
	await using portal = await openPortal(world)
	const get = (path: string) => fetch(portal.address + path, { redirect: 'manual' })
	for (const path of ['/sign-in', '/', '/staff', '/l/anything', '/api/v1/customers']) {
		const refused = await get(path)
		expect({ path, status: refused.status }).toEqual({ path, status: 503 })
		expect(await refused.text()).toContain('its database holds no company yet')
	}
	expect((await get('/health')).status).toBe(200)

	await foundCompany(world.sql, testCompany)
	expect((await get('/sign-in')).status).toBe(200)
}, 120_000)
