import type { Translation } from './en.ts'
import { fault } from './ru/fault.ts'
import { problem } from './ru/problem.ts'
import { refusal } from './ru/refusal.ts'
import { shell } from './ru/shell.ts'
import { signIn } from './ru/sign-in.ts'
import { state } from './ru/state.ts'
import { visitor } from './ru/visitor.ts'

export const ru = { shell, problem, state, fault, refusal, signIn, visitor } satisfies Translation
