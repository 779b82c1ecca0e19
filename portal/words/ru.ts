import type { Translation } from './en.ts'
import { fault } from './ru/fault.ts'
import { problem } from './ru/problem.ts'
import { refusal } from './ru/refusal.ts'
import { shell } from './ru/shell.ts'
import { state } from './ru/state.ts'

export const ru = { shell, problem, state, fault, refusal } satisfies Translation
