import { staff } from './en/staff.ts'
import { createSpeaker } from './speaker.ts'

/** The console's own words: English for now, through the same mechanism. `staffWords('staff.customers')`. */
export const staffWords = createSpeaker<{ staff: typeof staff }>('en', { staff }).say
