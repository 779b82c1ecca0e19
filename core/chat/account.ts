import type { Role } from '../act.ts'
import type { Language } from '../company/read.ts'

export type Channel = 'slack' | 'telegram'

/** Who writes, as the platform names them. `team` is Slack's workspace, empty in Telegram. */
export type Account = { channel: Channel; team: string; account: string }

/** A member of staff, with the rights they have now. */
export type Member = { userId: string; role: Role; name: string; language: Language }
