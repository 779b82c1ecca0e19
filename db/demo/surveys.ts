import { type Actor, act, type Books, expectOk } from '#core/act.ts'
import { createContract } from '#core/contract/create.ts'
import { dispatchSurvey } from '#core/credit-survey/dispatch.ts'
import type { Answers, SurveySection } from '#core/credit-survey/form.ts'
import { requestSurvey } from '#core/credit-survey/request.ts'
import { saveSection } from '#core/credit-survey/save-section.ts'
import { submitSurvey } from '#core/credit-survey/submit.ts'
import { sale } from './contracts.ts'
import type { Cast } from './history.ts'
import { payByInstalments } from './instalments.ts'
import { begunWith } from './templates.ts'

const actor: Actor = { kind: 'system', name: 'demo' }

/** Amounts in minor units. */
const answers: Record<SurveySection, Answers> = {
	customer: { legalForm: 'company', address: 'Kaistraße 11, Bremerhaven', phone: '+49 471 555 0142' },
	business: {
		...{ activity: 'Earthworks and demolition', startedOn: '2016-04-01', premises: 'rented', employees: '23' },
		...{ turnoverMonth: '31000000', costsMonth: '26500000', notes: 'Two large sites until autumn, both seen.' },
	},
	assets: {
		...{ cash: '6200000', receivables: '18400000', machines: '54000000', property: '0' },
		...{ bankLoans: '12500000', otherDebts: '0', repaymentsMonth: '780000' },
	},
	bank: { bankName: 'Weserbank Bremen', accountSince: '2016-05-01', averageBalance: '4100000', standing: 'on_time' },
	guarantors: {
		...{ 'first.name': 'Hinrich Oltmanns', 'first.relation': 'owner', 'first.identityNumber': 'L8X00T471' },
		...{ 'first.phone': '+49 471 555 0143', 'first.assets': '38000000', 'first.limit': '20000000' },
	},
}

/** Two who would buy on instalments are looked at: of one everything is known, at the other the surveyor has begun. */
export async function survey(books: Books, cast: Cast, today: Temporal.PlainDate): Promise<void> {
	const user = cast.users.find(({ role }) => role === 'surveyor')
	if (!user) return
	const surveyor: Actor = { kind: 'staff', userId: user.id, role: user.role }
	for (const [index, place] of [4, 26].entries()) {
		const customer = cast.customers[place]
		if (!customer) continue
		const startsOn = today.add({ days: 20 + index * 10 })
		const { id: contractId } = expectOk(
			await act(books, actor, createContract, {
				...begunWith(cast, 'sale'),
				...sale(cast, customer, startsOn, 80 + index),
			}),
		)
		await payByInstalments(books, contractId, startsOn, 24)
		const note =
			index === 0 ? 'The largest machine they have asked for.' : 'A new site; please look at the yard as well.'
		const { id } = expectOk(await act(books, actor, requestSurvey, { contractId, note }))
		expectOk(await act(books, actor, dispatchSurvey, { id, surveyorId: user.id }))
		const sections = Object.entries(answers) as [SurveySection, Answers][]
		for (const [section, given] of index === 0 ? sections : sections.slice(0, 1))
			expectOk(await act(books, surveyor, saveSection, { id, section, answers: given, version: 0 }))
		if (index > 0) continue
		const text = 'Well run. The two sites are under way, the machines are kept inside and serviced.'
		expectOk(await act(books, surveyor, submitSurvey, { id, advice: 'grant', text }))
	}
}
