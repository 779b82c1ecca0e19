import { staffProducts } from './en/staff-products.ts'
import { createSpeaker } from './speaker.ts'

/** The words of the catalogue in the console: English for now, as all of it. */
export const sayProduct = createSpeaker<{ product: typeof staffProducts }>('en', { product: staffProducts }).say
