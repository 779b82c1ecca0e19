// Over 300 lines: every expected no of the product, one after the other.
import type { ChangeRefusals } from './amendment/refusals.ts'
import type { CommissionRefusals } from './commission/refusals.ts'
import type { InvoiceRefusals } from './invoice/refusals.ts'
import type { ProductRefusals } from './product/refusals.ts'

type OfTheirOwn = ChangeRefusals & CommissionRefusals & InvoiceRefusals & ProductRefusals

/** Every expected "no", and the facts its words need. Amounts are minor units beside their currency; days are ISO dates. */
export type Refusals = OfTheirOwn & {
	not_permitted: { action: string }
	not_found: { noun: string }
	'input.invalid': { field: string; problem: string }
	changed_meanwhile: { noun: string }

	'customer.number_taken': { number: string }
	'customer.email_invalid': { email: string }
	'customer.email_taken': { email: string }
	'customer.person_there': { email: string }
	'customer.address_day': { lastOn: string }
	'customer.no_reader': { name: string }
	'customer.currency_in_use': { currency: string }
	/** Suppliers and partners are sold nothing, and no customer becomes one. */
	'customer.is_paid': { name: string }
	'customer.keeps_side': { name: string }
	/** It gives itself out for a VAT number of the country, and its form or check digits are wrong. */
	'customer.vat_number_wrong': { number: string; example: string }
	/** There is a rate of the same place and class from that day on. */
	'tax.rate_known': { validFromOn: string }
	/** Other rates of the class say otherwise whether its prices include the tax. */
	'tax.class_mixed': { taxClass: string }
	/** It has been agreed or offered at prices that tax is added to. */
	'tax.class_sold': { taxClass: string }
	/** The last day of a rate or an exemption. */
	'tax.last_day': { earliestOn: string }
	'tax.rate_over': { endedOn: string }
	/** No line of a contract in force is meant, or none of them gets another price. */
	'template.variable_unknown': { name: string }
	'template.name_taken': { name: string }
	'price_update.nothing': Record<never, never>
	'price_update.file_unclear': { column: string; example: string }
	'price_update.file_long': { most: number }
	'price_update.file_no_product': Record<never, never>
	'price_update.file_no_price': Record<never, never>
	/** It is worked on, or is done already. */
	'price_update.state': { name: string }
	'restructuring.nothing': Record<never, never>
	'restructuring.state': { name: string }
	'restructuring.target': { number: string }
	'restructuring.day_past': { on: string }
	/** What is bad would be reached before what is at risk, or both are one. */
	'health.order': { kind: string }
	'currency_rate.file_unclear': { line: number; text: string }

	/** Nothing of what is billed once is left to be paid by instalments. */
	'collection_plan.nothing_to_cover': Record<never, never>
	'collection_plan.no_instalments': Record<never, never>
	'collection_plan.too_many': { most: number }
	'collection_plan.too_small': Record<never, never>
	'collection_plan.not_hundred': Record<never, never>
	/** Minor units. */
	'collection_plan.not_total': { sumMinor: bigint; totalMinor: bigint; currency: string }
	/** Somebody else changed it, or money came. */
	'collection_plan.different': Record<never, never>
	/** Nothing is left that is not invoiced. */
	'collection_plan.nothing_left': Record<never, never>
	'collection_plan.invoiced': { number: string }
	/** A line that it covers keeps its quantity, price and days. */
	'collection_plan.covers_line': { line: string }
	'collection_plan.line_unreadable': { line: number; text: string }

	'penalty.nothing_due': Record<never, never>
	/** More than is owed of it. Minor units. */
	'penalty.waiver_too_much': { dueMinor: bigint; currency: string }
	'penalty.waiver_undone': Record<never, never>
	'penalty.terms_past': Record<never, never>

	'collection.no_collector': { name: string }
	'collection.closed': Record<never, never>
	'collection.with_nobody': Record<never, never>

	'survey.state': { state: string; possible: string }
	/** Another one about the same is under way. */
	'survey.under_way': Record<never, never>
	/** Only before it comes into force. */
	'survey.contract_in_force': { number: string }
	'survey.no_surveyor': { name: string }
	/** Somebody else has saved it since it was read. */
	'survey.section_changed': { section: string; name: string }
	/** What is still to be answered, as names of fields. */
	'survey.incomplete': { missing: string; count: number }
	'survey.customer_unknown': { number: string }
	'survey.guarantor_self': { place: string }
	'survey.guarantor_twice': { place: string; name: string }
	/** Who stands good for nothing is no guarantor; without a limit it is for all. */
	'survey.limit_zero': { name: string }
	/** A conclusion against what was advised says why. */
	'survey.why_missing': Record<never, never>
	'survey.rules_wrong': { problem: string }
	'survey.too_many_files': { most: number }
	/** There is a machine with that serial number. */
	'equipment.known': { serialNumber: string }
	'equipment.not_allowed_in_state': { serialNumber: string; state: string; action: string; possible: string }
	'equipment.line_taken': { number: string; serialNumber: string }
	'equipment.contract_over': { number: string }
	/** It has left the yard: the contract cannot drop it. */
	'equipment.out_on_contract': { serialNumber: string; number: string }
	'equipment.day': { earliestOn: string; latestOn: string }
	'equipment.meter_back': { equipmentId: string; reading: string; before: string }
	/** A gate pass in somebody's hands lets it out. */
	'equipment.on_pass': { serialNumber: string; number: string }
	'equipment.by_request': { serialNumber: string }
	'equipment.nothing_said': Record<never, never>
	'delivery.no_machine': Record<never, never>
	'delivery.not_ready': { serialNumber: string; state: string }
	'delivery.other_contract': { serialNumber: string; number: string }
	'delivery.reason_missing': Record<never, never>
	/** Missing now, and not when it was asked for. */
	'delivery.missing_since': Record<never, never>
	'gate_pass.used': { number: string; usedOn: string; time: string; by: string }
	'gate_pass.withdrawn': { number: string; by: string; reason: string }
	'gate_pass.expired': { number: string; throughOn: string }

	/** It was decided, taken back or done meanwhile. */
	'machine_request.state': { number: string; state: string }
	'machine_request.contract_state': { number: string; state: string }
	/** Another one about the machine is under way. */
	'machine_request.open': { serialNumber: string; kind: string }
	'machine_request.settled': { number: string }
	/** Something is open, not invoiced, or locked. */
	'machine_request.not_settled': { number: string }
	/** Missing now, and not when it was asked for. */
	'machine_request.missing_since': Record<never, never>
	/** What it was agreed for is paid, or owed again, before somebody did it by hand. */
	'machine_request.ground_gone': { serialNumber: string }
	/** The machine went another way since it was agreed to. */
	'machine_request.overtaken': { serialNumber: string }
	'machine_request.reason_missing': Record<never, never>
	/** It has another way to be finished. */
	'machine_request.by_result': Record<never, never>
	'machine_request.no_provider': Record<never, never>
	/** Another provider has the model, or all others. */
	'telematics.model_taken': { name: string; model: string }
	'telematics.others_taken': { name: string }

	'contract.not_allowed_in_state': { number: string; state: string; action: string; possible: string }
	'contract.type_unknown': { type: string }
	/** Files and quotes make contracts of it. */
	'contract.usual_type': { name: string }
	'contract.status_of_other_state': { name: string; number: string; state: string }
	'contract.no_lines': { number: string }
	/** What is sold or billed has no place on a contract with a supplier or partner. */
	'contract.payable': { party: string }
	'contract.receivable': { number: string }
	'discount.nothing_off': Record<never, never>
	'discount.percent_or_amount': Record<never, never>
	'discount.two_ends': Record<never, never>
	'discount.ends_before_start': { startsOn: string; endsOn: string }
	'contract.ends_before_start': { startsOn: string; endsOn: string }
	'contract.line_outside': { line: string; startsOn: string; endsOn: string }
	'contract.line_unknown': { line: string }
	/** A line in force names that machine already. */
	'contract.serial_known': { number: string; serialNumber: string }
	/** Its product is sold by the piece. */
	'line.not_whole': { line: string; quantity: string }
	'contract.currency_mismatch': { contract: string; customer: string }
	'contract.effective_before_start': { effectiveOn: string; startsOn: string }
	/** A payment of a plan that is not in it on that day. */
	'payable.not_due': { dueOn: string }
	'payable.paid_already': { dueOn: string; paidOn: string }
	'payable.paid_stays': { lastOn: string }
	'payable.not_yet': { today: string }
	'contract.nothing_changes': { number: string }
	'contract.number_taken': { number: string }

	'care_visit.over': { title: string; dueOn: string }
	'care_visit.not_yet': { today: string }
	'partner_application.closed': Record<never, never>
	'partner_application.over': Record<never, never>
	'partner_application.waiting': { since: string }
	'partner_application.decided': { name: string }
	/** It came from outside: there is nobody here who could answer. */
	'approval.nobody_to_ask': Record<never, never>
	'approval.not_needed': Record<string, never>
	'approval.waiting': { number: string }
	/** A workflow's condition looks at what its subject does not have; both as codes. */
	'approval.fact_foreign': { fact: string; subject: string }
	/** No value of the fact, a code, meets a workflow's conditions up to the one of this number. */
	'approval.conditions_contradict': { fact: string; number: number }
	'approval.decided': { decision: string }
	'approval.own': Record<string, never>
	/** A payment is under way that it would cross; the request waits on. */
	'approval.held': { number: string }
	'approval.comment_missing': Record<string, never>
	/** Others are asked to decide this. */
	'approval.not_asked': Record<string, never>
	/** Nobody would be left who looks after staff. */
	'staff.last_administrator': Record<string, never>
	/** How many people are in the team, and how much belongs to it or names it. */
	'staff.group_needed': {
		name: string
		members: number
		customers: number
		contracts: number
		rules: number
		past: number
	}

	'quote.not_allowed_in_state': { number: string; state: string }
	'quote.no_lines': { number: string }
	'quote.line_of_none': { line: string }
	'quote.two_of_a_choice': { choice: string }
	'quote.valid_day_past': { validUntil: string }
	'quote.contract_without_end': { number: string }
	'quote.line_of_other': { line: string }
	'quote.expired': { number: string; validUntil: string }
	'quote.other_signer': { number: string; name: string }
	'quote.signer_unnamed': Record<string, never>
	'quote.already_decided': { number: string; state: string }
	'quote.different': { nowMinor: bigint; currency: string }
	'quote.nothing_chosen': Record<string, never>
	'quote.no_signature': Record<string, never>
	'quote.drawing_invalid': Record<string, never>
	'message.empty': Record<string, never>
	'message.too_long': { most: number }
	/** So many colleagues were named in one remark. */
	'discussion.too_many': { most: number }
	/** Kinds that a contract must have and has not; named, as the company calls them. */
	'document.missing': { kinds: string }
	'document.kind_taken': { name: string }
	/** Only what is of a contract is shown to its customer. */
	'document.not_shared': Record<never, never>
	/** The next step is ticked off already. */
	'task.done': Record<never, never>
	'message.too_many_files': { most: number }
	'message.file_too_large': { name: string; megabytes: number }
	'message.file_type': { name: string }
	'message.file_empty': { name: string }
	'rating.over': Record<string, never>

	/** A filter, a column or an order that the list does not have for who asks. */
	/** To see alone, or not even that: see field-right/. */
	'field.locked': { field: string }
	/** A paper that says what the actor may not see. */
	'field.hidden': { field: string }
	'own_field.unknown': { field: string }
	'own_field.value_wrong': { field: string; value: string; kind: 'text' | 'number' | 'date' | 'choice' }
	'own_field.required': { field: string }
	'own_field.name_taken': { name: string }
	'own_field.no_choices': { field: string }
	'own_field.too_many': { most: number }
	'list.field_unknown': { field: string }
	'list.value_wrong': { field: string; value: string }
	'list.too_many_views': { most: number }
	'list.too_many_at_once': { most: number }

	/** The measure is not told apart or narrowed by this. */
	'figure.not_by': { measure: string; dimension: string }

	'payment.nothing_open': Record<string, never>
	'payment.amount_changed': { shownMinor: bigint; nowMinor: bigint; currency: string }
	'payment.part_not_allowed': Record<string, never>
	'payment.part_too_small': { smallestMinor: bigint; currency: string }
	'payment.part_too_large': { openMinor: bigint; currency: string }
	'payment.not_positive': Record<never, never>
	'payment.mixed_currencies': Record<string, never>
	'payment.in_progress': { number: string }
	'payment.processor_unavailable': Record<string, never>
	'payment.not_by_card': { amountMinor: bigint; currency: string }
	'payment.not_succeeded': { state: string }
	'payment.not_to_confirm': Record<string, never>
	'card.in_use': { contracts: string }
	'dunning.days_not_rising': { days: string }
	'dunning.ladder_not_rising': Record<string, never>
	'refund.changed': { shownMinor: bigint; nowMinor: bigint; currency: string }
	'refund.exceeds': { leftMinor: bigint; currency: string }
	/** Money is recorded when it has come. Days are ISO. */
	'receipt.day_ahead': { today: string }
	/** More than is open of the invoice, or than settles nothing of the money. Minor units. */
	'receipt.over_invoice': { invoiceId: string; number: string; openMinor: bigint; currency: string }
	'receipt.over_money': { leftMinor: bigint; currency: string }
	/** More than is owed of the contract's penalty interest. Minor units. */
	'receipt.over_penalty': { contractId: string; number: string; dueMinor: bigint; currency: string }
	/** Somebody else has put, moved or returned some of it since. */
	'receipt.changed': Record<never, never>
	/** The card processor says what comes and goes by card. */
	'receipt.by_card': Record<never, never>
	/** What went back to the payer had come. */
	'receipt.returned': { returnedMinor: bigint; currency: string }
	'receipt.return_day': { earliestOn: string; latestOn: string }
	'allocation.exceeds': { leftMinor: bigint; currency: string }

	'link.invalid': Record<string, never>
	'link.expired': { expiredOn: string }
	'link.revoked': Record<string, never>
	'link.view_only': Record<string, never>
	'link.too_narrow': Record<string, never>
	'link.code_needed': Record<string, never>
	'link.no_address': Record<string, never>
	/** Too many codes were wrong for the link today. */
	'link.code_closed': Record<string, never>

	'sign_in.code_wrong': { attemptsLeft: number }
	'sign_in.expired': Record<string, never>
	'sign_in.code_closed': Record<string, never>
	'second_factor.wrong': Record<string, never>
	'second_factor.on': Record<string, never>
	'sign_in.too_many': { minutes: number }
	'sign_in.password_wrong': Record<string, never>
	'sign_in.not_fresh': Record<string, never>
	'password.wrong': Record<string, never>
	'password.too_short': { least: number }
	'password.too_long': { most: number }
	'password.guessed': Record<string, never>
	'passkey.refused': Record<string, never>
	'passkey.known': Record<string, never>
	'passkey.too_many': { most: number }
	'second_factor.own': Record<string, never>
	'second_factor.last': Record<string, never>

	/** Another system told of this money before. */
	'payment.known': { reference: string }
	/** A name of a request is used for another request already. */
	'api.name_reused': { name: string }
	/** Not an address on the web that we may call. */
	'webhook.address': { url: string }
	'webhook.too_many': { most: number }

	/** What a bank wrote: it is none of the formats that are read; a line of it is wrong; it ends before its end. */
	'bank_file.unknown': Record<string, never>
	'bank_file.unclear': { line: number; text: string }
	'bank_file.cut_off': { line: number }
	'bank_file.too_large': { most: number }
	/** Opening balance and entries come to something else than the closing balance. */
	'bank_file.balance': { account: string; comesToMinor: bigint; closingMinor: bigint; currency: string; line: number }
	'bank_file.column_missing': { column: string }
	/** Which column holds it must be said before the file is read. */
	'bank_file.field_missing': { field: string }
	/** It is matched or put aside already. */
	'bank_entry.settled': Record<string, never>
	'bank_entry.goes_out': Record<string, never>
	/** Of another amount or direction than what it is said to be. */
	'bank_entry.other_money': Record<string, never>
	/** The bank took the money back: there is nothing to record. */
	'bank_entry.returned': { returnedOn: string }
	/** What the receipt had settled is not open any more. */
	'bank_entry.money_moved': Record<string, never>

	'import.empty': Record<string, never>
	'import.not_text': Record<string, never>
	'import.old_excel': Record<string, never>
	'import.open_document': Record<string, never>
	'import.locked': Record<string, never>
	'import.damaged': Record<string, never>
	'import.too_large_unpacked': Record<string, never>
	'import.quote_open': { row: number }
	'import.sheet_missing': { sheet: string; sheets: string }
	'import.header_missing': { row: number }
	'import.map_invalid': { path: string; problem: string }
	'import.map_of_other': { subject: string }
	'import.column_missing': { column: string; field: string }
	'import.field_missing': { field: string }
	'import.ambiguous': { questions: string }
	'import.running': { fileName: string }
	'import.not_loaded': { fileName: string }

	'chat.code_invalid': Record<string, never>
	'promise.day_wrong': { latestOn: string }
	'promise.too_much': { number: string; openMinor: bigint; currency: string }
	'promise.other_currency': { number: string; is: string }
	'chat.choice_unknown': Record<string, never>
	'chat.choice_over': Record<string, never>
	'chat.choice_taken': { by: string }
	'chat.choice_of_other': Record<string, never>
	'reminder.sent_today': { number: string }
	'payment.no_card': { number: string }

	'clock.only_in_a_demo': Record<string, never>
}

export type RefusalCode = keyof Refusals
export type Refusal = { [Code in RefusalCode]: { code: Code; facts: Refusals[Code] } }[RefusalCode]

/** Thrown by `refuse`; rolls the verb's transaction back and reaches the face as an `Outcome`. */
export class Refused extends Error {
	override name = 'Refused'
	readonly refusal: Refusal
	constructor(refusal: Refusal) {
		super(refusal.code)
		this.refusal = refusal
	}
}

/** Says an expected no. */
export function refuse<Code extends RefusalCode>(code: Code, facts: Refusals[Code]): never {
	throw new Refused({ code, facts } as Refusal)
}
