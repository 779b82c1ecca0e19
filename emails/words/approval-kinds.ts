/** What can be asked for, as letters name it. */
export const approvalKinds = [
	'contract_change',
	'contract_activation',
	'discount',
	'cancellation',
	'credit_note',
	'refund',
	'write_off',
	'penalty_waiver',
	'delivery',
	'machine_lock',
	'machine_unlock',
	'repossession',
	'settlement',
	'user_access',
	'supplier_contract',
	'partner_application',
] as const
