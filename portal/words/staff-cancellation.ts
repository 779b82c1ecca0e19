import { staffCancellation } from './en/staff-cancellation.ts'
import { createSpeaker } from './speaker.ts'

/** The words about leaving and renewing in the console: English for now, as all of it. */
export const sayCancellation = createSpeaker<{ cancellation: typeof staffCancellation }>('en', {
	cancellation: staffCancellation,
}).say
