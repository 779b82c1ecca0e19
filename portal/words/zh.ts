import type { Translation } from './en.ts'
import { fault } from './zh/fault.ts'
import { problem } from './zh/problem.ts'
import { refusal } from './zh/refusal.ts'
import { shell } from './zh/shell.ts'
import { signIn } from './zh/sign-in.ts'
import { state } from './zh/state.ts'
import { visitor } from './zh/visitor.ts'

export const zh = { shell, problem, state, fault, refusal, signIn, visitor } satisfies Translation
