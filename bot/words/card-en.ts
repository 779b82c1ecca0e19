import type { ToldChange } from '#core/amendment/tell-change.ts'
import { plural } from '#emails/words/plural.ts'

/** Facts of a change as text that is written in the reader's language already. */
export type ToldText = {
	kind: ToldChange['kind']
	name: string
	from: string
	to: string
	until: string
	count: number
}

/** The words of an approval card. */
export const cardEn = {
	kinds: {
		contract_change: 'Change of',
		contract_activation: 'Activation of',
		discount: 'Discount on',
		cancellation: 'Cancellation of',
		credit_note: 'Credit note for',
		refund: 'Refund of',
		write_off: 'Write-off of',
		penalty_waiver: 'Waiver of penalty interest of',
		user_access: 'Access of',
		supplier_contract: 'Contract we pay:',
		partner_application: 'Partner application of',
	} as Record<string, string>,
	other: 'Approval of',
	facts: {
		reason: 'Reason',
		effective_on: 'From',
		starts_on: 'Starts',
		ends_on: 'Ends',
		issued_on: 'Issued',
		due_on: 'Due',
		lines: 'Lines',
		total: 'Total',
		open: 'Open',
		paid: 'Paid',
		month: 'A month',
		next_invoice: 'Next invoice',
		refund: 'Refund',
		left_of_payment: 'Left of the payment',
		discount: 'Discount',
		role: 'Role',
		email: 'Email',
		groups: 'Teams',
		billed_again: 'Billed again',
		message: 'Note to the customer',
		to_card: 'Back to the card',
		to_balance: 'Stays with us for them',
		waived: 'To be waived',
		penalty_accrued: 'Penalty interest so far',
		penalty_due: 'Penalty interest owed',
		contact: 'Contact',
		phone: 'Phone',
		website: 'Website',
		country: 'Country',
		tax_number: 'Tax number',
		wish: 'What they want to do',
		papers: 'Papers',
		known: 'Perhaps the same as',
		year: 'In a year',
	} as Record<string, string>,
	roles: {
		administrator: 'administrator',
		manager: 'manager',
		finance: 'finance',
		salesperson: 'salesperson',
		collector: 'collector',
		storekeeper: 'storekeeper',
		surveyor: 'surveyor',
	} as Record<string, string>,
	none: 'none',
	yes: 'yes',
	no: 'no',
	before: (before: string, after: string) => `${before} → ${after}`,
	charged: 'Charged at once',
	credited: 'Credited at once',
	customer: 'Customer',
	asks: 'Asked by',
	open: 'Open',
	overdue: 'Overdue',
	days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
	mrr: 'Recurring a month, all contracts',
	risk: 'Risk',
	risks: { low: 'low', medium: 'medium', high: 'high' },
	reasons: {
		disputed: (count: number) =>
			plural('en', count, { one: 'a payment is disputed', other: `${count} payments are disputed` }),
		long_overdue: (days: number) => `overdue for ${days} days`,
		overdue: (days: number) => plural('en', days, { one: 'overdue for a day', other: `overdue for ${days} days` }),
		charges_failed: (count: number) =>
			plural('en', count, { one: 'a charge failed in half a year', other: `${count} charges failed in half a year` }),
		promises_broken: (count: number) =>
			plural('en', count, { one: 'a promise broken in a year', other: `${count} promises broken in a year` }),
		pays_late: (count: number) => `most invoices of a year paid late (${count})`,
		pays_on_time: (count: number) =>
			plural('en', count, {
				one: 'the only invoice of a year paid on time',
				other: `pays on time (${count} invoices in a year)`,
			}),
		nothing_known: (_count: number) => 'nothing paid in a year to judge by',
	},
	guarantor: 'Guarantor',
	due: (moment: string) => `To be decided by ${moment}.`,
	escalated: 'Escalated: its time has run out.',
	waits: (names: string) => `Waiting for ${names}.`,
	said: {
		approve: (name: string) => `${name} approved`,
		reject: (name: string) => `${name} rejected`,
		ask: (name: string) => `${name} asks`,
		answer: (name: string) => `${name} answers`,
	},
	earlier: (about: string, state: string) => `Earlier: ${about}, ${state}.`,
	states: {
		waiting: 'waiting',
		approved: 'approved',
		rejected: 'rejected',
		withdrawn: 'withdrawn',
		outdated: 'out of date',
		failed: 'approved, could not be done',
	} as Record<string, string>,
	outcome: {
		approved: (name: string, moment: string) => `Approved by ${name}, ${moment}`,
		rejected: (name: string, moment: string) => `Rejected by ${name}, ${moment}`,
		withdrawn: (name: string, moment: string) => `Withdrawn by ${name}, ${moment}`,
		outdated: (_name: string, moment: string) =>
			`Out of date, ${moment}: the contract or its money had changed. Nothing was done.`,
		failed: (name: string, moment: string) => `Approved by ${name}, ${moment}, and could not be done`,
	} as Record<string, (name: string, moment: string) => string>,
	fresh: 'A fresh request with the figures of now has taken its place.',
	closed: 'This is not yours to decide any more.',
	did: {
		counted: 'Your word is noted; others are waited for.',
		approved: 'Approved. It is done.',
		rejected: 'Rejected. Nothing was done.',
		asked: 'Your question is on its way to who asked for it.',
		outdated: 'The contract or its money has changed since the card was made. Nothing was done.',
		failed: 'It was approved and could not be done any more. The card says why.',
		late: 'It was decided before; nothing has changed by your press.',
		again: 'You have decided this already.',
		changed: 'The card has changed since you saw it. Look at it again.',
	} as Record<string, string>,
	approve: 'Approve',
	reject: 'Reject',
	ask: 'Ask',
	why: 'Why not?',
	question: 'Your question',
	look: 'Show the fresh request',
	told: (t: ToldText): string =>
		({
			quantity: `${t.name}: ${t.to} instead of ${t.from}`,
			option_on: `${t.name} is added: ${t.to}`,
			option_off: `${t.name} ends`,
			line_end: t.until ? `${t.name} ends on ${t.until}` : `${t.name} ends`,
			take_back: `What was planned for ${t.until} is taken back`,
			plan: `${t.name}: ${t.to} from now on`,
			price: `${t.name}: ${t.to} instead of ${t.from}`,
			line_discount: `${t.name}: ${t.to} off`,
			discount_percent: `${t.to} off everything`,
			discount_amount: `${t.to} a month off`,
			discount_end: 'The discount ends',
			pause: t.until ? `Paused through ${t.until}` : 'Paused until it is resumed',
			resume: 'It goes on after the pause',
			cancel: t.until ? `The contract ends on ${t.until}` : 'The contract ends',
			undo_cancel: 'Notice is taken back',
			renew: t.until ? `Renewed until ${t.until}` : `Renewed for ${t.count} months`,
			co_terminate: `${t.count} contracts end together on ${t.until}`,
		})[t.kind],
}

export type CardWords = typeof cardEn
