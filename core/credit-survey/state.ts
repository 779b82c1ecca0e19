import { refuse } from '../refusal.ts'

export const surveyStates = [
	'requested',
	'dispatched',
	'in_progress',
	'submitted',
	'returned',
	'closed',
	'withdrawn',
] as const
export type SurveyState = (typeof surveyStates)[number]

export const surveyDeeds = ['dispatch', 'save', 'submit', 'return', 'close', 'withdraw'] as const
export type SurveyDeed = (typeof surveyDeeds)[number]

/** States of a contract that a survey can still decide about. */
export const surveyedStates = ['draft', 'in_approval', 'rejected', 'approved', 'sent', 'signed'] as const

/** Every allowed step: from which state a deed leads to which. Another surveyor takes over what has been begun. */
export const surveySteps: Record<SurveyDeed, Partial<Record<SurveyState, SurveyState>>> = {
	dispatch: {
		requested: 'dispatched',
		dispatched: 'dispatched',
		in_progress: 'in_progress',
		returned: 'returned',
	},
	save: { dispatched: 'in_progress', in_progress: 'in_progress', returned: 'in_progress' },
	submit: { in_progress: 'submitted' },
	return: { submitted: 'returned' },
	close: { submitted: 'closed' },
	withdraw: {
		requested: 'withdrawn',
		dispatched: 'withdrawn',
		in_progress: 'withdrawn',
		submitted: 'withdrawn',
		returned: 'withdrawn',
	},
}

/** What may be done with a survey as it is. */
export function possibleDeeds(state: SurveyState): SurveyDeed[] {
	return surveyDeeds.filter((deed) => surveySteps[deed][state] !== undefined)
}

/** The state after a deed. Refuses `survey.state`, naming what is possible. */
export function stateAfter(state: SurveyState, deed: SurveyDeed): SurveyState {
	return surveySteps[deed][state] ?? refuse('survey.state', { state, possible: possibleDeeds(state).join(', ') })
}
