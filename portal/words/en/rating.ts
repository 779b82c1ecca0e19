import { words } from '../shape.ts'

export const rating = words({
	title: 'How satisfied are you?',
	stages: {
		first_invoice_paid: 'Your first invoice for {{contract}} is paid. How was the start with us?',
		renewed: '{{contract}} has been renewed. How do you like being our customer?',
		conversation_answered: 'You wrote to us about {{contract}}. How was our answer?',
		visit_done: '{{contract}}: we were with you. How was our visit?',
	},
	scale: 'Your rating',
	scores: { s1: 'Very poor', s2: 'Poor', s3: 'Fair', s4: 'Good', s5: 'Very good' },
	outOf: '{{score}} of 5: {{word}}',
	comment: 'What should we know?',
	commentHint: 'Only we read it.',
	send: 'Send rating',
	change: 'Change rating',
	thanks: 'Thank you. We have received your rating.',
	thanksNote: 'You can change it within thirty days.',
	over: 'This rating can no longer be given or changed.',
	overNote: 'If there is something you want to tell us, just reply to any of our emails.',
})
