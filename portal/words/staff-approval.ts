import { staffApproval } from './en/staff-approval.ts'
import { createSpeaker } from './speaker.ts'

/** The words of approvals in the console: English for now, as all of it. */
export const sayApproval = createSpeaker<{ approval: typeof staffApproval }>('en', { approval: staffApproval }).say
