import { staffChanges } from './en/staff-changes.ts'
import { createSpeaker } from './speaker.ts'

/** The words of the rules for changes in the console: English for now, as all of it. */
export const sayChanges = createSpeaker<{ changes: typeof staffChanges }>('en', { changes: staffChanges }).say
