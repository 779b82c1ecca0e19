import { staffDocuments } from './en/staff-documents.ts'
import { createSpeaker } from './speaker.ts'

/** The words of documents in the console: English for now, as all of it. */
export const sayDocument = createSpeaker<{ document: typeof staffDocuments }>('en', { document: staffDocuments }).say
