import { staffPenalty } from './en/staff-penalty.ts'
import { createSpeaker } from './speaker.ts'

/** The words of penalty interest in the console: English, as all of it. */
export const sayPenalty = createSpeaker<{ penalty: typeof staffPenalty }>('en', { penalty: staffPenalty }).say
