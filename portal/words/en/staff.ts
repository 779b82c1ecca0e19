import { words } from '../shape.ts'

export const staff = words({
	console: 'Console',
	customers: 'Customers',
	contracts: 'Contracts',
	invoices: 'Invoices',
	payments: 'Payments',
	imports: 'Import',
	run: 'Billing run',
	settings: 'Settings',
})
