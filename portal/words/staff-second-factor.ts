import { staffSecondFactor } from './en/staff-second-factor.ts'
import { createSpeaker } from './speaker.ts'

/** The words of the second factor: English for now, as all of the console. */
export const saySecondFactor = createSpeaker<{ second: typeof staffSecondFactor }>('en', {
	second: staffSecondFactor,
}).say
