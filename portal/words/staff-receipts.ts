import { staffReceipts } from './en/staff-receipts.ts'
import { createSpeaker } from './speaker.ts'

/** The words of receipts in the console: English, as all of it. */
export const sayReceipt = createSpeaker<{ receipt: typeof staffReceipts }>('en', { receipt: staffReceipts }).say
