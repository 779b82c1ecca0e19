// Over 300 lines: everything that can have happened has its name on one page.
import { insertMany } from '#db/insert-many.ts'
import { openSheet } from '#db/sheet.ts'
import type { Actor, Scope } from './act.ts'

/** Something that happened to a subject. `facts` hold JSON values: amounts as strings of minor units, days as ISO dates. */
export type Happening = {
	kind: EventKind
	subject: { kind: string; id: string }
	customerId?: string | null
	contractId?: string | null
	facts?: Record<string, unknown>
}

export type EventKind =
	| 'customer.created'
	| 'customer.updated'
	| 'customer.removed'
	| 'customer.address_changed'
	| 'customer.tax_details_given'
	| 'customer.tax_details_checked'
	| 'customer.address_change_withdrawn'
	| 'contact.added'
	| 'contact.removed'
	| 'contact.updated'
	| 'contact.email_changed'
	| 'contact.letters_chosen'
	| 'contract.created'
	| 'contract.updated'
	| 'contract.activated'
	| 'contract.amended'
	| 'contract.ending'
	| 'contract.end_undone'
	| 'contract.cancelled'
	| 'contract.offer_taken'
	| 'contract.renewed'
	| 'contract.renewal_told'
	| 'contract.closed'
	| 'contract.voided'
	| 'contract.removed'
	| 'approval.requested'
	| 'approval.approved'
	| 'approval.rejected'
	| 'approval.outdated'
	| 'approval.withdrawn'
	| 'request.requested'
	| 'request.approved'
	| 'request.rejected'
	| 'request.outdated'
	| 'request.withdrawn'
	| 'request.failed'
	| 'request.questioned'
	| 'request.answered'
	| 'request.reminded'
	| 'request.escalated'
	| 'quote.created'
	| 'quote.updated'
	| 'quote.sent'
	| 'quote.accepted'
	| 'quote.declined'
	| 'quote.expired'
	| 'quote.withdrawn'
	| 'message.written'
	| 'message.read'
	| 'message.settled'
	| 'rating.asked'
	| 'rating.given'
	| 'invoice.issued'
	| 'invoice.voided'
	| 'invoice.overdue'
	| 'invoice.taken_over'
	| 'invoice.take_over_undone'
	| 'invoice.written_off'
	| 'invoice.write_off_taken_back'
	| 'collection_plan.made'
	| 'collection_plan.rescheduled'
	| 'collection_plan.given_up'
	| 'collection_plan.taken_back'
	| 'penalty.agreed'
	| 'penalty.agreement_removed'
	| 'penalty.waived'
	| 'penalty.waiver_undone'
	| 'penalty.paid'
	| 'penalty.payment_taken_back'
	| 'equipment.registered'
	| 'equipment.updated'
	| 'equipment.moved'
	| 'equipment.delivered'
	| 'gate_pass.issued'
	| 'gate_pass.used'
	| 'gate_pass.withdrawn'
	| 'machine_request.asked'
	| 'machine_request.approved'
	| 'machine_request.rejected'
	| 'machine_request.withdrawn'
	| 'machine_request.failed'
	| 'machine_request.late'
	| 'machine_request.done'
	| 'telematics.added'
	| 'telematics.removed'
	| 'contract.settled'
	| 'contract.settlement_overtaken'
	| 'equipment.locked'
	| 'equipment.unlocked'
	| 'equipment.repossessed'
	| 'credit_note.issued'
	| 'payment.started'
	| 'payment.processing'
	| 'payment.action_required'
	| 'payment.succeeded'
	| 'payment.recorded'
	| 'payment.taken_back'
	| 'payment.return_unsaid'
	| 'payment.failed'
	| 'payment.canceled'
	| 'payment.retried'
	| 'payment.refunded'
	| 'payment.refund_failed'
	| 'payment.disputed'
	| 'payment.dispute_closed'
	| 'payment_method.saved'
	| 'payment_method.removed'
	| 'payment_method.kept_there'
	| 'payment_method.renewed'
	| 'payment_method.expiring'
	| 'payment_method.expired'
	| 'contract.autopay_on'
	| 'contract.autopay_off'
	| 'service.warned'
	| 'service.restricted'
	| 'service.blocked'
	| 'service.restored'
	| 'allocation.made'
	| 'allocation.taken_back'
	| 'mail.gave_up'
	| 'link.sent'
	| 'link.revoked'
	| 'link.opened'
	| 'link.confirmed'
	| 'sign_in.requested'
	| 'sign_in.done'
	| 'import.loaded'
	| 'import.undone'
	| 'invoice.reminded'
	| 'invoice.sent_again'
	| 'follow_up.recorded'
	| 'follow_up.settled'
	| 'follow_up.moved'
	| 'discussion.written'
	| 'document.added'
	| 'document.version_added'
	| 'document.shared'
	| 'document.unshared'
	| 'document.withdrawn'
	| 'contract.filed'
	| 'promise.kept'
	| 'promise.broken'
	| 'chat.linked'
	| 'chat.unlinked'
	| 'chat.gave_up'
	| 'second_factor.on'
	| 'second_factor.off'
	| 'second_factor.passed'
	| 'password.set'
	| 'password.removed'
	| 'passkey.added'
	| 'passkey.renamed'
	| 'passkey.removed'
	| 'workflow.changed'
	| 'delegation.changed'
	| 'staff.updated'
	| 'company.updated'
	| 'template.saved'
	| 'care_plan.made'
	| 'care_plan.stopped'
	| 'care_visit.done'
	| 'care_visit.left_out'
	| 'care_visit.moved'
	| 'partner_application.confirmed'
	| 'partner_application.approved'
	| 'partner_application.rejected'
	| 'payable.added'
	| 'payable.amount_changed'
	| 'payable.ended'
	| 'payable.removed'
	| 'payable.due'
	| 'payable.paid'
	| 'payable.payment_taken_back'
	| 'price_update.drafted'
	| 'price_update.planned'
	| 'price_update.taken_back'
	| 'restructuring.drafted'
	| 'restructuring.applied'
	| 'restructuring.undone'
	| 'product.added'
	| 'product.changed'
	| 'product.withdrawn'
	| 'product.put_on_sale'
	| 'product.offered'
	| 'product.offer_withdrawn'
	| 'plan.added'
	| 'plan.changed'
	| 'plan.withdrawn'
	| 'plan.put_on_sale'
	| 'price.set'
	| 'price.taken_back'
	| 'price_list.created'
	| 'price_list.updated'
	| 'price_list.item_set'
	| 'price_list.item_removed'
	| 'price_list.given'
	| 'price_list.taken'
	| 'health.conditions_set'
	| 'currency_rate.changed'
	| 'commission_rule.added'
	| 'commission_rule.ended'
	| 'commission_rule.withdrawn'
	| 'unit.added'
	| 'unit.changed'
	| 'unit.removed'
	| 'unit.sold_in'
	| 'list_view.shared'
	| 'list_view.removed'
	| 'tax_rate.added'
	| 'tax_rate.ended'
	| 'tax_rate.removed'
	| 'tax_exemption.added'
	| 'tax_exemption.ended'
	| 'tax_exemption.taken_back'
	| 'api_key.created'
	| 'api_key.revoked'
	| 'webhook.added'
	| 'webhook.changed'
	| 'webhook.removed'
	| 'survey.requested'
	| 'survey.dispatched'
	| 'collection.dispatched'
	| 'collection.handed_back'
	| 'collection.closed'
	| 'instalment.reminded'
	| 'survey.section_saved'
	| 'survey.file_added'
	| 'survey.file_removed'
	| 'survey.submitted'
	| 'survey.returned'
	| 'survey.closed'
	| 'survey.withdrawn'
	| 'survey.rules_saved'
	| 'guarantee.given'
	| 'guarantee.released'
	| 'clock.moved'

const eventColumns = {
	kind: 'text',
	happened_at: 'timestamptz',
	happened_on: 'date',
	actor: 'text',
	subject_kind: 'text',
	subject_id: 'uuid',
	customer_id: 'uuid',
	contract_id: 'uuid',
	facts: 'jsonb',
} as const

/** Writes what happened in the transaction that did it: timeline, audit and notifications read it. */
export async function emit(scope: Scope, ...happenings: Happening[]): Promise<void> {
	if (happenings.length === 0) return
	const rows = happenings.map((happening) => eventRow(scope, happening))
	await insertMany(scope.sql, 'event', eventColumns, rows)
}

/** Events to be written when all are known, however many. */
export function openEvents(scope: Scope) {
	const events = openSheet('event', eventColumns)
	return {
		add: (happening: Happening) => events.add(eventRow(scope, happening)),
		write: () => events.write(scope.sql),
	}
}

function eventRow(scope: Scope, happening: Happening) {
	return {
		kind: happening.kind,
		happened_at: scope.now,
		happened_on: scope.today,
		actor: nameActor(scope.actor),
		subject_kind: happening.subject.kind,
		subject_id: happening.subject.id,
		customer_id: happening.customerId,
		contract_id: happening.contractId,
		facts: happening.facts ?? {},
	}
}

/** Who acted, as it is kept in events and amendments: `staff:…`, `contact:…`, `link:…`, `system:…`. */
export function nameActor(actor: Actor): string {
	switch (actor.kind) {
		case 'staff':
			return `staff:${actor.userId}`
		case 'contact':
			return `contact:${actor.contactId}`
		case 'link':
			return `link:${actor.linkId}`
		case 'system':
			return `system:${actor.name}`
	}
}
