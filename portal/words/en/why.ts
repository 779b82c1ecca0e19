import { words } from '../shape.ts'

/** Why an amount is what it is: the formula of a line in plain words. */
export const why = words({
	ask: 'Why this amount?',
	period: '{{quantity}} × {{price}} for the period {{period}}.',
	stub: '{{quantity}} × {{price}} for a whole period. {{period}} is {{days}} of its {{periodDays}} days, so that share is charged.',
	charge:
		'{{quantity}} × {{price}} for a whole period. Because of a change, the share for {{days}} of its {{periodDays}} days is charged anew: {{period}}.',
	whole: 'Only a part of the period is covered, but a period that has begun is charged in full.',
	once: '{{quantity}} × {{price}}, once.',
	discount: 'Less {{percent}} discount.',
	contractDiscount: 'The contract takes off another {{percent}}.',
	amountOff: 'Of a whole period, the contract takes off {{amount}}.',
	before: 'Of this, {{amount}} has been charged before and is taken off.',
	named: {
		before: 'Credit: {{name}}, as before the change',
		after: '{{name}}, as changed',
		credit_back: 'Credit taken back: {{name}}',
		instalment: '{{name}}, instalment {{number}} of {{of}}',
		down_payment: '{{name}}, down payment',
	},
	instalment: 'This is its part of instalment {{number}} of {{of}}, to be paid by {{day}}.',
	downPayment: 'This is its part of the down payment, to be paid by {{day}}.',
	credit:
		'{{charged}} was charged for {{chargedPeriod}}. The share for {{days}} of its {{chargedDays}} days, {{period}}, is given back.',
	part: {
		quantity: '{{share}} of {{of}} are credited, a share of the {{charged}} charged.',
		before: 'Of this, {{amount}} was credited before and is taken off.',
		amount: 'An agreed part of the {{charged}} charged is credited.',
		rest: 'Of the {{charged}} charged, {{before}} was credited before. The rest is credited now.',
	},
	back: 'This line of the invoice is taken back.',
	tax: 'Plus {{percent}} tax: {{tax}}.',
	taxIncluded: 'The price includes {{percent}} tax: {{tax}}.',
	noTax: 'No tax is added.',
	taxOf: {
		rate: 'That is the rate of {{place}} since {{since}}.',
		home_rate:
			'No VAT number of another country of the Union is known here, so the rate of {{place}} counts, since {{since}}.',
		unchecked:
			'The tax details given last are not checked yet: until they are, the rate of {{place}} counts, since {{since}}.',
		exempt: 'The buyer is exempt: {{certificate}}.',
		reverse_charge: 'Reverse charge: the buyer owes the tax, under VAT number {{number}}.',
		export: 'What goes to {{place}} is not taxed here.',
		no_rate: 'There is no rate for {{place}}.',
		as_charged: 'The tax is that of what is given back.',
	},
})
