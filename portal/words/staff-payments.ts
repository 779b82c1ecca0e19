import { staffPayments } from './en/staff-payments.ts'
import { createSpeaker } from './speaker.ts'

/** The words of payments in the console: English, as all of it. */
export const sayPayment = createSpeaker<{ payment: typeof staffPayments }>('en', { payment: staffPayments }).say
