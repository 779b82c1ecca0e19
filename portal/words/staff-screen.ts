import { staffScreen } from './en/staff-screen.ts'
import { createSpeaker } from './speaker.ts'

/** The words of a contract's screen in the console: English for now, as all of it. */
export const sayScreen = createSpeaker<{ screen: typeof staffScreen }>('en', { screen: staffScreen }).say
