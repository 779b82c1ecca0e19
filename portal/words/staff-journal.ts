import { staffJournal } from './en/staff-journal.ts'
import { createSpeaker } from './speaker.ts'

/** The words of the journal in the console: English, as all of it. */
export const sayJournal = createSpeaker<{ journal: typeof staffJournal }>('en', { journal: staffJournal }).say
