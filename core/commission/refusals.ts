/** Every expected no of commission. */
export type CommissionRefusals = {
	/** Another rule for the same counts in these days. */
	'commission.overlaps': { validFromOn: string }
	/** What was earned before today stays. */
	'commission.first_day': { earliestOn: string }
	'commission.last_day': { earliestOn: string }
	'commission.has_begun': { validFromOn: string }
	/** Others read along. */
	'commission.in_private': Record<never, never>
}
