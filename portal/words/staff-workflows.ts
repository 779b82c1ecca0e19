import { staffWorkflows } from './en/staff-workflows.ts'
import { createSpeaker } from './speaker.ts'

/** The words of workflows, delegation and staff in the console: English for now, as all of it. */
export const sayWorkflow = createSpeaker<{ workflow: typeof staffWorkflows }>('en', { workflow: staffWorkflows }).say
