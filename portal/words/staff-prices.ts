import { staffPrices } from './en/staff-prices.ts'
import { createSpeaker } from './speaker.ts'

/** The words of price lists in the console: English for now, as all of it. */
export const sayPrice = createSpeaker<{ price: typeof staffPrices }>('en', { price: staffPrices }).say
