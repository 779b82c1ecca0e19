import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { runOrdered } from '#core/import/run-ordered.ts'
import { orderUndo } from '#core/import/undo/undo-batch.ts'
import { bringIn, customerMap, customers, importer } from '#test/core/import/bring-in.ts'
import { hire, signInToken } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { faultsOfBoth, openView } from './view.ts'

let world: World
let portal: Portal
let browser: Browser
let clerk: { email: string }

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
	clerk = await hire(world.books, 'finance')
	portal = await openPortal(world)
	browser = await launchChromium()
}, 300_000)

afterAll(async () => {
	await browser.close()
	await portal.close()
	await world.close()
})

/** One file checked with a row of each fate, one brought in, one taken back. */
async function imports() {
	const rows = Array.from({ length: 6 }, (_, index) => `B-${index},Company ${index},,Ulm,DE,,,,`).join('\n')
	const brought = await bringIn(world.books, customerMap, `${customers}${rows}\n`)
	await world.sql`update customer set name = 'Acme SE', version = version + 1 where import_key = 'A-1'`
	const next = `${customers.replace('Acme GmbH', 'Acme AG').replace('cold', 'warm')}A-9,New,,,Narnia,,,,\nA-8,More,,,DE,,,,\n`
	const checked = await bringIn(world.books, customerMap, next, 'check')
	const undone = await bringIn(world.books, customerMap, next)
	expectOk(await act(world.books, importer, orderUndo, { id: undone.id }))
	await runOrdered(world.books, { id: undone.id })
	return { brought: brought.id, checked: checked.id, undone: undone.id }
}

describe('an import in the console', () => {
	test('is shown row by row and taken back without a fault on a phone and a desk, by day and by night', async () => {
		const { brought, checked, undone } = await imports()
		const pages = [checked, `${checked}?show=conflict`, `${brought}?undo=1`, undone]
		const faults: string[] = []
		for (const width of [390, 1280]) {
			await using opened = await openView(browser, { width })
			const { page, said } = opened
			await page.goto(`${portal.address}/sign-in/open/${await signInToken(world.books, 'staff', clerk.email)}`)
			await page.getByRole('button', { name: 'Sign in' }).click()
			await page.waitForURL(`${portal.address}/staff`)
			for (const path of pages) {
				await page.goto(`${portal.address}/staff/imports/${path}`)
				await page.getByRole('heading', { name: 'Row by row' }).waitFor()
				faults.push(...(await faultsOfBoth(page)))
			}
			faults.push(...said)
		}
		expect(faults).toEqual([])
	}, 240_000)
})
