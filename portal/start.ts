import { builtProduct } from './build.ts'

// npm start, and with `web` or `worker` the processes of a machine of their own.
const bundled = await builtProduct()
await import(bundled ?? './start-from-source.ts')
