import { bringWords } from './bring-words.ts'
import { survey as en } from './en/survey.ts'
import { survey as ru } from './ru/survey.ts'
import { survey as vi } from './vi/survey.ts'
import { survey as zh } from './zh/survey.ts'

/** The words of credit surveys. */
export const useSurveyWords = bringWords<{ survey: typeof en }>({
	...{ en: { survey: en }, ru: { survey: ru }, zh: { survey: zh }, vi: { survey: vi } },
})
