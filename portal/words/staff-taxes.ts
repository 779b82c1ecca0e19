import { staffTaxes } from './en/staff-taxes.ts'
import { createSpeaker } from './speaker.ts'

/** The words of taxes in the console: English for now, as all of it. */
export const sayTax = createSpeaker<{ tax: typeof staffTaxes }>('en', { tax: staffTaxes }).say
