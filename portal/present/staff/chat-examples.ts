import type { Language } from '../../words/language.ts'

/** Questions to begin with, as staff ask them. */
export const chatExamples: Record<Language, readonly string[]> = {
	en: ['What is overdue?', 'MRR this quarter against last', 'Collected this month by team', 'What waits for me?'],
	ru: [
		'Что просрочено?',
		'MRR за этот квартал по сравнению с прошлым',
		'Поступления за этот месяц по группам',
		'Что ждёт меня?',
	],
	zh: ['有哪些逾期？', '本季度MRR与上季度相比', '本月各团队的回款', '我的审批'],
	vi: ['Những gì quá hạn?', 'MRR quý này so với quý trước', 'Thực thu tháng này theo nhóm', 'Đang chờ tôi'],
}
