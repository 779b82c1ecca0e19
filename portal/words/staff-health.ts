import { staffHealth } from './en/staff-health.ts'
import { createSpeaker } from './speaker.ts'

/** The words of health in the console: English for now, as all of it. */
export const sayHealth = createSpeaker<{ health: typeof staffHealth }>('en', { health: staffHealth }).say
