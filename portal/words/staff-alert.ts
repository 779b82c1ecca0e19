import { staffAlert } from './en/staff-alert.ts'
import { createSpeaker } from './speaker.ts'

/** The words of alerts in the console: English for now, as all of it. What an alert says is in the reader's language. */
export const sayAlert = createSpeaker<{ alert: typeof staffAlert }>('en', { alert: staffAlert }).say
