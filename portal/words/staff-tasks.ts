import { staffTasks } from './en/staff-tasks.ts'
import { createSpeaker } from './speaker.ts'

/** The words of tasks in the console: English for now, as all of it. */
export const sayTask = createSpeaker<{ task: typeof staffTasks }>('en', { task: staffTasks }).say
