import type { CaseReason } from '#core/collection/standing.ts'
import type { Language } from '#core/company/read.ts'
import { plural } from '#emails/words/plural.ts'

/** How a collector's list is told. */
type CollectionWords = {
	title: (due: number, all: number) => string
	none: string
	overdue: string
	late: string
	days: (count: number) => string
	why: string
	reason: Record<CaseReason, string>
	promised: (amount: string, day: string) => string
	step: (step: string, day: string) => string
}

export const collectionWords: Record<Language, CollectionWords> = {
	en: {
		title: (due, all) => `Collection: ${due} to do now, ${all} in all`,
		none: 'No case of collection is yours',
		overdue: 'Overdue',
		late: 'Late',
		days: (count) => plural('en', count, { one: `${count} day`, other: `${count} days` }),
		why: 'What to do',
		reason: {
			...{ broken: 'promise broken', promise: 'promise due', step: 'next step', new: 'new', later: 'waits' },
		},
		promised: (amount, day) => `${amount} promised by ${day}`,
		step: (step, day) => [step, day].filter(Boolean).join(', '),
	},
	ru: {
		title: (due, all) => `Взыскание: сейчас ${due}, всего ${all}`,
		none: 'У вас нет дел по взысканию',
		overdue: 'Просрочено',
		late: 'Срок',
		days: (count) => plural('ru', count, { one: `${count} день`, few: `${count} дня`, other: `${count} дней` }),
		why: 'Что сделать',
		reason: {
			...{ broken: 'обещание нарушено', promise: 'срок обещания', step: 'следующий шаг', new: 'новое', later: 'ждёт' },
		},
		promised: (amount, day) => `обещано ${amount} до ${day}`,
		step: (step, day) => [step, day].filter(Boolean).join(', '),
	},
	zh: {
		title: (due, all) => `催收：待办 ${due} 件，共 ${all} 件`,
		none: '您没有催收案件',
		overdue: '逾期金额',
		late: '逾期',
		days: (count) => `${count} 天`,
		why: '待办事项',
		reason: { broken: '承诺未兑现', promise: '承诺到期', step: '下一步', new: '新案件', later: '等待中' },
		promised: (amount, day) => `承诺于 ${day} 前支付 ${amount}`,
		step: (step, day) => [step, day].filter(Boolean).join('，'),
	},
	vi: {
		title: (due, all) => `Thu nợ: ${due} việc cần làm ngay, tổng cộng ${all}`,
		none: 'Không có hồ sơ thu nợ nào của bạn',
		overdue: 'Quá hạn',
		late: 'Trễ',
		days: (count) => `${count} ngày`,
		why: 'Việc cần làm',
		reason: {
			broken: 'thất hứa',
			promise: 'đến hạn hứa trả',
			step: 'bước tiếp theo',
			new: 'mới',
			later: 'đang chờ',
		},
		promised: (amount, day) => `hứa trả ${amount} trước ${day}`,
		step: (step, day) => [step, day].filter(Boolean).join(', '),
	},
}
