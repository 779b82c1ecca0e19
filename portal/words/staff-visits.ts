import { staffVisits } from './en/staff-visits.ts'
import { createSpeaker } from './speaker.ts'

/** The words of care visits in the console: English for now, as all of it. */
export const sayVisit = createSpeaker<{ visit: typeof staffVisits }>('en', { visit: staffVisits }).say
