import { afterAll, beforeAll, expect, test } from 'vitest'
import { crew, draft, submitted } from '#test/core/credit-survey/surveying.ts'
import { welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
let id: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	const customer = await welcome(world.books)
	id = await submitted(world.books, await crew(world.books), await draft(world.books, customer))
	await world.sql`
		insert into credit_survey_rules (version, rules, saved_by, saved_at) values (7, '{}', 'system:test', now())`
	await world.sql`
		insert into guarantee (guarantor_id, customer_id, currency, given_on, given_by)
		select id, ${customer.id}, 'EUR', '2026-03-02', 'system:test' from guarantor limit 1`
})
afterAll(() => world.close())

test.each([
	[
		'credit_survey_open_of_contract',
		'insert into credit_survey (customer_id, contract_id, currency, requested_by, requested_at) select customer_id, contract_id, currency, requested_by, requested_at from credit_survey',
	],
	['credit_survey_score', "update credit_survey set state = 'returned', score = 101"],
	['credit_survey_closed', "update credit_survey set state = 'closed'"],
	[
		'credit_survey_submitted',
		"insert into credit_survey (customer_id, currency, state, requested_by, requested_at, surveyor_id, dispatched_by, dispatched_at) select customer_id, currency, 'submitted', requested_by, requested_at, surveyor_id, dispatched_by, dispatched_at from credit_survey",
	],
	[
		'guarantee_once',
		'insert into guarantee (guarantor_id, customer_id, currency, given_on, given_by) select guarantor_id, customer_id, currency, given_on, given_by from guarantee',
	],
	['guarantee_limit', 'update guarantee set limit_minor = 0'],
])('%s', async (constraint, statement) => {
	await expect(world.sql.unsafe(statement)).rejects.toMatchObject({ constraint_name: constraint })
})

test.each([
	['a submitted score is not changed', 'update credit_survey set score = 1'],
	['nor what was advised', "update credit_survey set advice_text = 'Otherwise'"],
	['a survey is not deleted', 'delete from credit_survey'],
	['nor about another customer', 'update credit_survey set contract_id = null'],
	[
		'answers of a submitted survey are not changed',
		"update credit_survey_section set answers = '{}', version = version + 1",
	],
	['rules are not changed', "update credit_survey_rules set rules = '{}'"],
	['nor deleted', 'delete from credit_survey_rules'],
])('%s', async (_promise, statement) => {
	await expect(world.sql.unsafe(statement)).rejects.toMatchObject({ code: '23001' })
	const [survey] = await world.sql<{ state: string }[]>`select state from credit_survey where id = ${id}`
	expect(survey?.state).toBe('submitted')
})
