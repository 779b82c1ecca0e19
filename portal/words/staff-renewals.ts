import { staffRenewals } from './en/staff-renewals.ts'
import { createSpeaker } from './speaker.ts'

/** The console's words for renewal quotes: English, as all of it. */
export const sayRenewals = createSpeaker<{ renewals: typeof staffRenewals }>('en', { renewals: staffRenewals }).say
