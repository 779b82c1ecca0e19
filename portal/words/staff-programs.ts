import { staffPrograms } from './en/staff-programs.ts'
import { createSpeaker } from './speaker.ts'

/** The words for programs that work with ours: English, as all of the console. */
export const sayProgram = createSpeaker<typeof staffPrograms>('en', staffPrograms).say
