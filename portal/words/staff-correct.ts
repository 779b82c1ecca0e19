import { staffCorrect } from './en/staff-correct.ts'
import { createSpeaker } from './speaker.ts'

/** The words of correcting an invoice in the console: English, as all of it. */
export const sayCorrect = createSpeaker<{ correct: typeof staffCorrect }>('en', { correct: staffCorrect }).say
