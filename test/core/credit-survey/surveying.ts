import { type Actor, act, type Books, expectOk, type Role } from '#core/act.ts'
import { createContract } from '#core/contract/create.ts'
import { dispatchSurvey } from '#core/credit-survey/dispatch.ts'
import type { Answers, SurveySection } from '#core/credit-survey/form.ts'
import { requestSurvey } from '#core/credit-survey/request.ts'
import { saveSection } from '#core/credit-survey/save-section.ts'
import { submitSurvey } from '#core/credit-survey/submit.ts'
import { hire } from '#test/portal/staff/console.ts'
import { type Customer, system } from '../payment/ledger.ts'

/** Answers of somebody who is granted by the usual rules. */
export const soundAnswers: Record<SurveySection, Answers> = {
	customer: { legalForm: 'company', address: 'Hafen 4, Hamburg' },
	business: { activity: 'Freight', startedOn: '2015-01-01', turnoverMonth: '10000000' },
	assets: {
		...{ cash: '2000000', machines: '9000000', property: '0', bankLoans: '1000000', otherDebts: '0' },
		repaymentsMonth: '100000',
	},
	bank: { standing: 'on_time' },
	guarantors: { 'first.name': 'Otto Berg', 'first.identityNumber': 'HRB 1', 'first.assets': '9000000' },
}

export async function member(books: Books, role: Role): Promise<Extract<Actor, { kind: 'staff' }>> {
	return { kind: 'staff', userId: (await hire(books, role)).id, role }
}

/** A draft over 1,000.00 a month for a year. */
export async function draft(books: Books, customer: Customer, startsOn = '2026-04-01'): Promise<string> {
	const { id } = expectOk(
		await act(books, system, createContract, {
			...{
				customerId: customer.id,
				currency: customer.currency,
				startsOn,
				endsOn: endOf(startsOn),
				title: 'Excavator',
			},
			lines: [{ description: 'Rent', quantity: '1', unitPrice: '1000', interval: { unit: 'month', count: 1 } }],
		}),
	)
	return id
}

const endOf = (on: string) => Temporal.PlainDate.from(on).add({ years: 1 }).subtract({ days: 1 }).toString()

export type Crew = Record<'seller' | 'manager' | 'surveyor', Extract<Actor, { kind: 'staff' }>>

export async function crew(books: Books): Promise<Crew> {
	const [seller, manager, surveyor] = [
		await member(books, 'salesperson'),
		await member(books, 'manager'),
		await member(books, 'surveyor'),
	]
	return { seller, manager, surveyor }
}

/** Requested, and given to the surveyor. */
export async function dispatched(
	books: Books,
	{ seller, manager, surveyor }: Crew,
	contractId: string,
): Promise<string> {
	const { id } = expectOk(await act(books, seller, requestSurvey, { contractId, note: 'First machine' }))
	expectOk(await act(books, manager, dispatchSurvey, { id, surveyorId: surveyor.userId }))
	return id
}

/** Filled in and handed in. */
export async function submitted(
	books: Books,
	people: Crew,
	contractId: string,
	answers = soundAnswers,
): Promise<string> {
	const id = await dispatched(books, people, contractId)
	await fillIn(books, people, id, answers)
	return id
}

/** Fills a dispatched survey in, and hands it in. */
export async function fillIn(books: Books, people: Crew, id: string, answers = soundAnswers): Promise<void> {
	for (const [section, given] of Object.entries(answers) as [SurveySection, Answers][])
		expectOk(await act(books, people.surveyor, saveSection, { id, section, answers: given, version: 0 }))
	expectOk(await act(books, people.surveyor, submitSurvey, { id, advice: 'grant', text: 'Well run, yard seen.' }))
}
