import { staffSuppliers } from './en/staff-suppliers.ts'
import { createSpeaker } from './speaker.ts'

/** The words of suppliers, partners and what is paid to them in the console: English for now, as all of it. */
export const saySupplier = createSpeaker<{ supplier: typeof staffSuppliers }>('en', { supplier: staffSuppliers }).say
