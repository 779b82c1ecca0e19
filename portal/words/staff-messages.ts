import { staffMessages, staffRatings } from './en/staff-messages.ts'
import { createSpeaker } from './speaker.ts'

/** The words of conversations and ratings in the console: English for now, as all of it. */
export const sayMessages = createSpeaker<{ messages: typeof staffMessages; ratings: typeof staffRatings }>('en', {
	messages: staffMessages,
	ratings: staffRatings,
}).say
