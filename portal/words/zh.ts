import type { Translation } from './en.ts'
import { problem } from './zh/problem.ts'
import { shell } from './zh/shell.ts'
import { state } from './zh/state.ts'

export const zh = { shell, problem, state } satisfies Translation
