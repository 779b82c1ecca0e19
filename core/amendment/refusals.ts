/** Every expected no of changes of contracts. */
export type ChangeRefusals = {
	/** What was seen is not what would be done now: show the preview anew. */
	'change.different': { effectMinor: bigint; currency: string; seen: string }
	'change.needs_approval': { monthMinor: bigint; limitMinor: bigint; currency: string }
	/** The contract's access does not let its customer do this. */
	'change.not_allowed': { access: string }
	'change.not_offered': Record<string, never>
	'change.offer_taken': { nextOn: string }
	'change.quantity_out_of_range': { smallest: string; largest: string }
	/** Other lines have so many of the same already. */
	'change.most_together': { largest: string; there: string }
	'change.before_notice': { earliestOn: string }
	/** It would begin only when the contract, or its line, is over. */
	'change.after_end': { effectiveOn: string; endsOn: string }
	/** Another term cannot end before the present one: that is a cancellation. */
	'change.ends_earlier': { endsOn: string; before: string }
	/** A customer prolongs no further by ending contracts together. */
	'change.ends_too_late': { latestOn: string }
	/** The company gave the notice. */
	'change.ended_by_us': Record<never, never>
	'change.pause_until': Record<never, never>
	/** A term or a notice binds the customer to pay until that day. */
	'change.pause_bound': { through: string }
	/** Another quantity is agreed, or planned by the company, for that day. */
	'change.planned_otherwise': { on: string }
}
