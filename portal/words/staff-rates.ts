import { staffRates } from './en/staff-rates.ts'
import { createSpeaker } from './speaker.ts'

/** The words of currency rates in the console: English for now, as all of it. */
export const sayRate = createSpeaker<{ rate: typeof staffRates }>('en', { rate: staffRates }).say
