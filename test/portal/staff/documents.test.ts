import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { closeEndedContracts } from '#core/contract/close.ts'
import { readSettings } from '#core/settings.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { openFiles } from '#portal/files/open.ts'
import { readDocument, textOfPdf } from '#portal/files/read-text.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { textOf, Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { hire, signedIn } from './console.ts'

/* Papers of a contract: kept with every version, read for the search, shown to the customer or not, and filed. */

let world: World
let portal: Portal
let told: Story
let folder: string
let clerk: Visit
let customer: Visit
const system = { kind: 'system', name: 'test' } as const
const page = () => `/staff/contracts/${told.subscription.id}/documents`
const store = () => openFiles(readSettings({ DATA_DIR: folder }))

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'counterpart-documents-'))
	world = await openBooks({ on: '2025-12-20', max: 10 })
	told = await tellStory(world, 3)
	portal = await openPortal(world, { settings: readSettings({ DATA_DIR: folder }) })
	clerk = await signedIn(world.books, portal.address, 'staff', (await hire(world.books, 'administrator')).email)
	const of = {
		customerId: told.nordwind.id,
		subject: { kind: 'customer', id: told.nordwind.id },
		scope: 'view',
	} as const
	customer = new Visit(portal.address)
	await customer.post(`/l/${expectOk(await act(world.books, system, createLink, of)).token}`)
}, 300_000)
afterAll(async () => {
	await portal.close()
	await world.close()
	await rm(folder, { recursive: true, force: true })
})

type Written = {
	on(event: 'data', take: (piece: Buffer) => void): void
	on(event: 'end', take: () => void): void
	text(text: string): void
	end(): void
}
const Writer = PDFDocument as unknown as new () => Written

function pdfOf(text: string): Promise<Buffer> {
	const pdf = new Writer()
	const pieces: Buffer[] = []
	return new Promise((resolve) => {
		pdf.on('data', (piece: Buffer) => pieces.push(piece))
		pdf.on('end', () => resolve(Buffer.concat(pieces)))
		pdf.text(text)
		pdf.end()
	})
}

const kindOf = async (name: string) =>
	(await world.sql<{ id: string }[]>`select id from document_kind where name = ${name}`)[0]?.id ?? ''

async function bring(bytes: Buffer | string, name: string, fields: Record<string, string> = {}): Promise<Response> {
	const form = new FormData()
	const posted = { intent: 'add', key: crypto.randomUUID(), kindId: await kindOf('Annex'), title: '', ...fields }
	for (const [field, value] of Object.entries(posted)) form.append(field, value)
	form.append('file', new Blob([bytes as BlobPart]), name)
	return await clerk.postForm(page(), form)
}
const versions = () =>
	world.sql<{ id: string; documentId: string; number: number }[]>`
		select id, document_id as "documentId", number from document_version order by id`

async function readAll(): Promise<void> {
	for (const { id } of await versions()) await readDocument(world.books, store(), id)
}

test('a PDF is kept with its versions, and found by what its latest one says', async () => {
	expect((await bring(await pdfOf('Penalty for late delivery of the gantry: zwölf Prozent'), 'annex.pdf')).status).toBe(
		302,
	)
	const [first] = await versions()
	if (!first) throw new Error('nothing is kept')
	const job = await world.sql`select from graphile_worker.jobs where task_identifier = 'read_document'`
	expect(job).toHaveLength(1)
	await readAll()
	for (const words of ['gantry penalty', 'ZWOLF', 'deliv'])
		expect(await clerk.read(`/staff/search?for=${encodeURIComponent(words)}`), words).toContain('annex.pdf')
	await bring(await pdfOf('Nothing about lateness here'), 'annex-2.pdf', { intent: 'version', id: first.documentId })
	await readAll()
	expect(await clerk.read('/staff/search?for=gantry')).not.toContain('annex.pdf')
	expect(await clerk.read('/staff/search?for=lateness')).toContain('annex.pdf')
	const shown = await clerk.read(page())
	expect(shown).toMatch(/annex-2\.pdf .*Version 2.*annex\.pdf .*Version 1/)
	const file = await clerk.get(`/staff/documents/${first.id}`)
	expect(file.headers.get('content-disposition')).toContain('attachment; filename="annex.pdf"')
	expect((await file.text()).startsWith('%PDF-')).toBe(true)
})

test('words of Russian, Vietnamese and Chinese are found in it, with and without accents', async () => {
	const text = 'Штраф за просрочку. Phạt chậm thanh toán. 逾期付款违约金为每日万分之五'
	await bring(text, 'terms.txt', { title: 'Terms in three languages' })
	await readAll()
	for (const words of ['просрочку штраф', 'phat cham', '违约金', '每日万分'])
		expect(await clerk.read(`/staff/search?for=${encodeURIComponent(words)}`), words).toContain(
			'Terms in three languages',
		)
	expect(await clerk.read(`/staff/search?for=${encodeURIComponent('金约违')}`)).not.toContain('Terms in three')
})

test('what its bytes say it is not is refused, with the fields kept; a broken PDF is kept and said to be unsearchable', async () => {
	const program = await bring('MZ\u0000\u0001\u0002 program', 'contract.pdf', { title: 'Kept title' })
	expect(program.status).toBe(422)
	expect(await program.text()).toContain('value="Kept title"')
	expect((await bring('', 'empty.pdf')).status).toBe(422)
	await expect(textOfPdf(new TextEncoder().encode('%PDF-1.7 broken'))).rejects.toThrow()
	await bring('%PDF-1.7 broken', 'broken.pdf')
	await readAll()
	expect(await clerk.read(page())).toMatch(/broken\.pdf .*not searchable/)
})

test('the customer sees what is shown to them, in its latest version, and nothing else', async () => {
	const mine = `/contracts/${told.subscription.id}`
	expect(await customer.read(mine)).not.toContain('Terms in three languages')
	const [terms] = await world.sql<{ id: string; versionId: string }[]>`
		select document.id, version.id as "versionId" from document join document_version as version on version.document_id = document.id
		where title = 'Terms in three languages'`
	if (!terms) throw new Error('no document')
	const file = `${mine}/documents/${terms.versionId}`
	expect((await customer.get(file)).status).toBe(404)
	await clerk.post(page(), { intent: 'share', id: terms.id })
	expect(await customer.read(mine)).toContain('Terms in three languages')
	expect((await customer.get(file)).status).toBe(200)
	await bring('newer', 'terms-2.txt', { intent: 'version', id: terms.id })
	expect((await customer.get(file)).status).toBe(404)
	await clerk.post(page(), { intent: 'withdraw', id: terms.id })
	expect(await customer.read(mine)).not.toContain('Terms in three languages')
	expect(await clerk.read(page())).not.toContain('Terms in three languages')
})

test('a closed contract is filed when nothing is missing, or with the reason why', async () => {
	const rules = '/staff/settings/documents'
	const annex = await kindOf('Annex')
	const letter = await kindOf('Letter')
	await clerk.post(rules, [
		['intent', 'require'],
		['kindId', annex],
		['every', 'on'],
	])
	await clerk.post(rules, [
		['intent', 'require'],
		['kindId', letter],
		['type', 'subscription'],
	])
	expect(await clerk.read(page())).toMatch(/Annex there .*Letter missing/)
	expect(textOf(await (await clerk.post(page(), { intent: 'file' })).text())).toMatch(/is in force|cannot|active/i)
	await world.sql`update contract set ends_on = '2026-06-01', renewal = 'none' where id = ${told.subscription.id}`
	await world.sql`update contract_billing set next_due_on = null where contract_id = ${told.subscription.id}`
	expectOk(await act(world.books, system, closeEndedContracts, undefined as never))
	const refused = await clerk.post(page(), { intent: 'file', reason: ' ' })
	expect(refused.status).toBe(422)
	expect(textOf(await refused.text())).toContain('These documents are missing: Letter.')
	const filed = await clerk.post(page(), { intent: 'file', reason: 'Never written' })
	expect(filed.headers.get('location')).toBe(`${page()}?done=filed`)
	expect(await clerk.read(page())).toMatch(/Filed .* by The administrator Without Letter: Never written/)
	const [state] = await world.sql`select state from contract where id = ${told.subscription.id}`
	expect(state).toEqual({ state: 'filed' })
})

test('papers of the customer alone have a page of their own, and are never shown to them', async () => {
	const mine = `/staff/customers/${told.nordwind.id}/documents`
	const form = new FormData()
	for (const [name, value] of Object.entries({
		intent: 'add',
		key: crypto.randomUUID(),
		kindId: await kindOf('Power of attorney'),
		title: 'Register',
		shared: 'on',
	}))
		form.append(name, value)
	form.append('file', new Blob(['text']), 'register.txt')
	expect((await clerk.postForm(mine, form)).status).toBe(422)
	form.delete('shared')
	expect((await clerk.postForm(mine, form)).status).toBe(302)
	expect(await clerk.read(mine)).toContain('Register')
})
