import { staffChat } from './en/staff-chat.ts'
import { createSpeaker } from './speaker.ts'

/** The words around the bot in the console: English for now, as all of it. What the bot says is in the reader's language. */
export const sayChat = createSpeaker<{ chat: typeof staffChat }>('en', { chat: staffChat }).say
