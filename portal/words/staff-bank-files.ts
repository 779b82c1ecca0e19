import { staffBankFiles } from './en/staff-bank-files.ts'
import { createSpeaker } from './speaker.ts'

/** The words of bank files in the console and the terminal: English, as all of both. */
export const sayBank = createSpeaker<{ bank: typeof staffBankFiles }>('en', { bank: staffBankFiles }).say
