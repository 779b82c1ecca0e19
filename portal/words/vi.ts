import type { Translation } from './en.ts'
import { problem } from './vi/problem.ts'
import { shell } from './vi/shell.ts'
import { state } from './vi/state.ts'

export const vi = { shell, problem, state } satisfies Translation
