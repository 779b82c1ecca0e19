import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { findAlerts } from '#core/alert/find.ts'
import { raiseAlerts } from '#core/alert/raise.ts'
import { tellAlerts } from '#core/alert/tell.ts'
import { dispatchSurvey } from '#core/credit-survey/dispatch.ts'
import { alertSentence, toldAlert } from '#emails/kit/alert.ts'
import { tellable } from '#portal/deliver/alert-letters.ts'
import { openBooks } from '#test/support/books.ts'
import { system, welcome } from '../payment/ledger.ts'
import { crew, dispatched, draft, member } from './surveying.ts'

test('the surveyor whom a survey is given to is told of it, and whoever takes it over', async () => {
	const world = await openBooks({ on: '2026-03-02' })
	await using _ = world
	const { books, sql } = world
	const raise = async () => expectOk(await act(books, system, raiseAlerts, undefined))
	await raise()
	const people = await crew(books)
	const id = await dispatched(books, people, await draft(books, await welcome(books)))
	const told = async (userId: string) => {
		await raise()
		const rows = await sql<{ id: string }[]>`select id from alert where user_id = ${userId} order by id`
		const ids = rows.map((row) => row.id)
		const alerts = expectOk(await look(books, system, findAlerts, { ids, language: 'en', userId }))
		return alerts.map((alert) => [alert.surveyId, alertSentence('en', toldAlert.parse(tellable(alert)))])
	}
	const [name] = await sql<{ name: string }[]>`select name from staff_user where id = ${people.surveyor.userId}`
	const yours = [id, `A credit survey was given to ${name?.name}, who is to fill it in.`]
	expect(await told(people.surveyor.userId)).toEqual([yours])
	expect(await told(people.seller.userId)).toEqual([])
	const other = await member(books, 'surveyor')
	expectOk(await act(books, people.manager, dispatchSurvey, { id, surveyorId: other.userId }))
	expect(await told(other.userId)).toHaveLength(1)
	expect(await told(people.surveyor.userId)).toEqual([yours])
	expect(expectOk(await act(books, system, tellAlerts, undefined))).toBe(2)
})
