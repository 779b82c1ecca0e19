import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { closeSurvey } from '#core/credit-survey/close.ts'
import { dispatchSurvey } from '#core/credit-survey/dispatch.ts'
import { findSurvey } from '#core/credit-survey/find.ts'
import { requestSurvey } from '#core/credit-survey/request.ts'
import { saveSection } from '#core/credit-survey/save-section.ts'
import { findGuarantor } from '#core/guarantor/find.ts'
import { releaseGuarantee } from '#core/guarantor/release.ts'
import {
	type Crew,
	crew,
	dispatched,
	draft,
	fillIn,
	soundAnswers,
	submitted,
} from '#test/core/credit-survey/surveying.ts'
import { type Customer, invoice, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
let customer: Customer
let people: Crew

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	customer = await welcome(world.books)
	people = await crew(world.books)
})
afterAll(() => world.close())

const refusal = (code: string) => ({ ok: false, refusal: { code } })
const find = async (id: string) => expectOk(await look(world.books, people.manager, findSurvey, { id }))

test('guarantors are one party over several surveys, and stand good for what was granted with their exposure', async () => {
	const { books } = world
	const [one, two] = [await welcome(books, 'First'), await welcome(books, 'Second')]
	const answers = { ...soundAnswers, guarantors: { 'first.name': 'Eva Lind', 'first.identityNumber': 'EL-7' } }
	const contractId = await draft(books, one, '2026-03-02')
	const id = await submitted(books, people, contractId, answers)
	const guarantorId = (await find(id)).guarantors[0]?.id ?? ''
	const guarantor = async () => expectOk(await look(books, people.manager, findGuarantor, { id: guarantorId }))
	expect((await guarantor()).exposures).toEqual([])
	expectOk(await act(books, people.manager, closeSurvey, { id, conclusion: 'grant', note: 'As agreed with the board' }))
	expectOk(await act(books, system, activateContract, { id: contractId }))
	expect((await guarantor()).exposures).toEqual([
		{ currency: 'EUR', outstandingMinor: 0n, comingMinor: 1_200_000n, exposureMinor: 1_200_000n, contracts: 1 },
	])
	await invoice(books, one, 30_000n, { contractId })
	expect((await guarantor()).exposures).toMatchObject([{ outstandingMinor: 30_000n, exposureMinor: 1_230_000n }])
	const second = await submitted(books, people, await draft(books, two), {
		...soundAnswers,
		guarantors: { 'first.name': 'Eva Lindqvist', 'first.identityNumber': 'el-7', 'first.limit': '50000' },
	})
	expect((await find(second)).guarantors).toMatchObject([
		{ id: guarantorId, name: 'Eva Lindqvist', exposures: [{ exposureMinor: 1_230_000n }] },
	])
	const { contracts } = await guarantor()
	const guarantee = contracts[0]?.guaranteeId ?? ''
	expect(await act(books, people.seller, releaseGuarantee, { id: guarantee })).toMatchObject(refusal('not_permitted'))
	expectOk(await act(books, people.manager, releaseGuarantee, { id: guarantee }))
	expectOk(await act(books, people.manager, releaseGuarantee, { id: guarantee }))
	expect(await guarantor()).toMatchObject({ exposures: [], contracts: [], released: [{ customerName: 'First' }] })
})

test('guarantors are customers of ours by their number, never the surveyed one, and nobody twice', async () => {
	const { books, sql } = world
	const backer = await welcome(books, 'Backer')
	const [row] = await sql<{ number: string; own: string }[]>`
		select (select number from customer where id = ${backer.id}) as number, number as own from customer where id = ${customer.id}`
	const id = await dispatched(books, people, await draft(books, customer))
	const save = (answers: Record<string, string>) =>
		act(books, people.surveyor, saveSection, { id, section: 'guarantors', answers, version: 0 })
	const named = { 'first.name': 'Backer' }
	expect(await save({ ...named, 'first.customerNumber': 'NONE' })).toMatchObject(refusal('survey.customer_unknown'))
	expect(await save({ ...named, 'first.customerNumber': row?.own ?? '' })).toMatchObject(
		refusal('survey.guarantor_self'),
	)
	const first = { ...named, 'first.customerNumber': row?.number ?? '' }
	expect(await save({ ...first, 'second.name': 'Again', 'second.customerNumber': row?.number ?? '' })).toMatchObject(
		refusal('survey.guarantor_twice'),
	)
	expect(await save({ ...first, 'first.limit': '0' })).toMatchObject({
		refusal: { code: 'survey.limit_zero', facts: { name: 'Backer' } },
	})
	expectOk(await save(first))
	// As it was kept before: nobody stands good without a limit because somebody wrote 0.
	const older = await submitted(books, people, await draft(books, customer))
	await sql.begin(async (own) => {
		await own`set local session_replication_role = replica`
		await own`update credit_survey_section set answers = answers || '{"first.limit": "0"}' where survey_id = ${older} and section = 'guarantors'`
	})
	expect(await act(books, people.manager, closeSurvey, { id: older, conclusion: 'grant', note: 'Good' })).toMatchObject(
		refusal('survey.limit_zero'),
	)
	const found = expectOk(
		await look(books, people.manager, findGuarantor, { id: (await find(id)).guarantors[0]?.id ?? '' }),
	)
	expect(found).toMatchObject({ name: 'Backer', customer: { id: backer.id } })
})

test('who stands good for all that a customer owes does so up to one limit, however many contracts there are', async () => {
	const { books } = world
	const debtor = await welcome(books, 'Debtor')
	const whole = { customerId: debtor.id, amountMinor: 2_400_000n, months: 12 }
	const { id } = expectOk(await act(books, people.seller, requestSurvey, { ...whole, note: '' }))
	expectOk(await act(books, people.manager, dispatchSurvey, { id, surveyorId: people.surveyor.userId }))
	const guarantors = { 'first.name': 'Ida Roth', 'first.identityNumber': 'IR-1', 'first.limit': '1500000' }
	await fillIn(books, people, id, { ...soundAnswers, guarantors })
	expectOk(await act(books, people.manager, closeSurvey, { id, conclusion: 'grant', note: 'Good' }))
	for (let count = 0; count < 3; count++)
		expectOk(await act(books, system, activateContract, { id: await draft(books, debtor, '2026-03-02') }))
	const guarantorId = (await find(id)).guarantors[0]?.id ?? ''
	const found = expectOk(await look(books, people.manager, findGuarantor, { id: guarantorId }))
	expect(found.exposures).toEqual([
		{ currency: 'EUR', outstandingMinor: 0n, comingMinor: 3_600_000n, exposureMinor: 1_500_000n, contracts: 3 },
	])
	expect(found.contracts.map(({ exposureMinor }) => exposureMinor)).toEqual([1_200_000n, 300_000n, 0n])
})

test('a limit in one currency bounds what is owed in another: the exposure is told in the currency of the limit, once', async () => {
	const { books, sql } = world
	const debtor = await welcome(books, 'Abroad')
	const whole = { customerId: debtor.id, amountMinor: 2_400_000n, months: 12 }
	const { id } = expectOk(await act(books, people.seller, requestSurvey, { ...whole, note: '' }))
	expectOk(await act(books, people.manager, dispatchSurvey, { id, surveyorId: people.surveyor.userId }))
	const guarantors = { 'first.name': 'Ola Berg', 'first.identityNumber': 'OB-1', 'first.limit': '1500000' }
	await fillIn(books, people, id, { ...soundAnswers, guarantors })
	expectOk(await act(books, people.manager, closeSurvey, { id, conclusion: 'grant', note: 'Good' }))
	const [first, second, third] = [await draft(books, debtor), await draft(books, debtor), await draft(books, debtor)]
	// Two of the three are in yen; the first of them comes before the one in euros.
	await sql`update contract set currency = 'JPY' where id in (${first}, ${third})`
	for (const contractId of [first, second, third])
		expectOk(await act(books, system, activateContract, { id: contractId }))
	const guarantorId = (await find(id)).guarantors[0]?.id ?? ''
	const found = expectOk(await look(books, people.manager, findGuarantor, { id: guarantorId }))
	const told = new Map(found.contracts.map((one) => [one.contractId, [one.exposureMinor, one.exposureCurrency]]))
	expect(told.get(second)).toEqual([1_200_000n, 'EUR'])
	expect([told.get(first), told.get(third)]).toEqual([
		[300_000n, 'EUR'],
		[0n, 'EUR'],
	])
	expect(found.exposures).toMatchObject([
		{ currency: 'EUR', comingMinor: 1_200_000n, exposureMinor: 1_500_000n, contracts: 3 },
		{ currency: 'JPY', exposureMinor: 0n, contracts: 0 },
	])
	expect((await find(id)).guarantors[0]?.exposures).toMatchObject([{ currency: 'EUR', exposureMinor: 1_500_000n }])
})
