import { staffPriceUpdates } from './en/staff-price-updates.ts'
import { createSpeaker } from './speaker.ts'

/** The words of price updates in the console: English for now, as all of it. */
export const sayUpdate = createSpeaker<{ update: typeof staffPriceUpdates }>('en', { update: staffPriceUpdates }).say
