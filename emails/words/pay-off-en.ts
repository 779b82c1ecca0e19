/** What a statement of account says of penalty interest, of paying all of it, and of the plan: on paper and in chats. */
export const payOffEn = {
	penalty: 'Penalty interest owed',
	accrued: 'Penalty interest so far',
	waived: 'Waived',
	billed: 'Invoiced',
	paid: 'Paid',
	payOffOn: (day: string) => `To settle everything on ${day}`,
	coming: 'To be invoiced by then',
	after: 'Still to come after that day',
	plan: 'Payment plan',
	downPayment: 'Down payment',
}
