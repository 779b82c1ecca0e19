import { staffDelivery, staffEquipment } from './en/staff-equipment.ts'
import { createSpeaker } from './speaker.ts'

/** The words of machines and their delivery in the console: English, as all of it. */
export const sayEquipment = createSpeaker<{ equipment: typeof staffEquipment; delivery: typeof staffDelivery }>('en', {
	equipment: staffEquipment,
	delivery: staffDelivery,
}).say
