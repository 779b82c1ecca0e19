import { staffCommission } from './en/staff-commission.ts'
import { createSpeaker } from './speaker.ts'

/** The words of commission in the console: English for now, as all of it. */
export const sayCommission = createSpeaker<{ commission: typeof staffCommission }>('en', {
	commission: staffCommission,
}).say
