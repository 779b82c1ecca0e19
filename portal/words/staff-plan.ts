import { staffPlan } from './en/staff-plan.ts'
import { createSpeaker } from './speaker.ts'

/** The words of collection plans in the console: English, as all of it. */
export const sayPlan = createSpeaker<{ plan: typeof staffPlan }>('en', { plan: staffPlan }).say
