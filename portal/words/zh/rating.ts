import type { rating as english } from '../en/rating.ts'
import { translate } from '../shape.ts'

export const rating = translate<typeof english>()({
	title: '您对我们满意吗？',
	stages: {
		first_invoice_paid: '“{{contract}}”的首张账单已付清。您对合作的开始是否满意？',
		renewed: '“{{contract}}”已续期。您对我们的服务感觉如何？',
		conversation_answered: '您曾就“{{contract}}”给我们留言。我们的答复是否令您满意？',
		visit_done: '“{{contract}}”：我们刚刚上门服务，您是否满意？',
	},
	scale: '您的评分',
	scores: { s1: '很差', s2: '较差', s3: '一般', s4: '满意', s5: '非常满意' },
	outOf: '{{score}} 分（满分 5 分）：{{word}}',
	comment: '您有什么想告诉我们？',
	commentHint: '仅供我们内部阅读。',
	send: '提交评价',
	change: '修改评价',
	thanks: '谢谢，我们已收到您的评价。',
	thanksNote: '三十天内可以修改。',
	over: '该评价已超过可提交或修改的期限。',
	overNote: '如有任何意见，直接回复我们的任意一封邮件即可。',
})
