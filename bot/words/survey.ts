import type { Language } from '#core/company/read.ts'
import type { Advice } from '#core/credit-survey/score.ts'
import type { SurveyState } from '#core/credit-survey/state.ts'
import { plural } from '#emails/words/plural.ts'

/** What a card says of a credit survey and of guarantors. */
type SurveyWords = {
	survey: string
	surveyor: string
	concluded: string
	score: (score: number) => string
	advice: Record<Advice, string>
	states: Record<SurveyState, string>
	proposed: (name: string) => string
	exposure: (amount: string, contracts: number) => string
	nothingElse: string
}

export const surveyWords: Record<Language, SurveyWords> = {
	en: {
		survey: 'Credit survey',
		surveyor: 'The surveyor’s advice',
		concluded: 'Concluded',
		score: (score) => `${score} of 100`,
		advice: { grant: 'grant', conditions: 'grant with conditions', refuse: 'refuse' },
		states: {
			requested: 'requested',
			dispatched: 'with the surveyor',
			in_progress: 'being filled in',
			submitted: 'handed in',
			returned: 'handed back for more',
			closed: 'concluded',
			withdrawn: 'withdrawn',
		},
		proposed: (name) => `${name} (proposed)`,
		exposure: (amount, contracts) =>
			plural('en', contracts, { one: `${amount} on 1 contract`, other: `${amount} on ${contracts} contracts` }),
		nothingElse: 'stands good for nothing else',
	},
	ru: {
		survey: 'Проверка платёжеспособности',
		surveyor: 'Рекомендация инспектора',
		concluded: 'Заключение',
		score: (score) => `${score} из 100`,
		advice: { grant: 'одобрить', conditions: 'одобрить с условиями', refuse: 'отказать' },
		states: {
			requested: 'запрошена',
			dispatched: 'передана инспектору',
			in_progress: 'заполняется',
			submitted: 'сдана',
			returned: 'возвращена на доработку',
			closed: 'завершена',
			withdrawn: 'отозвана',
		},
		proposed: (name) => `${name} (предлагается)`,
		exposure: (amount, contracts) =>
			plural('ru', contracts, {
				one: `${amount} по ${contracts} договору`,
				few: `${amount} по ${contracts} договорам`,
				other: `${amount} по ${contracts} договорам`,
			}),
		nothingElse: 'других поручительств нет',
	},
	zh: {
		survey: '信用调查',
		surveyor: '调查员建议',
		concluded: '结论',
		score: (score) => `${score} 分（满分 100）`,
		advice: { grant: '同意', conditions: '有条件同意', refuse: '拒绝' },
		states: {
			requested: '已申请',
			dispatched: '已派给调查员',
			in_progress: '填写中',
			submitted: '已提交',
			returned: '已退回补充',
			closed: '已有结论',
			withdrawn: '已撤回',
		},
		proposed: (name) => `${name}（拟担保）`,
		exposure: (amount, contracts) => `${amount}，涉及 ${contracts} 份合同`,
		nothingElse: '没有其他担保',
	},
	vi: {
		survey: 'Thẩm định tín dụng',
		surveyor: 'Đề xuất của thẩm định viên',
		concluded: 'Kết luận',
		score: (score) => `${score} trên 100 điểm`,
		advice: { grant: 'đồng ý', conditions: 'đồng ý có điều kiện', refuse: 'từ chối' },
		states: {
			requested: 'đã yêu cầu',
			dispatched: 'đã giao thẩm định viên',
			in_progress: 'đang điền',
			submitted: 'đã nộp',
			returned: 'trả lại để bổ sung',
			closed: 'đã kết luận',
			withdrawn: 'đã rút',
		},
		proposed: (name) => `${name} (dự kiến)`,
		exposure: (amount, contracts) => `${amount} trên ${contracts} hợp đồng`,
		nothingElse: 'không bảo lãnh khoản nào khác',
	},
}
