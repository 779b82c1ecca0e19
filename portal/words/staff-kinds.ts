import { staffKinds } from './en/staff-kinds.ts'
import { createSpeaker } from './speaker.ts'

/** The words about types and statuses of contracts in the console: English for now, as all of it. */
export const sayKind = createSpeaker<{ kind: typeof staffKinds }>('en', { kind: staffKinds }).say
