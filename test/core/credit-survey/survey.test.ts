import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { findAlerts } from '#core/alert/find.ts'
import { raiseAlerts } from '#core/alert/raise.ts'
import { readCustomerFacts } from '#core/approval/customer-facts.ts'
import { activateContract } from '#core/contract/activate.ts'
import { closeSurvey } from '#core/credit-survey/close.ts'
import { dispatchSurvey, listSurveyors } from '#core/credit-survey/dispatch.ts'
import { findSurvey } from '#core/credit-survey/find.ts'
import { returnSurvey, withdrawSurvey } from '#core/credit-survey/hand-back.ts'
import { findRules, saveRules } from '#core/credit-survey/keep-rules.ts'
import { listSurveys } from '#core/credit-survey/list.ts'
import { surveyGood } from '#core/credit-survey/of-contract.ts'
import { requestSurvey } from '#core/credit-survey/request.ts'
import { usualRules } from '#core/credit-survey/rules.ts'
import { saveSection } from '#core/credit-survey/save-section.ts'
import { possibleDeeds, surveyDeeds, surveyStates, surveySteps } from '#core/credit-survey/state.ts'
import { submitSurvey } from '#core/credit-survey/submit.ts'
import { recordReceipts } from '#core/payment/record.ts'
import { takeBackReceipt } from '#core/payment/take-back-receipt.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { type Customer, invoice, system, welcome } from '../payment/ledger.ts'
import { type Crew, crew, dispatched, draft, member, soundAnswers, submitted } from './surveying.ts'

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

describe('the states', () => {
	test('every deed leads where the table says, and anywhere else it is refused with what is possible', () => {
		expect(Object.keys(surveySteps)).toEqual([...surveyDeeds])
		expect(surveyStates.map((state) => [state, possibleDeeds(state)])).toEqual([
			['requested', ['dispatch', 'withdraw']],
			['dispatched', ['dispatch', 'save', 'withdraw']],
			['in_progress', ['dispatch', 'save', 'submit', 'withdraw']],
			['submitted', ['return', 'close', 'withdraw']],
			['returned', ['dispatch', 'save', 'withdraw']],
			['closed', []],
			['withdrawn', []],
		])
	})

	test('a survey goes from the request to its conclusion, each by whom it is theirs to do', async () => {
		const { books, sql } = world
		const contractId = await draft(books, customer)
		expectOk(await act(books, system, raiseAlerts, undefined))
		const id = await dispatched(books, people, contractId)
		expect(await act(books, people.seller, requestSurvey, { contractId, note: '' })).toMatchObject(
			refusal('survey.under_way'),
		)
		expect(await act(books, people.surveyor, submitSurvey, { id, advice: 'grant', text: 'Good' })).toMatchObject(
			refusal('survey.state'),
		)
		const save = (section: 'customer' | 'business' | 'assets' | 'bank', version = 0) =>
			act(books, people.surveyor, saveSection, { id, section, answers: soundAnswers[section], version })
		for (const section of ['customer', 'business', 'bank'] as const) expectOk(await save(section))
		expect(await act(books, people.surveyor, submitSurvey, { id, advice: 'grant', text: 'Good' })).toMatchObject({
			refusal: { code: 'survey.incomplete', facts: { count: 6 } },
		})
		expectOk(await save('assets'))
		expect(await act(books, people.surveyor, submitSurvey, { id, advice: 'grant', text: ' ' })).toMatchObject(
			refusal('input.invalid'),
		)
		expectOk(await act(books, people.surveyor, submitSurvey, { id, advice: 'conditions', text: 'Needs a pledge.' }))
		expect(await save('assets', 1)).toMatchObject({ ok: true })
		const changed = { id, section: 'assets' as const, answers: { ...soundAnswers.assets, cash: '1' }, version: 1 }
		expect(await act(books, people.surveyor, saveSection, changed)).toMatchObject(refusal('survey.state'))
		expect(await act(books, people.manager, returnSurvey, { id, note: '' })).toMatchObject(refusal('input.invalid'))
		expectOk(await act(books, people.manager, returnSurvey, { id, note: 'Photograph the yard' }))
		// Whoever fills it in hears of both.
		expectOk(await act(books, system, raiseAlerts, undefined))
		const alerts = await sql<{ id: string }[]>`select id from alert where user_id = ${people.surveyor.userId}`
		const heard = { ids: alerts.map((one) => one.id), language: 'en' as const, userId: people.surveyor.userId }
		expect(expectOk(await look(books, system, findAlerts, heard))).toMatchObject([
			{ trigger: 'survey_dispatched', surveyId: id },
			{ trigger: 'survey_returned', surveyId: id, reason: 'Photograph the yard' },
		])
		const asked = await sql<{ id: string }[]>`
			select alert.id from alert join event on event.id = event_id
			where kind = 'survey.submitted' and user_id = ${people.seller.userId}`
		const told = { ids: asked.map((one) => one.id), language: 'en' as const, userId: people.seller.userId }
		expect(expectOk(await look(books, system, findAlerts, told))).toMatchObject([
			{ trigger: 'survey_submitted', surveyId: id, reason: 'Needs a pledge.' },
		])
		expect(await find(id)).toMatchObject({ state: 'returned', returnedNote: 'Photograph the yard', submitted: null })
		expectOk(await act(books, people.surveyor, saveSection, changed))
		expectOk(await act(books, people.surveyor, submitSurvey, { id, advice: 'conditions', text: 'Pledge seen.' }))
		expect(await act(books, people.manager, closeSurvey, { id, conclusion: 'grant', note: '' })).toMatchObject(
			refusal('survey.why_missing'),
		)
		expect(expectOk(await look(books, system, surveyGood, { contractId }))).toBe(false)
		expectOk(await act(books, people.manager, closeSurvey, { id, conclusion: 'grant', note: 'Pledge is with us' }))
		expect(expectOk(await look(books, system, surveyGood, { contractId }))).toBe(true)
		const events = await sql<{ kind: string }[]>`
			select kind from event where subject_kind = 'credit_survey' and subject_id = ${id} and kind <> 'survey.section_saved' order by id`
		expect(events.map(({ kind }) => kind)).toEqual([
			'survey.requested',
			'survey.dispatched',
			'survey.submitted',
			'survey.returned',
			'survey.submitted',
			'survey.closed',
		])
	})

	test('a survey refused, withdrawn or missing is not good', async () => {
		const { books } = world
		const good = async (contractId: string) => expectOk(await look(books, system, surveyGood, { contractId }))
		const other = await welcome(books, 'Halden')
		const [refused, withdrawn, missing] = [
			await draft(books, other),
			await draft(books, other),
			await draft(books, other),
		]
		const id = await submitted(books, people, refused)
		expectOk(await act(books, people.manager, closeSurvey, { id, conclusion: 'refuse', note: 'Under investigation' }))
		const second = await submitted(books, people, withdrawn)
		expectOk(await act(books, people.seller, withdrawSurvey, { id: second, note: 'Not needed' }))
		expect([await good(refused), await good(withdrawn), await good(missing)]).toEqual([false, false, false])
		expect(await act(books, people.manager, withdrawSurvey, { id, note: 'Again' })).toMatchObject(
			refusal('survey.state'),
		)
	})

	test('a contract in force is not surveyed any more, and two ask at once for one survey', async () => {
		const { books } = world
		const contractId = await draft(books, customer, '2026-03-02')
		const both = await Promise.all([1, 2].map(() => act(books, people.seller, requestSurvey, { contractId, note: '' })))
		expect(both.filter(({ ok }) => ok)).toHaveLength(1)
		const inForce = await draft(books, customer, '2026-03-02')
		expectOk(await act(books, system, activateContract, { id: inForce }))
		expect(await act(books, people.seller, requestSurvey, { contractId: inForce, note: '' })).toMatchObject(
			refusal('survey.contract_in_force'),
		)
	})
})

describe('who may', () => {
	test('a surveyor sees and fills in theirs alone; who only sells fills in none', async () => {
		const { books } = world
		const id = await dispatched(books, people, await draft(books, customer))
		const another = await member(books, 'surveyor')
		const answers = soundAnswers.bank
		expect(await look(books, another, findSurvey, { id })).toMatchObject(refusal('not_found'))
		expect(await act(books, another, saveSection, { id, section: 'bank', answers, version: 0 })).toMatchObject(
			refusal('not_found'),
		)
		expect(await act(books, people.seller, saveSection, { id, section: 'bank', answers, version: 0 })).toMatchObject(
			refusal('not_permitted'),
		)
		expect(await act(books, people.surveyor, dispatchSurvey, { id, surveyorId: another.userId })).toMatchObject(
			refusal('not_permitted'),
		)
		expect(await act(books, people.manager, dispatchSurvey, { id, surveyorId: people.seller.userId })).toMatchObject(
			refusal('survey.no_surveyor'),
		)
		expect(expectOk(await look(books, another, listSurveys, { show: 'mine', limit: 9 }))).toEqual([])
		expectOk(await act(books, people.manager, dispatchSurvey, { id, surveyorId: another.userId }))
		expect(expectOk(await look(books, another, listSurveys, { show: 'mine', limit: 9 }))).toMatchObject([{ id }])
		expect(await look(books, people.surveyor, findSurvey, { id })).toMatchObject(refusal('not_found'))
		const surveyors = expectOk(await look(books, people.manager, listSurveyors, undefined))
		expect(surveyors.map((one) => one.id)).toContain(another.userId)
		expect(surveyors.map((one) => one.id)).not.toContain(people.seller.userId)
	})
})

describe('a section', () => {
	test('does not overwrite what another device has saved, and nothing of either is lost', async () => {
		const { books } = world
		const id = await dispatched(books, people, await draft(books, customer))
		const save = (answers: Record<string, string>, version: number) =>
			act(books, people.surveyor, saveSection, { id, section: 'bank', answers, version })
		expect(expectOk(await save({ bankName: 'Hansa' }, 0))).toEqual({ version: 1 })
		expect(await save({ bankName: 'Elbe' }, 0)).toMatchObject({
			refusal: { code: 'survey.section_changed', facts: { section: 'bank', name: 'The surveyor' } },
		})
		expect((await find(id)).sections.bank).toMatchObject({ answers: { bankName: 'Hansa' }, version: 1 })
		expect(expectOk(await save({ bankName: 'Elbe' }, 1))).toEqual({ version: 2 })
	})

	test('saved again without a change, as a phone does that had no answer, is the same', async () => {
		const { books, sql } = world
		const id = await dispatched(books, people, await draft(books, customer))
		const save = () =>
			act(books, people.surveyor, saveSection, { id, section: 'bank', answers: { bankName: 'Hansa' }, version: 0 })
		expect(await save()).toEqual(await save())
		const [row] =
			await sql`select count(*)::int as saved from event where kind = 'survey.section_saved' and subject_id = ${id}`
		expect(row).toEqual({ saved: 1 })
	})

	test.each([
		['bank', { nothing: 'like it' }],
		['bank', { standing: 'splendid' }],
		['bank', { averageBalance: '12.50' }],
		['bank', { averageBalance: '-1' }],
		['bank', { accountSince: '2026-02-30' }],
		['bank', { bankName: 'x'.repeat(301) }],
		['customer', { dependants: '51' }],
	] as const)('of %s refuses %j by name', async (section, answers) => {
		const { books } = world
		const id = await dispatched(books, people, await draft(books, customer))
		expect(await act(books, people.surveyor, saveSection, { id, section, answers, version: 0 })).toMatchObject({
			refusal: { code: 'input.invalid', facts: { field: Object.keys(answers)[0] } },
		})
	})
})

describe('the score', () => {
	test('is frozen with the rules it was made by, whatever the rules become', async () => {
		const { books } = world
		const administrator = await member(books, 'administrator')
		const id = await submitted(books, people, await draft(books, customer))
		const before = (await find(id)).submitted?.result
		expect(before).toMatchObject({ score: expect.any(Number), advice: 'grant', rulesVersion: expect.any(Number) })
		const kept = expectOk(await look(books, administrator, findRules, undefined))
		const rules = { ...usualRules, grantFrom: 100, conditionsFrom: 99 }
		expectOk(await act(books, administrator, saveRules, { version: kept.version, rules }))
		expect(await act(books, administrator, saveRules, { version: kept.version, rules })).toMatchObject(
			refusal('changed_meanwhile'),
		)
		expect((await find(id)).submitted?.result).toEqual(before)
		const later = await submitted(books, people, await draft(books, customer))
		expect((await find(later)).submitted?.result).toMatchObject({ advice: 'refuse', rulesVersion: kept.version + 1 })
		const wrong = {
			...rules,
			factors: { ...rules.factors, bank_standing: { ...rules.factors.bank_standing, weight: 1 } },
		}
		expect(await act(books, administrator, saveRules, { version: kept.version + 1, rules: wrong })).toMatchObject(
			refusal('survey.rules_wrong'),
		)
		expect(await act(books, people.manager, saveRules, { version: 0, rules })).toMatchObject(refusal('not_permitted'))
	})

	test('takes the contract’s own money and how late they paid us from the ledger', async () => {
		const { books, clock } = world
		const late = await welcome(books, 'Late')
		await invoice(books, late, 5000n, { days: 10 })
		clock.standOn('2026-04-01')
		const id = await submitted(books, people, await draft(books, late))
		const { result } = (await find(id)).submitted ?? {}
		expect(result?.asked).toEqual({ amountMinor: '1200000', monthMinor: '100000' })
		const of = (name: string) => result?.reasons.find(({ factor }) => factor === name)
		expect(of('days_late_with_us')).toMatchObject({ measured: { kind: 'days', count: 20 }, points: 40 })
		// 1,000 of repayments and 1,000 of the contract against 100,000 of turnover.
		expect(of('repayments_to_turnover')).toMatchObject({
			measured: { kind: 'percent', hundredths: '200' },
			points: 100,
		})
		clock.standOn('2026-03-02')
	})

	test('counts what settles an invoice, not what was taken back as a mistake', async () => {
		const { books, clock } = world
		const punctual = await welcome(books, 'Punctual')
		const receipt = (invoiceId: string, receivedOn: string) => ({
			...{ customerId: punctual.id, currency: 'EUR', amountMinor: 5000n, receivedOn, method: 'transfer' as const },
			...{ reference: '', invoiceId, importKey: crypto.randomUUID() },
		})
		const owed = [1, 2, 3].map(() => invoice(books, punctual, 5000n, { days: 10 }))
		const ids = (await Promise.all(owed)).map(({ id }) => id)
		clock.standOn('2026-04-20')
		const typed = await act(
			...([books, system, recordReceipts] as const),
			ids.map((id) => receipt(id, '2026-04-20')),
		)
		for (const paymentId of expectOk(typed))
			expectOk(await act(books, system, takeBackReceipt, { paymentId, reason: 'Of somebody else' }))
		expectOk(
			await act(
				books,
				system,
				recordReceipts,
				ids.map((id) => receipt(id, '2026-03-10')),
			),
		)
		const id = await submitted(books, people, await draft(books, punctual, '2026-05-01'))
		const { result } = (await find(id)).submitted ?? {}
		expect(result?.reasons.find(({ factor }) => factor === 'days_late_with_us')).toMatchObject({
			measured: { kind: 'days', count: 0 },
		})
		const facts = expectOk(await look(books, system, (scope) => readCustomerFacts(scope, punctual.id, null), undefined))
		expect(facts).toMatchObject({ risk: 'low', reasons: [{ code: 'pays_on_time', count: 3 }] })
		clock.standOn('2026-03-02')
	})
})
