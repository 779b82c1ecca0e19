import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { dispatchSurvey } from '#core/credit-survey/dispatch.ts'
import { saveSection } from '#core/credit-survey/save-section.ts'
import { createSignIn } from '#core/sign-in/request.ts'
import { type Crew, crew, dispatched, draft, member, soundAnswers } from '#test/core/credit-survey/surveying.ts'
import { system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { openView } from './view.ts'

let world: World
let portal: Portal
let browser: Browser
let people: Crew
let id: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 20 })
	portal = await openPortal(world, { settings: { dataDir: join(tmpdir(), `counterpart-survey-${process.pid}`) } })
	browser = await launchChromium()
	people = await crew(world.books)
	id = await dispatched(world.books, people, await draft(world.books, await welcome(world.books)))
}, 300_000)

afterAll(async () => {
	await browser.close()
	await portal.close()
	await world.close()
})

async function enter(page: Page): Promise<void> {
	const [user] = await world.sql<{ email: string }[]>`select email from staff_user where id = ${people.surveyor.userId}`
	const signIn = { audience: 'staff' as const, email: user?.email ?? '' }
	const { token } = expectOk(await act(world.books, system, createSignIn, signIn))
	await page.goto(`${portal.address}/sign-in/open/${token}`)
	await page.locator('main button').first().click()
	await page.waitForURL(/\/staff/)
}

const saved = async (section: string) => {
	const [row] = await world.sql<{ answers: Record<string, string>; version: number }[]>`
		select answers, version from credit_survey_section where survey_id = ${id} and section = ${section}`
	return row
}

test('with the connection cut nothing typed and no photo is lost: all of it is sent by itself when it is back', async () => {
	const { page, context } = await openView(browser, { width: 390 })
	await enter(page)
	await page.goto(`${portal.address}/staff/surveys/${id}`)
	const field = (section: string, name: string) => page.locator(`#${section} [name="${name}"]`)
	const status = (section: string, at = page) => at.locator(`#${section} [role=status]`)
	await page.waitForLoadState('networkidle')

	// The connection goes while the business is filled in, and the surveyor goes on.
	await context.setOffline(true)
	await expect.poll(() => page.getByText('No connection').first().isVisible()).toBe(true)
	await field('business', 'activity').fill('Freight')
	await field('business', 'turnoverMonth').fill('100,000.50')
	await page.locator('#business').getByRole('button', { name: 'Save this part' }).click()
	await expect.poll(() => status('business').innerText()).toContain('no connection')
	await field('bank', 'bankName').fill('Hansa')
	await field('bank', 'notes').fill('Seen the statements.\nAll in order.')
	const photo = Buffer.alloc(300_000, 7)
	photo.set([0xff, 0xd8, 0xff, 0xe0])
	await page.locator('input[type=file]').setInputFiles({ name: 'yard.jpg', mimeType: 'image/jpeg', buffer: photo })
	await expect.poll(() => page.locator('#files').innerText()).toContain('waiting for the connection')
	expect([await saved('business'), await saved('bank')]).toEqual([undefined, undefined])
	expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)

	// The page is closed without a connection. Opened again, it has everything, and what was to be saved is saved.
	await page.close()
	await context.setOffline(false)
	const again = await context.newPage()
	await again.goto(`${portal.address}/staff/surveys/${id}`)
	await expect
		.poll(() => saved('business'), { timeout: 20_000 })
		.toEqual({
			answers: { activity: 'Freight', turnoverMonth: '10000050' },
			version: 1,
		})
	await expect.poll(() => again.locator('#bank [name="bankName"]').inputValue()).toBe('Hansa')
	// To close a page may count as leaving its section, which is then sent too.
	await expect.poll(() => status('bank', again).innerText()).toMatch(/^(kept on this device, not saved yet|saved)$/)
	await expect
		.poll(
			async () => (await world.sql`select file_name, size_bytes from credit_survey_file where survey_id = ${id}`)[0],
			{ timeout: 20_000 },
		)
		.toEqual({ file_name: 'yard.jpg', size_bytes: photo.length })
	await expect.poll(() => again.locator('#files').innerText()).toContain('uploaded')

	// Another device has saved the bank meanwhile: both are shown, and neither is lost.
	const other = {
		id,
		section: 'bank' as const,
		answers: { bankName: 'Elbe' },
		version: (await saved('bank'))?.version ?? 0,
	}
	expectOk(await act(world.books, people.manager, saveSection, other))
	await again.locator('#bank').getByRole('button', { name: 'Save this part' }).click()
	const conflict = again.locator('#bank')
	await expect.poll(() => conflict.innerText()).toContain('has saved this part since you opened it')
	expect(await conflict.innerText()).toMatch(/Elbe[\s\S]*Hansa/)
	await conflict.getByRole('button', { name: 'Save mine over it' }).click()
	await expect
		.poll(() => saved('bank'))
		.toMatchObject({
			answers: { bankName: 'Hansa', notes: 'Seen the statements.\nAll in order.' },
			version: other.version + 2,
		})
	const kept = () => again.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('survey')))
	await expect.poll(kept).toEqual([])

	// The rest is filled in, and it is handed in with the surveyor's own advice.
	for (const section of ['customer', 'business', 'assets', 'bank'] as const) {
		const version = (await saved(section))?.version ?? 0
		expectOk(
			await act(world.books, people.surveyor, saveSection, { id, section, answers: soundAnswers[section], version }),
		)
	}
	await again.reload()
	await again.locator('#advice').getByLabel('grant', { exact: true }).check()
	await again.locator('#advice [name="text"]').fill('Well run.')
	await again.getByRole('button', { name: 'Hand the survey in' }).click()
	await expect.poll(() => again.locator('main').innerText()).toContain('The survey is handed in')
	expect(await again.locator('main').innerText()).toMatch(/\d+ of 100/)
	await context.close()
}, 120_000)

test('a photo for a survey that somebody else has by now says so, and does not wait for ever', async () => {
	const { page, context } = await openView(browser, { width: 390 })
	await enter(page)
	const given = await dispatched(world.books, people, await draft(world.books, await welcome(world.books)))
	await page.goto(`${portal.address}/staff/surveys/${given}`)
	await page.waitForLoadState('networkidle')
	const other = await member(world.books, 'surveyor')
	expectOk(await act(world.books, people.manager, dispatchSurvey, { id: given, surveyorId: other.userId }))
	const photo = { name: 'yard.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 7]) }
	await page.locator('input[type=file]').setInputFiles(photo)
	await expect.poll(() => page.locator('#files').innerText()).toContain('The survey is with somebody else by now')
	await page.getByRole('button', { name: 'Do without it' }).click()
	expect(await page.locator('#files').innerText()).not.toContain('yard.jpg')
	await context.close()
}, 120_000)
