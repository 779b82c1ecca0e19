import { staffMachineRequests } from './en/staff-machine-requests.ts'
import { createSpeaker } from './speaker.ts'

/** The words of requests about machines in the console: English, as all of it. */
export const sayMachineRequest = createSpeaker<{ request: typeof staffMachineRequests }>('en', {
	request: staffMachineRequests,
}).say
