import type { Translation } from './en.ts'
import { problem } from './ru/problem.ts'
import { shell } from './ru/shell.ts'
import { state } from './ru/state.ts'

export const ru = { shell, problem, state } satisfies Translation
