import { bringWords } from './bring-words.ts'
import { rating as en } from './en/rating.ts'
import { rating as ru } from './ru/rating.ts'
import { rating as vi } from './vi/rating.ts'
import { rating as zh } from './zh/rating.ts'

/** What somebody is asked who was answered: only the page of that question brings it along. */
export const useRatingWords = bringWords<{ rating: typeof en }>({
	...{ en: { rating: en }, ru: { rating: ru }, zh: { rating: zh }, vi: { rating: vi } },
})
