import { staffQuote } from './en/staff-quote.ts'
import { createSpeaker } from './speaker.ts'

/** The console's words about quotes: English for now, as all of the console. */
export const sayQuote = createSpeaker<{ quote: typeof staffQuote }>('en', { quote: staffQuote }).say
