import { staffSettings } from './en/staff-settings.ts'
import { createSpeaker } from './speaker.ts'

/** The words of the settings’ index: English, as all of the console. */
export const saySettings = createSpeaker<{ settings: typeof staffSettings }>('en', { settings: staffSettings }).say
