import { staffFigures } from './en/staff-figures.ts'
import { createSpeaker } from './speaker.ts'

/** The words of figures in the console: English for now, as all of it. */
export const sayFigures = createSpeaker<{ figures: typeof staffFigures }>('en', { figures: staffFigures }).say
