import { staffAgreed } from './en/staff-agreed.ts'
import { createSpeaker } from './speaker.ts'

/** The words of what a contract is agreed to in the console: English for now, as all of it. */
export const sayAgreed = createSpeaker<{ agreed: typeof staffAgreed }>('en', { agreed: staffAgreed }).say
