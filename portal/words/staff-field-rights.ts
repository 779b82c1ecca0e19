import { staffFieldRights } from './en/staff-field-rights.ts'
import { createSpeaker } from './speaker.ts'

/** The words of field rights in the console: English for now, as all of it. */
export const sayFieldRight = createSpeaker<{ right: typeof staffFieldRights }>('en', { right: staffFieldRights }).say
