import { staffUnits } from './en/staff-units.ts'
import { createSpeaker } from './speaker.ts'

/** The words of units in the console: English for now, as all of it. */
export const sayUnit = createSpeaker<{ unit: typeof staffUnits }>('en', { unit: staffUnits }).say
