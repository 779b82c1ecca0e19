import { staffAmend } from './en/staff-amend.ts'
import { createSpeaker } from './speaker.ts'

/** The words of changing a contract in the console: English for now, as all of it. */
export const sayAmend = createSpeaker<{ amend: typeof staffAmend }>('en', { amend: staffAmend }).say
