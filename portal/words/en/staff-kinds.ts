import { words } from '../shape.ts'

/** The console's words about types and statuses of contracts. */
export const staffKinds = words({
	title: 'Types and statuses of contracts',
	lead: 'What you call your contracts, and how they stand. Whatever a status is called, what can be done goes by the state that it belongs to.',
	reasons: 'Reasons for leaving',
	types: 'Types',
	typesIntro:
		'Chosen on a contract; a kind of document can be asked for by type. Files and quotes make contracts of the first one.',
	statuses: 'Statuses',
	statusesIntro:
		'Shown to staff in place of the state’s name, where one is chosen. It falls away when the contract goes on to another state.',
	newType: 'A new type',
	newStatus: 'A new status',
	name: 'Name',
	state: 'Within the state',
	position: 'Place',
	archived: 'not in use any more',
	add: 'Add',
	save: 'Save',
	restore: 'Use it again',
	remove: 'Remove',
	archive: 'Not in use any more',
	saved: 'Saved.',
	type: 'Type',
	status: 'Status',
	stateItself: '{{state}}, no more',
	setStatus: 'Set the status',
})
