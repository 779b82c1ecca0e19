import { words } from '../shape.ts'

const [order, importKey, discount, owner] = ['Purchase order', 'Number in an import', 'Discount', 'Looked after by']

/** Who may see and change which field. */
export const staffFieldRights = words({
	title: 'Field rights',
	lead: 'Which fields a role sees and changes. Everything that is not said here may be changed by whoever may change the card.',
	choose: 'Whose rights',
	card: 'Fields of',
	cards: { contract: 'Contracts', line: 'Lines of contracts', customer: 'Customers' },
	role: 'Role',
	state: 'Another state',
	stateHint: 'What is said for a state holds there; everywhere else what is said for every state.',
	noState: 'None',
	show: 'Show',
	caption: '{{card}}: {{role}}',
	field: 'Field',
	every: 'Every state',
	always: 'Right',
	access: { hidden: 'Hidden', seen: 'See only', edited: 'Change', '': 'As in every state' },
	of: '{{field}}, {{state}}',
	save: 'Save rights',
	saved: 'Saved. Whoever opens a page from now on sees it so.',
	money:
		'Whoever may not see quantities, prices or discounts opens no quotes, invoices, payments, figures and previews either, and changes nothing in force. Whoever may not see serial numbers, models or factory numbers opens no machines. Files that people have uploaded are not fields: what is written in them can be read.',
	fields: {
		contract: {
			title: 'Title',
			termEnd: 'End of its term',
			renewal: 'How it is renewed',
			purchaseOrder: order,
			owner,
			notice: 'Notice',
			paymentDays: 'Days to pay',
			autopay: 'How it is paid',
			access: 'What its customer may change',
			health: 'Health',
			reason: 'Why it ends',
			recurring: 'What it brings a month',
			commission: 'Commission',
			discount,
			importKey,
		},
		line: {
			quantity: 'Quantity',
			unitPrice: 'Price of one',
			discount,
			model: 'Model',
			serialNumber: 'Serial number',
			factoryNumber: 'Factory number',
		},
		customer: {
			email: 'Email, also of its people',
			phone: 'Phone, also of its people',
			address: 'Address',
			taxNumber: 'Tax and register number',
			industry: 'Industry',
			paymentDays: 'Days to pay',
			owner,
			importKey,
		},
	},
})
