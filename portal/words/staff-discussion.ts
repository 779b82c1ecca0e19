import { staffDiscussion } from './en/staff-discussion.ts'
import { createSpeaker } from './speaker.ts'

/** The words of discussions among staff: English for now, as all of the console. */
export const sayDiscussion = createSpeaker<{ discussion: typeof staffDiscussion }>('en', {
	discussion: staffDiscussion,
}).say
