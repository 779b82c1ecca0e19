/** What the columns of the list of people are called. */
export const contactLists = {
	contacts: {
		name: 'Name',
		customer: 'Customer',
		email: 'Email',
		phone: 'Phone',
		billing: 'Gets invoices',
		guarantor: 'Guarantor',
		language: 'Language',
		role: 'Is a',
		customerNumber: 'Customer’s number',
		customerId: 'Customer',
		owner: 'Looked after by',
		group: 'Group',
	},
}
