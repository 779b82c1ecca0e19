import type { Translation } from './en.ts'
import { fault } from './vi/fault.ts'
import { problem } from './vi/problem.ts'
import { refusal } from './vi/refusal.ts'
import { shell } from './vi/shell.ts'
import { signIn } from './vi/sign-in.ts'
import { state } from './vi/state.ts'
import { visitor } from './vi/visitor.ts'

export const vi = { shell, problem, state, fault, refusal, signIn, visitor } satisfies Translation
