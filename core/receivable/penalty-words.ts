import type { Language } from '../company/read.ts'

/** Which of how many; `number` 0: a down payment. */
export type InstalmentPlace = { number: number; of: number } | null

type PenaltyWords = {
	/** A line of an invoice, about the one that was paid late. */
	line: (number: string, instalment: InstalmentPlace) => string
	/** Why a credit note gives it back. */
	waived: string
	reckonedAnew: string
}

/** What an invoice of penalty interest and its credit note say, kept in their own language. */
export const penaltyWords: Record<Language, PenaltyWords> = {
	en: {
		line: (number, instalment) => `Penalty interest on invoice ${number}${place(instalment, ...inEnglish)}`,
		waived: 'Penalty interest waived',
		reckonedAnew: 'Penalty interest reckoned anew: the payment had come earlier',
	},
	ru: {
		line: (number, instalment) => `Пени по счёту ${number}${place(instalment, ...inRussian)}`,
		waived: 'Пени списаны',
		reckonedAnew: 'Пени пересчитаны: оплата поступила раньше',
	},
	zh: {
		line: (number, instalment) => `账单 ${number} 的违约金${place(instalment, ...inChinese)}`,
		waived: '违约金已减免',
		reckonedAnew: '违约金已重新计算：款项到账日期更早',
	},
	vi: {
		line: (number, instalment) => `Tiền phạt chậm trả của hóa đơn ${number}${place(instalment, ...inVietnamese)}`,
		waived: 'Miễn tiền phạt chậm trả',
		reckonedAnew: 'Tính lại tiền phạt chậm trả: tiền đã đến sớm hơn',
	},
}

type InLanguage = readonly [down: string, instalment: (number: number, of: number) => string]

const inEnglish: InLanguage = [', down payment', (number, of) => `, instalment ${number} of ${of}`]
const inRussian: InLanguage = [', первый взнос', (number, of) => `, платёж ${number} из ${of}`]
const inChinese: InLanguage = ['，首付款', (number, of) => `，第 ${number} 期（共 ${of} 期）`]
const inVietnamese: InLanguage = [', trả trước', (number, of) => `, kỳ ${number} trên ${of}`]

function place(instalment: InstalmentPlace, ...[down, which]: InLanguage): string {
	if (!instalment) return ''
	return instalment.number === 0 ? down : which(instalment.number, instalment.of)
}
