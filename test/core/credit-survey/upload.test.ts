import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { findSurveyFiles, keepSurveyFile, removeSurveyFile } from '#core/credit-survey/file.ts'
import { returnSurvey } from '#core/credit-survey/hand-back.ts'
import { announceFile, sweepFiles } from '#core/message/keep-file.ts'
import { mostUploads } from '#core/upload/count.ts'
import { sweepUploads } from '#core/upload/hold.ts'
import { findUpload, readPiece } from '#core/upload/pieces.ts'
import { type TakePiece, takePiece } from '#core/upload/take-piece.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { welcome } from '../payment/ledger.ts'
import { type Crew, crew, dispatched, draft, member, submitted } from './surveying.ts'

let world: World
let people: Crew
let surveyId: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	people = await crew(world.books)
	surveyId = await dispatched(world.books, people, await draft(world.books, await welcome(world.books)))
})
afterAll(() => world.close())

const refusal = (code: string) => ({ ok: false, refusal: { code } })
const bytes = (length: number, of = 1) => new Uint8Array(length).fill(of)
const piece = (key: string, beginsAt: number, content: Uint8Array, more: Partial<TakePiece> = {}) =>
	act(world.books, people.surveyor, takePiece, {
		...{
			place: { kind: 'credit_survey', id: surveyId },
			key,
			fileName: 'yard.jpg',
			sizeBytes: 1000,
			beginsAt,
			content,
		},
		...more,
	})

test('a file goes on where it stopped, whatever the phone had heard of it', async () => {
	const key = crypto.randomUUID()
	const here = (receivedBytes: number, complete = false) => ({
		ok: true,
		value: { receivedBytes, complete, kept: false },
	})
	expect(await piece(key, 0, bytes(0))).toEqual(here(0))
	expect(await piece(key, 0, bytes(400, 1))).toEqual(here(400))
	// The answer was lost, so it comes again; then one comes too early, and an empty one asks.
	expect(await piece(key, 0, bytes(400, 9))).toEqual(here(400))
	expect(await piece(key, 700, bytes(300))).toEqual(here(400))
	expect(await piece(key, 0, bytes(0))).toEqual(here(400))
	// Of two that come at once, one counts.
	await Promise.all([piece(key, 400, bytes(600, 2)), piece(key, 400, bytes(600, 2))])
	expect(await piece(key, 0, bytes(0))).toEqual(here(1000, true))
	const upload = expectOk(
		await look(world.books, people.surveyor, findUpload, { place: { kind: 'credit_survey', id: surveyId }, key }),
	)
	expect(upload).toEqual({ fileName: 'yard.jpg', begins: [0, 400] })
	const first = expectOk(
		await look(world.books, people.surveyor, readPiece, {
			place: { kind: 'credit_survey', id: surveyId },
			key,
			beginsAt: 0,
		}),
	)
	expect([first.length, first[0]]).toEqual([400, 1])
	const another = await member(world.books, 'surveyor')
	expect(
		await look(world.books, another, findUpload, { place: { kind: 'credit_survey', id: surveyId }, key }),
	).toMatchObject(refusal('not_found'))
	expect(
		await act(world.books, another, takePiece, {
			place: { kind: 'credit_survey', id: surveyId },
			key,
			fileName: 'a.jpg',
			sizeBytes: 1,
			beginsAt: 0,
			content: bytes(1),
		}),
	).toMatchObject(refusal('not_found'))
})

test.each([
	['message.file_empty', { sizeBytes: 0 }],
	['message.file_too_large', { sizeBytes: 10 * 1024 * 1024 + 1 }],
	['message.file_type', { fileName: 'virus.exe' }],
	['input.invalid', { sizeBytes: 5, content: bytes(6) }],
] as const)('%s is refused before anything is kept', async (code, more) => {
	expect(await piece(crypto.randomUUID(), 0, bytes(0), more)).toMatchObject(refusal(code))
})

test('a file is kept once, is not swept, is taken off, and what was submitted keeps its own', async () => {
	const { books, sql } = world
	const id = await submitted(books, people, await draft(books, await welcome(books)))
	expectOk(await act(books, people.manager, returnSurvey, { id, note: 'Photos' }))
	const sha256 = 'ab'.repeat(32)
	await announceFile(books, { sha256, sizeBytes: 10 })
	const input = {
		surveyId: id,
		key: crypto.randomUUID(),
		file: { fileName: 'a.jpg', mediaType: 'image/jpeg' as const, sizeBytes: 10, sha256 },
	}
	const kept = await act(books, people.surveyor, keepSurveyFile, input)
	expect(await act(books, people.surveyor, keepSurveyFile, input)).toEqual(kept)
	expect(expectOk(await look(books, people.manager, findSurveyFiles, { surveyId: id }))).toMatchObject([
		{ fileName: 'a.jpg' },
	])
	await sql`update stored_file set stored_at = now() - interval '2 days'`
	expect(await sweepFiles(books, async () => {})).toBe(0)
	const { id: fileId } = expectOk(kept)
	expectOk(await act(books, people.surveyor, removeSurveyFile, { surveyId: id, fileId }))
	expect(expectOk(await look(books, people.manager, findSurveyFiles, { surveyId: id }))).toEqual([])
	await expect(sql`delete from credit_survey_file`).rejects.toMatchObject({ code: '23001' })
	await expect(sql`update credit_survey_file set file_name = 'b.jpg'`).rejects.toMatchObject({ code: '23001' })
})

test('no survey holds more than so many files, and what nobody goes on with is forgotten after a week', async () => {
	const { books, clock, sql } = world
	for (let index = 0; index < mostUploads; index++) await piece(crypto.randomUUID(), 0, bytes(1))
	expect(await piece(crypto.randomUUID(), 0, bytes(1))).toMatchObject(refusal('survey.too_many_files'))
	expect(await sweepUploads(books)).toBe(0)
	clock.standOn('2026-03-12')
	expect(await sweepUploads(books)).toBe(mostUploads)
	expect(await sql`select from upload_piece`).toEqual([])
})
