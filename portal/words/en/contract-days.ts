import { words } from '../shape.ts'

/** What the page of a contract says of another day than today. Its loader says it: no browser loads it. */
export const contractDays = words({
	afterRenewal: 'after the renewal on {{day}}',
	ofToday: 'as of today',
	inEffect: 'in effect by then',
	replaced: 'replaced since',
})
