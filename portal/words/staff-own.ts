import { staffOwn } from './en/staff-own.ts'
import { createSpeaker } from './speaker.ts'

/** The words about a company's own fields in the console: English for now, as all of it. */
export const sayOwn = createSpeaker<{ own: typeof staffOwn }>('en', { own: staffOwn }).say
