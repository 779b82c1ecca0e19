import { fault } from './en/fault.ts'
import { problem } from './en/problem.ts'
import { refusal } from './en/refusal.ts'
import { shell } from './en/shell.ts'
import { signIn } from './en/sign-in.ts'
import { state } from './en/state.ts'
import { visitor } from './en/visitor.ts'

/**
 * English sets the shape of every language. A page group is one file under `en/`, listed here, and one under each of
 * `ru/`, `zh/`, `vi/`; whichever is forgotten fails the type check.
 */
export const en = { shell, problem, state, fault, refusal, signIn, visitor }
export type English = typeof en
export type Translation = { [Group in keyof English]: object }
