import { staffFollowUp } from './en/staff-follow-up.ts'
import { createSpeaker } from './speaker.ts'

/** The words of follow-up in the console: English for now, as all of it. */
export const sayFollowUp = createSpeaker<{ followUp: typeof staffFollowUp }>('en', { followUp: staffFollowUp }).say
