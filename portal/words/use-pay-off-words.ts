import { bringWords } from './bring-words.ts'
import { payOff as en } from './en/pay-off.ts'
import { payOff as ru } from './ru/pay-off.ts'
import { payOff as vi } from './vi/pay-off.ts'
import { payOff as zh } from './zh/pay-off.ts'

/** The words of what settles everything on a day. */
export const usePayOffWords = bringWords<{ payOff: typeof en }>({
	...{ en: { payOff: en }, ru: { payOff: ru }, zh: { payOff: zh }, vi: { payOff: vi } },
})
