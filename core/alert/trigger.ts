import type { EventKind } from '../event.ts'

/** What staff can be told of, and the events that say it happened. */
export const alertTriggers = {
	payment_received: ['payment.succeeded', 'payment.recorded'],
	payment_failed: ['payment.failed', 'payment.action_required'],
	payment_refunded: ['payment.refunded'],
	payment_disputed: ['payment.disputed'],
	invoice_overdue: ['invoice.overdue'],
	promise_kept: ['promise.kept'],
	promise_broken: ['promise.broken'],
	contract_expiring: ['contract.renewal_told'],
	contract_cancelled: ['contract.cancelled'],
	message_received: ['message.written'],
	equipment_delivered: ['equipment.delivered'],
	machine_request_failed: ['machine_request.failed', 'machine_request.late', 'machine_request.withdrawn'],
	machine_request_done: ['machine_request.done'],
	collection_dispatched: ['collection.dispatched'],
	instalment_reminded: ['instalment.reminded'],
	survey_dispatched: ['survey.dispatched'],
	survey_returned: ['survey.returned'],
	survey_submitted: ['survey.submitted'],
	tax_details_given: ['customer.tax_details_given'],
	payable_due: ['payable.due'],
} as const satisfies Record<string, readonly EventKind[]>

export type AlertTrigger = keyof typeof alertTriggers

export const triggerNames = Object.keys(alertTriggers) as [AlertTrigger, ...AlertTrigger[]]

/** Nobody was reached, it is elsewhere by now, the provider has not confirmed in time, or there is no ground for it any more. */
export const machineProblems = ['not_reached', 'machine_moved', 'late', 'withdrawn'] as const
export type MachineProblem = (typeof machineProblems)[number]
