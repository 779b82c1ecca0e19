/** What the columns of the list of follow-ups are called. */
export const followUpLists = {
	'follow-ups': {
		happened: 'On',
		customer: 'Customer',
		customerId: 'Customer',
		contract: 'Contract',
		kind: 'How',
		text: 'What was said',
		nextStep: 'Next step',
		nextOn: 'Next step on',
		done: 'Done',
		assignee: 'Who does it',
		author: 'Written by',
		promised: 'Promised',
		promisedOn: 'Promised for',
		promise: 'The promise is',
	},
}
