import { staffTemplates } from './en/staff-templates.ts'
import { createSpeaker } from './speaker.ts'

/** The console's words for templates: English, as all of it. */
export const sayTemplate = createSpeaker<{ template: typeof staffTemplates }>('en', { template: staffTemplates }).say
