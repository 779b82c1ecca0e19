import type { Translation } from './en.ts'
import { fault } from './vi/fault.ts'
import { problem } from './vi/problem.ts'
import { refusal } from './vi/refusal.ts'
import { shell } from './vi/shell.ts'
import { state } from './vi/state.ts'

export const vi = { shell, problem, state, fault, refusal } satisfies Translation
