import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { addUser } from '#core/staff/add-user.ts'
import { askCredit, byRole, type Member, rule, step } from '#test/core/approval/office.ts'
import { invoice, openOf, system, welcome } from '#test/core/payment/ledger.ts'
import { signInToken } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { faultsOf, openView } from './view.ts'

let world: World
let portal: Portal
let browser: Browser
let owed: string
let request: string

const hire = async (name: string, role: 'finance' | 'administrator'): Promise<Member> => {
	const email = `${name}@halden.example`
	const { id } = expectOk(await act(world.books, system, addUser, { name, email, role }))
	return { kind: 'staff', userId: id, role }
}

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	const sal = await hire('Sal', 'finance')
	await hire('Kim', 'finance')
	await hire('Ada', 'administrator')
	await rule(world, 'credit_note', [
		step({ name: 'Finance' }),
		step({ stage: 2, approvers: [byRole('administrator')] }),
	])
	const issued = await invoice(world.books, await welcome(world.books), 5000_00n)
	owed = issued.id
	request = await askCredit(world, sal, owed, 'The order was never delivered')
	portal = await openPortal(world)
	browser = await launchChromium()
}, 400_000)

afterAll(async () => {
	await browser.close()
	await portal.close()
	await world.close()
})

async function enter(page: Page, name: string): Promise<void> {
	const token = await signInToken(world.books, 'staff', `${name}@halden.example`)
	await page.goto(`${portal.address}/sign-in/open/${token}`)
	await page.getByRole('button', { name: 'Sign in' }).click()
	await page.waitForURL(`${portal.address}/staff`)
}

const { LOOK } = process.env
const lookAt = async (page: Page, name: string) => {
	if (LOOK) await page.screenshot({ path: `${LOOK}/${name}.png`, fullPage: !name.includes('thumb') })
}

test('on a phone, without script, a request is found, read and approved with the thumb, and written down', async () => {
	await using opened = await openView(browser, { width: 390, scripts: false })
	const { page } = opened
	await enter(page, 'Kim')
	await page.goto(`${portal.address}/staff/approvals`)
	await lookAt(page, 'inbox')
	await page.getByRole('link', { name: /Credit note for invoice/ }).click()
	await lookAt(page, 'thumb')
	const approve = page.getByRole('button', { name: 'Approve' }).last()
	const box = await approve.boundingBox()
	expect(box?.y ?? 0).toBeGreaterThan(650)
	expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(900)
	await approve.click()
	await page.getByText('Noted. Others are still asked.').waitFor()
	expect(await openOf(world.books, owed)).toBe(5000_00n)
}, 120_000)

test('pages of approvals have no violation of WCAG 2.2 AA and fit a phone, by day and by night', async () => {
	for (const scheme of ['light', 'dark'] as const) {
		await using opened = await openView(browser, { width: 390, scheme })
		const { page } = opened
		await enter(page, 'Ada')
		const [workflow] = await world.sql<
			{ id: string }[]
		>`select id from approval_workflow where subject_kind = 'refund' limit 1`
		const faults: string[] = []
		const paths = [
			'/staff/approvals',
			`/staff/approvals/${request}`,
			'/staff/delegation',
			'/staff/settings/people',
			'/staff/settings/teams',
		]
		for (const path of [
			...paths,
			'/staff/settings/workflows?kind=write_off',
			`/staff/settings/workflows/${workflow?.id}`,
		]) {
			await page.goto(portal.address + path)
			await page.evaluate(() => {
				for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '')
			})
			faults.push(...(await faultsOf(page, scheme)))
			await lookAt(page, `${scheme}${path.replaceAll('/', '-').slice(0, 30)}`)
		}
		expect(faults).toEqual([])
		expect(opened.said).toEqual([])
	}
}, 240_000)
