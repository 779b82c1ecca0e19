import { words } from '../shape.ts'

/** The way to everything that is set for the company as a whole. */
export const staffSettings = words({
	title: 'Settings',
	lead: 'What holds for the company as a whole.',
	all: 'All settings',
	groups: {
		contracts: 'Contracts',
		prices: 'Products and prices',
		money: 'Money that is late',
		customers: 'What customers may do',
		people: 'People and approvals',
		programs: 'Other programs',
	},
	notes: {
		'contract-types': 'Types of contracts, and statuses of your own',
		fields: 'Fields of your own on customers, contracts and lines',
		templates: 'Terms, lines and clauses that contracts and quotes begin with',
		delivery: 'What must be so before a machine leaves, and how long a gate pass holds',
		health: 'When a contract is at risk, or bad',
		documents: 'Which documents a contract has to have',
		units: 'What products are counted in, and how units turn into each other',
		rates: 'What currencies are worth of each other, for reports alone',
		taxes: 'Rates by place, class and day; exemptions',
		payments: 'Reminders, card retries, part payment, and when service stops',
		penalty: 'What late payment costs',
		surveys: 'How answers become a score, and what it advises',
		changes: 'What customers may change themselves, and up to where',
		cancellation: 'Reasons for leaving, offers to stay, renewal',
		ratings: 'When customers are asked how it was',
		people: 'Who works here, and in which role',
		teams: 'Teams and who belongs to them',
		workflows: 'What somebody has to agree to, and who',
		alerts: 'Who is told of what, and what is done then',
		keys: 'Keys for programs that read and write here',
		webhooks: 'Which programs are told what happens',
	},
})
