import { openPortal } from './build.ts'
import { run } from './run.ts'

// Before the bundle is built, and to build it.
await run(() => openPortal(console.log))
