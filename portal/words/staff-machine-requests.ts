import { staffMachineRequests, staffTelematics } from './en/staff-machine-requests.ts'
import { createSpeaker } from './speaker.ts'

/** The words of requests about machines, and of who carries them out from afar, in the console: English, as all of it. */
export const sayMachineRequest = createSpeaker<{
	request: typeof staffMachineRequests
	telematics: typeof staffTelematics
}>('en', {
	request: staffMachineRequests,
	telematics: staffTelematics,
}).say
