import { bringWords } from './bring-words.ts'
import { partner as en } from './en/partner.ts'
import { partner as ru } from './ru/partner.ts'
import { partner as vi } from './vi/partner.ts'
import { partner as zh } from './zh/partner.ts'

/** The words of those who apply to become partners. */
export const usePartnerWords = bringWords<{ partner: typeof en }>({
	...{ en: { partner: en }, ru: { partner: ru }, zh: { partner: zh }, vi: { partner: vi } },
})
