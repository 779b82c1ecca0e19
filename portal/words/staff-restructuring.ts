import { staffRestructuring } from './en/staff-restructuring.ts'
import { createSpeaker } from './speaker.ts'

/** The words of restructurings in the console: English for now, as all of it. */
export const sayRestructuring = createSpeaker<{ restructuring: typeof staffRestructuring }>('en', {
	restructuring: staffRestructuring,
}).say
