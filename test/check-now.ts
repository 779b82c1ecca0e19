import { check } from './check.ts'

// npm run check
process.exitCode = (await check()) ? 0 : 1
