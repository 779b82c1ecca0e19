import { staffLists } from './en/staff-lists.ts'
import { createSpeaker } from './speaker.ts'

/** The words of the console's lists: English, as all of it. */
export const sayList = createSpeaker<{ list: typeof staffLists }>('en', { list: staffLists }).say
