/** What can need approval, by name: for pages, which must not carry the verbs to a browser. */
export const subjectKinds = [
	'contract_change',
	'contract_activation',
	'quote_send',
	'discount',
	'cancellation',
	'credit_note',
	'refund',
	'write_off',
	'plan_rest',
	'penalty_waiver',
	'reschedule',
	'delivery',
	'machine_lock',
	'machine_unlock',
	'repossession',
	'settlement',
	'user_access',
	'supplier_contract',
	'partner_application',
] as const

export type SubjectKind = (typeof subjectKinds)[number]
