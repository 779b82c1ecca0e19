import type { Subject } from '../field.ts'
import { contacts } from './contacts.ts'
import { equipment } from './equipment.ts'
import { followUps } from './follow-ups.ts'
import { invoices } from './invoices.ts'
import { lines } from './lines.ts'
import { plans } from './plans.ts'
import { prices } from './prices.ts'
import { products } from './products.ts'
import { receipts } from './receipts.ts'
import type { PlainSubject } from './subject.ts'

/** Of each subject how it is brought in, but for customers and contracts, which have ways of their own. */
export const plainSubjects: Record<Exclude<Subject, 'customers' | 'contracts'>, PlainSubject> = {
	lines,
	contacts,
	products,
	plans,
	prices,
	follow_ups: followUps,
	invoices,
	receipts,
	equipment,
}
