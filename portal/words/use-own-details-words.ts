import { bringWords } from './bring-words.ts'
import { ownDetails as en } from './en/own-details.ts'
import { ownDetails as ru } from './ru/own-details.ts'
import { ownDetails as vi } from './vi/own-details.ts'
import { ownDetails as zh } from './zh/own-details.ts'

/** What a customer is told who changes who they are for us: only those pages bring it along. */
export const useOwnDetailsWords = bringWords<{ ownDetails: typeof en }>({
	...{ en: { ownDetails: en }, ru: { ownDetails: ru }, zh: { ownDetails: zh }, vi: { ownDetails: vi } },
})
