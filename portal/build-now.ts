import { buildPortal } from './build.ts'

// Builds the pages where the sources are, so that a machine without build tools can serve them.
await buildPortal()
