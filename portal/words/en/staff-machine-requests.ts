import { words } from '../shape.ts'

/** Requests about machines in the console. */
export const staffMachineRequests = words({
	condition: {
		in_arrears: 'Overdue for long enough',
		no_open_promise: 'No promise to pay is waiting',
		nothing_overdue: 'Nothing is overdue',
		locked_or_reminded: 'Reminded, or locked before',
		paid_off: 'Everything is paid, penalty interest too',
		all_invoiced: 'Everything is invoiced',
		none_locked: 'No machine is locked',
	},
	promiseState: {
		open: 'waits',
		kept: 'kept',
		broken: 'broken',
		lapsed: 'no longer needed',
		replaced: 'replaced',
	},
	promise: 'by {{day}}: {{state}}',
})
